#include "services/insertion/domain/insertion_file.h"

#include <algorithm>
#include <tuple>

#include "services/insertion/domain/refusals.h"
#include "services/platform/core/id.h"

namespace parcours::insertion {
namespace {

CivilDate Day(const std::string& text) { return CivilDate::Parse(text).value_or(CivilDate{}); }

bool StatedBefore(const Outcome& one, const Outcome& other) {
  return std::tie(one.wave_months, one.observed) < std::tie(other.wave_months, other.observed);
}

Result<void> CheckWork(const Outcome& outcome) {
  if (outcome.situation == v1::EMPLOYED) return {};
  if (outcome.in_sector) return Refuse(NotAtWork("in_sector"));
  if (outcome.contract_kind != v1::JOB_CONTRACT_KIND_UNSPECIFIED) {
    return Refuse(NotAtWork("contract_kind"));
  }
  if (!outcome.employer.empty()) return Refuse(NotAtWork("employer"));
  return {};
}

// What every fact of a file repeats of its opening.
template <typename Fact>
Fact About(const v1::InsertionOpened& opening, CivilDate effective) {
  Fact fact;
  fact.set_insertion_file(opening.insertion_file());
  fact.set_organisation(opening.organisation());
  fact.set_person(opening.person());
  fact.set_pathway(opening.pathway());
  fact.mutable_meta()->set_effective_date(effective.ToString());
  return fact;
}

}  // namespace

std::string FileOf(std::string_view pathway) {
  const auto id = IdOf(pathway, "pathways");
  return id.empty() ? std::string{} : ResourceName(InsertionFile::kCollection, id);
}

Result<CivilDate> DayOfAct(std::string_view date, CivilDate today) {
  const auto day = CivilDate::Parse(date).value_or(today);
  if (day > today) return Refuse(DateInFuture(day, today));
  return day;
}

void InsertionFile::Apply(const v1::InsertionOpened& fact) { opening_ = fact; }

void InsertionFile::Apply(const v1::OutcomeRecorded& fact) {
  Outcome outcome{.wave_months = fact.wave_months(),
                  .situation = fact.situation(),
                  .in_sector = fact.in_sector(),
                  .contract_kind = fact.contract_kind(),
                  .employer = fact.employer(),
                  .source = fact.source(),
                  .observed = Day(fact.meta().effective_date()),
                  .note = fact.note()};
  const auto place = std::upper_bound(outcomes_.begin(), outcomes_.end(), outcome, StatedBefore);
  outcomes_.insert(place, std::move(outcome));
}

void InsertionFile::Apply(const v1::SituationConsolidated& fact) {
  consolidated_ = Day(fact.meta().effective_date());
}

CivilDate InsertionFile::training_end() const { return Day(opening_.training_end_date()); }

bool InsertionFile::Holds(const Outcome& outcome) const {
  const Outcome* best = nullptr;
  for (const auto& candidate : outcomes_) {
    if (candidate.wave_months != outcome.wave_months) continue;
    if (best == nullptr || candidate.source <= best->source) best = &candidate;
  }
  return best == &outcome;
}

Result<v1::InsertionOpened> InsertionFile::Open(const Closing& closing) const {
  v1::InsertionOpened fact;
  fact.set_insertion_file(name_);
  fact.set_organisation(closing.organisation);
  fact.set_person(closing.person);
  fact.set_pathway(closing.pathway);
  fact.set_training_end_date(closing.training_end.ToString());
  fact.set_interrupted(closing.interrupted);
  for (const auto& wave : WavesAfter(closing.training_end)) {
    auto* planned = fact.add_waves();
    planned->set_months(wave.months);
    planned->set_due_date(wave.due.ToString());
  }
  fact.set_referent(closing.referent);
  fact.mutable_meta()->set_effective_date(closing.day.ToString());
  return fact;
}

Result<v1::OutcomeRecorded> InsertionFile::RecordOutcome(const Outcome& outcome,
                                                         const security::Actor& by,
                                                         CivilDate today) const {
  const auto& waves = opening_.waves();
  const auto wave = std::find_if(waves.begin(), waves.end(), [&](const v1::InsertionWave& planned) {
    return planned.months() == outcome.wave_months;
  });
  if (wave == waves.end()) return Refuse(WaveUnknown(outcome.wave_months));
  const auto due = Day(wave->due_date());
  if (today < due) return Refuse(WaveNotDue(outcome.wave_months, due));
  if (outcome.observed < training_end()) {
    return Refuse(DateBeforeTrainingEnd(outcome.observed, training_end()));
  }
  TRY(CheckWork(outcome));
  auto fact = About<v1::OutcomeRecorded>(opening_, outcome.observed);
  fact.set_wave_months(outcome.wave_months);
  fact.set_situation(outcome.situation);
  fact.set_in_sector(outcome.in_sector);
  fact.set_contract_kind(outcome.contract_kind);
  fact.set_employer(outcome.employer);
  fact.set_source(outcome.source == v1::OUTCOME_SOURCE_UNSPECIFIED ? v1::SURVEY_ANSWER
                                                                   : outcome.source);
  fact.set_recorded_by(by.principal);
  fact.set_note(outcome.note);
  return fact;
}

Result<v1::SituationConsolidated> InsertionFile::Consolidate(const std::string& note,
                                                             const security::Actor& by,
                                                             CivilDate day) const {
  if (consolidated_) return Refuse(AlreadyConsolidated(name_, *consolidated_));
  if (outcomes_.empty()) return Refuse(OutcomeMissing());
  if (day < training_end()) return Refuse(DateBeforeTrainingEnd(day, training_end()));
  auto fact = About<v1::SituationConsolidated>(opening_, day);
  fact.set_consolidated_by(by.principal);
  fact.set_note(note);
  return fact;
}

}  // namespace parcours::insertion
