#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/insertion/v1/insertion_events.pb.h"
#include "services/insertion/domain/waves.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"
#include "services/platform/security/actor.h"

namespace parcours::insertion {

// How a pathway ended, as follow-up says.
struct Closing {
  std::string pathway;
  std::string organisation;
  std::string person;
  std::string referent;
  CivilDate training_end;  // or last day of presence
  bool interrupted = false;
  CivilDate day;  // of the closing
};

// One statement about one wave.
struct Outcome {
  int wave_months = 0;
  v1::Situation situation = v1::SITUATION_UNSPECIFIED;
  bool in_sector = false;
  v1::JobContractKind contract_kind = v1::JOB_CONTRACT_KIND_UNSPECIFIED;
  std::string employer;  // "organisations/…" or empty
  v1::OutcomeSource source = v1::OUTCOME_SOURCE_UNSPECIFIED;
  CivilDate observed;
  std::string note;
};

// One person's situation after one pathway, under the pathway's id, until it is consolidated and
// beyond: later waves are still asked. Contradicting statements are kept; the best source holds.
class InsertionFile {
 public:
  static constexpr std::string_view kCollection = "insertionFiles";
  using Facts =
      journal::FactList<v1::InsertionOpened, v1::OutcomeRecorded, v1::SituationConsolidated>;

  explicit InsertionFile(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::InsertionOpened& fact);
  void Apply(const v1::OutcomeRecorded& fact);
  void Apply(const v1::SituationConsolidated& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return opening_.organisation(); }
  [[nodiscard]] const std::string& person() const { return opening_.person(); }
  [[nodiscard]] std::vector<std::string> parties() const { return {opening_.referent()}; }

  [[nodiscard]] bool opened() const { return !opening_.insertion_file().empty(); }
  [[nodiscard]] const v1::InsertionOpened& opening() const { return opening_; }
  // By wave, then day, then order of recording.
  [[nodiscard]] const std::vector<Outcome>& outcomes() const { return outcomes_; }
  // For one of outcomes(): it holds for its wave, by best source, then latest day, then last
  // recorded.
  [[nodiscard]] bool Holds(const Outcome& outcome) const;
  [[nodiscard]] std::optional<CivilDate> consolidated() const { return consolidated_; }

  [[nodiscard]] Result<v1::InsertionOpened> Open(const Closing& closing) const;
  // WAVE_UNKNOWN, WAVE_NOT_DUE, NOT_AT_WORK, DATE_BEFORE_TRAINING_END.
  [[nodiscard]] Result<v1::OutcomeRecorded> RecordOutcome(const Outcome& outcome,
                                                          const security::Actor& by,
                                                          CivilDate today) const;
  // OUTCOME_MISSING, ALREADY_CONSOLIDATED.
  [[nodiscard]] Result<v1::SituationConsolidated> Consolidate(const std::string& note,
                                                              const security::Actor& by,
                                                              CivilDate day) const;

 private:
  [[nodiscard]] CivilDate training_end() const;

  std::string name_;
  v1::InsertionOpened opening_;
  std::vector<Outcome> outcomes_;
  std::optional<CivilDate> consolidated_;
};

// insertionFiles/X of pathways/X; empty when the text names no pathway.
[[nodiscard]] std::string FileOf(std::string_view pathway);

// The civil day that a command names, already known to be a date; empty = today. DATE_IN_FUTURE
// after today.
[[nodiscard]] Result<CivilDate> DayOfAct(std::string_view date, CivilDate today);

}  // namespace parcours::insertion
