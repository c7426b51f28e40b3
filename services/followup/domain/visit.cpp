#include "services/followup/domain/visit.h"

#include <algorithm>

#include "services/followup/domain/company_refusals.h"
#include "services/followup/domain/fact_days.h"

namespace parcours::followup {
namespace {

template <typename Fact>
Fact OfVisit(const v1::VisitRecorded& visit, CivilDate day) {
  auto fact = Following<Fact>(visit, day);
  fact.set_visit(visit.visit());
  return fact;
}

bool IsComplete(const v1::VisitAction& action, CivilDate visit) {
  const auto due = CivilDate::Parse(action.due_date());
  return !action.text().empty() && action.owner() != v1::LOGBOOK_PARTY_UNSPECIFIED && due &&
         *due >= visit;
}

}  // namespace

std::vector<std::string> Visit::parties() const {
  std::vector<std::string> parties{recorded_.held_by()};
  if (!shared_with_.empty()) parties.push_back(recorded_.employer());
  return parties;
}

const v1::VisitActionSettled* Visit::SettledAs(int number) const {
  const auto found = settled_.find(number);
  return found == settled_.end() ? nullptr : &found->second;
}

Result<v1::VisitRecorded> Visit::Record(const v1::EmployerMeetingHeld& meeting,
                                        const Actions& actions) const {
  const CivilDate day = EffectiveOf(meeting);
  auto fact = Following<v1::VisitRecorded>(meeting, day);
  fact.set_visit(name_);
  fact.set_employer(meeting.employer());
  fact.set_held_by(meeting.held_by());
  fact.set_note(meeting.note());
  for (const auto& asked : actions) {
    if (!IsComplete(asked, day)) return Refuse(VisitActionIncomplete());
    auto& action = *fact.add_actions();
    action.set_number(fact.actions_size());
    action.set_text(asked.text());
    action.set_owner(asked.owner());
    action.set_due_date(asked.due_date());
  }
  return fact;
}

Result<v1::VisitReportShared> Visit::Share(const Parties& parties, CivilDate day) const {
  if (recorded_.note().empty()) return Refuse(VisitReportMissing());
  for (const auto party : {v1::APPRENTICE_PARTY, v1::EMPLOYER_PARTY}) {
    if (std::ranges::find(parties, party) == parties.end()) {
      return Refuse(VisitReportNotSharedWithBoth());
    }
  }
  if (std::ranges::all_of(parties, [&](int party) { return shared_with_.contains(party); })) {
    return Refuse(VisitReportAlreadyShared());
  }
  if (day < day_) return Refuse(DateBeforeVisit(day_));
  auto fact = OfVisit<v1::VisitReportShared>(recorded_, day);
  *fact.mutable_shared_with() = parties;
  return fact;
}

Result<v1::VisitActionSettled> Visit::Settle(int number, const std::string& outcome,
                                             CivilDate day) const {
  if (number < 1 || number > recorded_.actions_size()) return Refuse(VisitActionUnknown());
  if (settled_.contains(number)) return Refuse(VisitActionAlreadySettled());
  if (day < day_) return Refuse(DateBeforeVisit(day_));
  auto fact = OfVisit<v1::VisitActionSettled>(recorded_, day);
  fact.set_number(number);
  fact.set_outcome(outcome);
  return fact;
}

void Visit::Apply(const v1::VisitRecorded& fact) {
  recorded_ = fact;
  day_ = EffectiveOf(fact);
}

void Visit::Apply(const v1::VisitReportShared& fact) {
  if (shared_on_.empty()) shared_on_ = fact.meta().effective_date();
  shared_with_.insert(fact.shared_with().begin(), fact.shared_with().end());
}

}  // namespace parcours::followup
