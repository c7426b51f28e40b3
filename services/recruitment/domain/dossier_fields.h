#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "services/platform/core/civil_date.h"
#include "services/recruitment/domain/dossier_record.h"
#include "services/recruitment/domain/record_problem.h"

namespace parcours::recruitment {

// Whether a fault in a field sets the record aside or drops the field with a warning.
enum class Need { kRequired, kOptional };

// Reads the fields of one JSON object, each by the rule of its kind, and keeps what was wrong.
// Absent, null and blank are the same: not given.
class DossierFields {
 public:
  DossierFields(const nlohmann::json& object, ProblemList& problems)
      : object_(object), problems_(problems) {}

  // Free text: `text` when it was not given; numbers are accepted where systems send them for
  // identifiers.
  [[nodiscard]] std::string Text(const std::string& field, std::size_t longest);
  [[nodiscard]] std::string Name(const std::string& field, Need need);
  [[nodiscard]] std::string ErpId(const std::string& field);
  // Not a field of the format: read where it is plain text, ignored without a word elsewhere.
  [[nodiscard]] std::string Source(const std::string& field) const;
  [[nodiscard]] std::string ShortTitle(const std::string& field);

  [[nodiscard]] std::optional<CivilDate> Date(const std::string& field, Need need);
  // An optional field whose fault would change the person's status: it sets the record aside.
  [[nodiscard]] std::optional<CivilDate> StatusDate(const std::string& field);
  [[nodiscard]] std::optional<CivilDate> BirthDate(const std::string& field);

  [[nodiscard]] std::string SchoolYear(const std::string& field);
  [[nodiscard]] std::string Siret(const std::string& field, Need need);
  [[nodiscard]] std::string Uai(const std::string& field, Need need);
  [[nodiscard]] std::string Ine(const std::string& field);
  [[nodiscard]] std::string Rncp(const std::string& field);
  [[nodiscard]] std::string Cfd(const std::string& field);
  [[nodiscard]] std::string LastEstablishment(const std::string& field);
  [[nodiscard]] std::string Email(const std::string& field);
  [[nodiscard]] std::string Phone(const std::string& field);
  [[nodiscard]] std::string Postcode(const std::string& field);
  [[nodiscard]] std::string Commune(const std::string& field);
  [[nodiscard]] std::string Sex(const std::string& field);
  [[nodiscard]] std::string CfaType(const std::string& field);
  [[nodiscard]] std::optional<bool> Boolean(const std::string& field);
  // An integer, also written as text, between the bounds.
  [[nodiscard]] std::optional<int> Integer(const std::string& field, int least, int most,
                                           const Fault& outside);
  [[nodiscard]] std::optional<int> SenderStatus(const std::string& field);
  [[nodiscard]] std::optional<int> LastSituation(const std::string& field);

  // True when a valid NIR stands in the field. Its value is neither kept nor reported.
  [[nodiscard]] bool Nir(const std::string& field);

  [[nodiscard]] bool Given(const std::string& field) const;
  // A field's value for a problem about it.
  [[nodiscard]] std::string Received(const std::string& field) const;
  [[nodiscard]] ProblemList& problems() { return problems_; }

 private:
  // The trimmed text of a scalar field, "" when not given; reports what is not a scalar,
  // unreadable, or a NIR.
  [[nodiscard]] std::string Scalar(const std::string& field, Need need);
  [[nodiscard]] std::optional<long long> Whole(const std::string& field);
  void Report(const std::string& field, Need need, const Fault& fault);

  const nlohmann::json& object_;
  ProblemList& problems_;
};

}  // namespace parcours::recruitment
