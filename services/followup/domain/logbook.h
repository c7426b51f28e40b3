#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "services/followup/domain/company_side.h"
#include "services/followup/domain/pathway.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

// What is done with the company of one pathway, beside visits; it has the pathway's id. Who may
// write follows from the pathway's contracts: an aggregate of its own never says it.
class Logbook {
 public:
  static constexpr std::string_view kCollection = "logbooks";
  // Bounds what is recorded: an aggregate stays under 200 facts (DOMAIN 2).
  static constexpr int kMostFacts = 190;
  using Facts = journal::FactList<v1::ExperienceGridShared, v1::AdequacyChecked,
                                  v1::EmployerContacted, v1::MeetingMinimumSet, v1::MediationOpened,
                                  v1::MediationClosed, v1::EndEvaluationGiven>;
  using Step = std::variant<v1::ExperienceGridShared, v1::AdequacyChecked, v1::EmployerContacted,
                            v1::MeetingMinimumSet, v1::MediationOpened, v1::MediationClosed>;

  explicit Logbook(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return organisation_; }
  [[nodiscard]] const std::string& person() const { return person_; }
  [[nodiscard]] std::vector<std::string> parties() const { return {}; }

  [[nodiscard]] std::optional<CivilDate> grid_shared_on() const { return grid_shared_on_; }
  [[nodiscard]] const std::vector<v1::AdequacyChecked>& checks() const { return checks_; }
  [[nodiscard]] const MeetingMinima& minima() const { return minima_; }
  [[nodiscard]] std::optional<CivilDate> mediation_since() const { return mediation_since_; }
  [[nodiscard]] std::optional<CivilDate> contacted_on() const { return contacted_on_; }
  [[nodiscard]] const std::map<v1::LogbookParty, v1::EndEvaluationGiven>& evaluations() const {
    return evaluations_;
  }

  [[nodiscard]] Result<Step> Take(const v1::RecordCompanyStepRequest& request,
                                  const Pathway& pathway, CivilDate day, const std::string& agent,
                                  const CompanyRule& rule) const;
  // Once a party, from some days before the end of training, or from the exit on.
  [[nodiscard]] Result<v1::EndEvaluationGiven> Evaluate(const v1::GiveEndEvaluationRequest& request,
                                                        v1::LogbookParty party,
                                                        const Pathway& pathway, CivilDate today,
                                                        const CompanyRule& rule) const;

  void Apply(const v1::ExperienceGridShared& fact);
  void Apply(const v1::AdequacyChecked& fact);
  void Apply(const v1::EmployerContacted& fact);
  void Apply(const v1::MeetingMinimumSet& fact);
  void Apply(const v1::MediationOpened& fact);
  void Apply(const v1::MediationClosed& fact);
  void Apply(const v1::EndEvaluationGiven& fact);

 private:
  template <typename Fact>
  CivilDate Count(const Fact& fact);

  std::string name_;
  std::string organisation_;
  std::string person_;
  int facts_ = 0;
  std::optional<CivilDate> grid_shared_on_;
  std::vector<v1::AdequacyChecked> checks_;
  MeetingMinima minima_;
  std::optional<CivilDate> mediation_since_;
  std::optional<CivilDate> contacted_on_;
  std::map<v1::LogbookParty, v1::EndEvaluationGiven> evaluations_;
};

// A month of the logbook: what its four parties wrote.
class LogbookPage {
 public:
  static constexpr std::string_view kCollection = "logbookPages";
  static constexpr std::size_t kMostEntries = 190;
  using Facts = journal::FactList<v1::LogbookEntryWritten>;

  explicit LogbookPage(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return organisation_; }
  [[nodiscard]] const std::string& person() const { return person_; }
  [[nodiscard]] std::vector<std::string> parties() const { return {}; }
  [[nodiscard]] const std::vector<v1::LogbookEntry>& entries() const { return entries_; }

  [[nodiscard]] Result<v1::LogbookEntryWritten> Write(const v1::LogbookEntry& entry,
                                                      v1::LogbookParty party,
                                                      const std::string& author,
                                                      const Pathway& pathway,
                                                      CivilDate today) const;

  void Apply(const v1::LogbookEntryWritten& fact);

 private:
  std::string name_;
  std::string organisation_;
  std::string person_;
  std::vector<v1::LogbookEntry> entries_;
};

// "logbooks/X" of "pathways/X".
[[nodiscard]] std::string LogbookOf(std::string_view pathway);
// "logbookPages/X-YYYY-MM".
[[nodiscard]] std::string LogbookPageOf(std::string_view pathway, std::string_view month);
// "YYYY-MM".
[[nodiscard]] std::string MonthOf(CivilDate day);

}  // namespace parcours::followup
