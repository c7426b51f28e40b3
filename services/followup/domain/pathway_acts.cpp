// What people decide on a pathway: référent, employer meetings, closing.

#include <algorithm>

#include "services/followup/domain/pathway.h"
#include "services/followup/domain/refusals.h"

namespace parcours::followup {
namespace {

// The contract in force on the day, the latest to start; with this employer where one is given.
const Contract* InForceOn(const std::vector<Contract>& contracts, CivilDate session_end,
                          CivilDate day, const std::string& employer) {
  const Contract* found = nullptr;
  for (const Contract& contract : contracts) {
    if (contract.cancelled || !contract.InForce(session_end).Contains(day)) continue;
    if (!employer.empty() && contract.employer != employer) continue;
    if (found == nullptr || contract.start > found->start) found = &contract;
  }
  return found;
}

std::string LastEmployer(const Training& training) {
  const Contract* last = nullptr;
  for (const Contract& contract : training.contracts) {
    if (contract.cancelled || contract.InForce(training.session.last).empty()) continue;
    if (last == nullptr || contract.start > last->start) last = &contract;
  }
  return last == nullptr ? std::string{} : last->employer;
}

Result<void> MayClose(const Pathway& pathway, const ClosingReview& review) {
  if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
  if (pathway.state().closing) return Refuse(PathwayAlreadyClosed(pathway.name()));
  if (!review.reached || review.reached->empty()) return Refuse(ClosingReviewMissing());
  return {};
}

// PathwayCompleted and PathwayInterrupted say these alike.
template <typename Fact>
Fact ClosingFact(const Pathway& pathway, const ClosingReview& review) {
  auto fact = FactOf<Fact>(pathway);
  fact.set_programme(pathway.state().programme);
  if (const ReferentSpell* spell = pathway.ReferentOn(review.day)) {
    fact.set_referent(spell->referent);
  }
  fact.set_employer(LastEmployer(pathway.training()));
  fact.set_reached(*review.reached);
  for (const auto barrier : review.open_barriers) fact.add_open_barriers(barrier);
  fact.set_completed_by(review.closed_by);
  fact.mutable_meta()->set_effective_date(review.day.ToString());
  return fact;
}

}  // namespace

v1::ReferentAssigned Pathway::AssignDefault(const std::string& referent) const {
  auto fact = FactOf<v1::ReferentAssigned>(*this);
  fact.set_referent(referent);
  fact.set_by_default(true);
  fact.mutable_meta()->set_effective_date(state_.opened_on.ToString());
  return fact;
}

Result<v1::ReferentAssigned> Pathway::Assign(const std::string& referent, CivilDate from) const {
  if (!state_.open) return Refuse(PathwayNotOpen(name_));
  TRY(MayTakeOver(state_.referents, state_.opened_on, from));
  auto fact = FactOf<v1::ReferentAssigned>(*this);
  if (!state_.referents.empty()) fact.set_previous_referent(state_.referents.back().referent);
  fact.set_referent(referent);
  fact.mutable_meta()->set_effective_date(from.ToString());
  return fact;
}

std::optional<v1::ReferentReleased> Pathway::Release(v1::ReferentReleased::Reason reason,
                                                     CivilDate day,
                                                     std::optional<CivilDate> reads_until) const {
  const ReferentSpell* current = ReferentOn(day);
  if (current == nullptr || current->referent.empty()) return std::nullopt;
  auto fact = FactOf<v1::ReferentReleased>(*this);
  fact.set_referent(current->referent);
  fact.set_reason(reason);
  if (reads_until) fact.set_read_until_date(reads_until->ToString());
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

std::vector<v1::ReferentReadEnded> Pathway::EndReading(CivilDate today) const {
  std::vector<v1::ReferentReadEnded> facts;
  for (const auto& [referent, last_day] : state_.former_readers) {
    if (last_day >= today) continue;
    auto fact = FactOf<v1::ReferentReadEnded>(*this);
    fact.set_referent(referent);
    fact.mutable_meta()->set_effective_date(last_day.AddDays(1).ToString());
    facts.push_back(std::move(fact));
  }
  return facts;
}

Result<v1::AlertAcknowledged> Pathway::Acknowledge(const std::string& alert,
                                                   const std::string& note,
                                                   const std::string& by) const {
  const auto raised = state_.alerts.find(alert);
  if (raised == state_.alerts.end()) return Refuse(AlertUnknown(alert));
  if (raised->second.closed_on) return Refuse(AlertAlreadyClosed());
  if (raised->second.acknowledged_on) return Refuse(AlertAlreadyAcknowledged());
  auto fact = FactOf<v1::AlertAcknowledged>(*this);
  fact.set_alert(alert);
  fact.set_kind(raised->second.kind);
  fact.set_acknowledged_by(by);
  fact.set_note(note);
  return fact;
}

Result<v1::EmployerMeetingHeld> Pathway::Meet(const MeetingReport& report,
                                              const EmployerMeetingRule& rule) const {
  if (!state_.open) return Refuse(PathwayNotOpen(name_));
  const Training known = training();
  CivilDate first = known.session.first;
  for (const Contract& contract : known.contracts) first = std::min(first, contract.start);
  if (report.day < first) return Refuse(MeetingBeforeTraining(first));

  const Contract* contract =
      InForceOn(known.contracts, known.session.last, report.day, report.employer);
  if (contract == nullptr && report.employer.empty()) return Refuse(EmployerNotNamed());
  const Meeting meeting{.day = report.day,
                        .employer = report.employer.empty() ? contract->employer : report.employer};

  auto fact = FactOf<v1::EmployerMeetingHeld>(*this);
  for (const EmployerWindow& window : EmployerWindows(known, rule)) {
    if (Fills(meeting, window)) *fact.add_windows() = ToProto(window);
  }
  fact.set_employer(meeting.employer);
  if (contract != nullptr) fact.set_contract(contract->name);
  fact.set_held_by(report.held_by);
  fact.set_note(report.note);
  fact.set_visit(report.visit);
  fact.mutable_meta()->set_effective_date(report.day.ToString());
  return fact;
}

Result<v1::PathwayCompleted> Pathway::Complete(const ClosingReview& review) const {
  TRY(MayClose(*this, review));
  if (review.day < state_.session.last) return Refuse(TrainingNotEnded(state_.session.last));
  auto fact = ClosingFact<v1::PathwayCompleted>(*this, review);
  fact.set_result(review.result);
  fact.set_training_end_date(state_.session.last.ToString());
  fact.set_rncp(state_.rncp);
  fact.set_cfd(state_.cfd);
  return fact;
}

Result<v1::PathwayInterrupted> Pathway::Interrupt(const ClosingReview& review) const {
  TRY(MayClose(*this, review));
  const CivilDate last_day = review.last_day.value_or(review.day);
  if (last_day > review.day || !state_.session.Contains(last_day)) {
    return Refuse(LastDayOutsideTraining());
  }
  auto fact = ClosingFact<v1::PathwayInterrupted>(*this, review);
  fact.set_last_day(last_day.ToString());
  fact.set_reason(review.reason);
  return fact;
}

}  // namespace parcours::followup
