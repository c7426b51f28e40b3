#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parcours/partners/v1/partners_events.pb.h"
#include "parcours/partners/v1/partners_service.pb.h"
#include "services/partners/domain/change.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::partners {

// A body of the network, and as an employer the last contact with it.
class Organisation {
 public:
  static constexpr std::string_view kCollection = "organisations";
  using Facts = journal::FactList<v1::OrganisationRegistered, v1::OrganisationCorrected,
                                  v1::EmployerContactNoted>;

  struct Contact {
    CivilDate day;
    v1::EmployerContactNoted::Source source = v1::EmployerContactNoted::SOURCE_UNSPECIFIED;
    friend auto operator<=>(const Contact&, const Contact&) = default;
  };

  explicit Organisation(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::OrganisationRegistered& fact);
  void Apply(const v1::OrganisationCorrected& fact);
  void Apply(const v1::EmployerContactNoted& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return name_; }
  [[nodiscard]] std::string person() const { return {}; }
  [[nodiscard]] std::vector<std::string> parties() const { return {name_}; }

  [[nodiscard]] bool registered() const { return registered_; }
  // As recorded; the output-only fields but `create_time` are empty.
  [[nodiscard]] const v1::Organisation& content() const { return content_; }
  [[nodiscard]] std::optional<Contact> last_contact() const;

  // `record` is normalised.
  [[nodiscard]] Change Compare(const v1::Organisation& record) const;
  [[nodiscard]] v1::OrganisationRegistered Register(const v1::Organisation& record) const;
  [[nodiscard]] v1::OrganisationCorrected Correct(const v1::Organisation& record) const;
  // nullopt when it is known. Every contact is recorded, not the latest alone: the same facts
  // whichever arrives first.
  [[nodiscard]] std::optional<v1::EmployerContactNoted> NoteContact(const Contact& contact) const;

 private:
  std::string name_;
  bool registered_ = false;
  v1::Organisation content_;
  std::vector<Contact> contacts_;  // by day, then kind
};

}  // namespace parcours::partners
