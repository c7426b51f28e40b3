#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "parcours/followup/v1/breaks.pb.h"
#include "parcours/followup/v1/followup_events.pb.h"
#include "services/followup/domain/continuation.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

// What a source says of the end of a contract.
struct BreakStatement {
  std::string organisation;
  std::string person;
  std::string pathway;
  std::string contract;
  int number = 0;
  std::string employer = {};
  std::optional<CivilDate> broken_on = {};  // nullopt: takes its statement back
  type::v1::BreakSource source = type::v1::BREAK_SOURCE_UNSPECIFIED;
  CivilDate stated_on;
  std::string reason = {};
  std::string declared_by = {};  // empty = heard from recruitment
};

// The one break of a contract, whoever says so (DOMAIN 2.12). Its id is the contract's.
class ContractBreak {
 public:
  static constexpr std::string_view kCollection = "contractBreaks";
  // Statements kept beyond those that hold; an aggregate stays under 200 facts (DOMAIN 2).
  static constexpr std::size_t kMostTestimonies = 60;
  using Facts = journal::FactList<v1::ContractBroken, v1::BreakRectified, v1::BreakStated>;

  explicit ContractBreak(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return organisation_; }
  [[nodiscard]] const std::string& person() const { return person_; }
  [[nodiscard]] std::vector<std::string> parties() const { return {}; }
  [[nodiscard]] const std::string& pathway() const { return pathway_; }
  // First day without the contract; nullopt: nobody says so, or it was taken back.
  [[nodiscard]] std::optional<CivilDate> broken_on() const { return broken_on_; }

  // What every source said, as it came.
  [[nodiscard]] const std::vector<v1::BreakStated>& testimonies() const { return testimonies_; }
  // The statement behind the day that holds.
  [[nodiscard]] bool Holds(const v1::BreakStated& statement) const;

  // Keeps the statement, whether it will hold or not; nullopt where it is the last one of its
  // source again, or too many were kept.
  [[nodiscard]] std::optional<v1::BreakStated> Testify(const BreakStatement& statement) const;

  // A source of lower rank changes nothing, nor does an earlier statement of the same rank:
  // monostate. The first statement that counts breaks the contract, every later one rectifies.
  using Decision = std::variant<std::monostate, v1::ContractBroken, v1::BreakRectified>;
  [[nodiscard]] Decision Hear(const BreakStatement& statement, const ContinuationRule& rule) const;

  void Apply(const v1::ContractBroken& fact);
  void Apply(const v1::BreakRectified& fact);
  void Apply(const v1::BreakStated& fact);

 private:
  [[nodiscard]] bool Outweighs(const BreakStatement& statement) const;

  std::string name_;
  std::string organisation_;
  std::string person_;
  std::string pathway_;
  bool heard_ = false;
  std::optional<CivilDate> broken_on_;
  type::v1::BreakSource source_ = type::v1::BREAK_SOURCE_UNSPECIFIED;
  CivilDate stated_on_;
  std::vector<v1::BreakStated> testimonies_;
};

}  // namespace parcours::followup
