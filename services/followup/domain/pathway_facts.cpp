// What each fact changes in a pathway.

#include <algorithm>

#include "services/followup/domain/fact_days.h"
#include "services/followup/domain/pathway.h"

namespace parcours::followup {
namespace {

EmployerWindow FromProto(const v1::EmployerWindow& window, const std::string& employer) {
  const auto kind = window.kind() == v1::LAST_WINDOW ? WindowKind::kLast : WindowKind::kFirst;
  return {.kind = kind,
          .contract = window.contract(),
          .employer = employer,
          .days = {DayOr(window.from_date(), {}), DayOr(window.to_date(), {})}};
}

}  // namespace

void Pathway::Apply(const v1::PathwayOpened& fact) {
  Belongs(fact);
  state_.open = true;
  state_.opened_on = EffectiveOf(fact);
  state_.origin = fact.origin();
  state_.trainer_organisation = fact.trainer_organisation();
  state_.programme = fact.programme();
  state_.programme_kind = fact.programme_kind();
  state_.prescriber = fact.prescriber();
  state_.session = {DayOr(fact.training_start_date(), state_.opened_on),
                    DayOr(fact.training_end_date(), state_.opened_on)};
  state_.excluded_on = CivilDate::Parse(fact.exclusion_date());
  state_.rncp = fact.rncp();
  state_.cfd = fact.cfd();
}

void Pathway::Apply(const v1::PathwayCorrected& fact) {
  Belongs(fact);
  state_.trainer_organisation = fact.trainer_organisation();
  state_.programme = fact.programme();
  state_.programme_kind = fact.programme_kind();
  state_.session = {DayOr(fact.training_start_date(), state_.session.first),
                    DayOr(fact.training_end_date(), state_.session.last)};
  state_.excluded_on = CivilDate::Parse(fact.exclusion_date());
  state_.rncp = fact.rncp();
  state_.cfd = fact.cfd();
}

void Pathway::Apply(const v1::ReferentAssigned& fact) {
  Belongs(fact);
  followup::Assign(
      state_.referents,
      {.referent = fact.referent(), .by_default = fact.by_default(), .from = EffectiveOf(fact)});
  state_.former_readers.erase(fact.referent());
}

void Pathway::Apply(const v1::ReferentReleased& fact) {
  Belongs(fact);
  if (const auto reads_until = CivilDate::Parse(fact.read_until_date())) {
    state_.former_readers[fact.referent()] = *reads_until;
  }
  if (fact.reason() != v1::ReferentReleased::CONSOLIDATED || state_.referents.empty()) return;
  state_.referents.back().released_on = EffectiveOf(fact);
}

void Pathway::Apply(const v1::ReferentReadEnded& fact) {
  Belongs(fact);
  state_.former_readers.erase(fact.referent());
}

void Pathway::Apply(const v1::ContractAttached& fact) {
  Belongs(fact);
  const auto start = CivilDate::Parse(fact.start_date());
  state_.contracts[fact.contract()] = {
      .contract = {.name = fact.contract(),
                   .employer = fact.employer(),
                   .start = start.value_or(CivilDate{}),
                   .end = CivilDate::Parse(fact.end_date()),
                   .broken_on = CivilDate::Parse(fact.break_date()),
                   .cancelled = fact.withdrawn()},
      .number = fact.number(),
      .imported = fact.imported(),
      .start_known = start.has_value(),
      .employer_siret = fact.employer_siret()};
}

void Pathway::Apply(const v1::BarrierIdentified& fact) {
  Belongs(fact);
  auto& barrier = state_.barriers[fact.category()];
  barrier.severity = fact.severity();
  barrier.identified_on = std::max(barrier.identified_on, std::optional(EffectiveOf(fact)));
}

void Pathway::Apply(const v1::BarrierNoted& fact) {
  Belongs(fact);
  auto& barrier = state_.barriers[fact.category()];
  if (fact.severity() != 0) barrier.severity = fact.severity();
  barrier.noted_on = EffectiveOf(fact);
  barrier.lifted = fact.lifted();
}

void Pathway::Apply(const v1::ContinuationStarted& fact) {
  Belongs(fact);
  auto& run = state_.continuations[fact.contract_break()];
  run.from = DayOr(fact.from_date(), EffectiveOf(fact));
  run.covered_to = DayOr(fact.cover_until_date(), run.from);
  run.ended.reset();
}

void Pathway::Apply(const v1::ContinuationExpiring& fact) {
  Belongs(fact);
  state_.continuations[fact.contract_break()].warned_on.insert(EffectiveOf(fact));
}

void Pathway::Apply(const v1::ContinuationEnded& fact) {
  Belongs(fact);
  state_.continuations[fact.contract_break()].ended = {
      .reason = fact.reason(),
      .end_date = DayOr(fact.end_date(), EffectiveOf(fact)),
      .contract = fact.contract()};
}

void Pathway::Apply(const v1::AlertRaised& fact) {
  Belongs(fact);
  state_.alerts[fact.alert()] = {.name = fact.alert(),
                                 .kind = fact.kind(),
                                 .subject = fact.subject(),
                                 .raised_on = EffectiveOf(fact),
                                 .days_without_contract = fact.days_without_contract(),
                                 .band = fact.band()};
}

void Pathway::Apply(const v1::AlertAcknowledged& fact) {
  Belongs(fact);
  auto& alert = state_.alerts[fact.alert()];
  alert.acknowledged_on = EffectiveOf(fact);
  alert.acknowledged_by = fact.acknowledged_by();
  alert.note = fact.note();
}

void Pathway::Apply(const v1::AlertClosed& fact) {
  Belongs(fact);
  state_.alerts[fact.alert()].closed_on = EffectiveOf(fact);
}

void Pathway::Apply(const v1::EmployerWindowPlanned& fact) {
  Belongs(fact);
  const EmployerWindow window = FromProto(fact.window(), fact.employer());
  if (PlannedWindow* known = FindWindow(fact.window())) {
    const bool moved = known->window.days != window.days;
    known->window = window;
    if (moved) known->not_observed = known->missed = false;
    return;
  }
  state_.windows.push_back({.window = window, .planned_on = EffectiveOf(fact)});
}

void Pathway::Apply(const v1::EmployerWindowNotObserved& fact) {
  Belongs(fact);
  if (PlannedWindow* known = FindWindow(fact.window())) known->not_observed = true;
}

void Pathway::Apply(const v1::EmployerMeetingHeld& fact) {
  Belongs(fact);
  state_.meetings.push_back({.day = EffectiveOf(fact), .employer = fact.employer()});
}

void Pathway::Apply(const v1::EmployerMeetingMissed& fact) {
  Belongs(fact);
  if (PlannedWindow* known = FindWindow(fact.window())) known->missed = true;
}

void Pathway::Apply(const v1::PathwayCompleted& fact) {
  Belongs(fact);
  state_.closing = {.result = fact.result(),
                    .day = EffectiveOf(fact),
                    .last_day = DayOr(fact.training_end_date(), state_.session.last)};
}

void Pathway::Apply(const v1::PathwayInterrupted& fact) {
  Belongs(fact);
  state_.closing = {.result = v1::LEFT_EARLY,
                    .day = EffectiveOf(fact),
                    .last_day = DayOr(fact.last_day(), EffectiveOf(fact))};
}

PlannedWindow* Pathway::FindWindow(const v1::EmployerWindow& window) {
  const auto kind = window.kind() == v1::LAST_WINDOW ? WindowKind::kLast : WindowKind::kFirst;
  const auto found = std::ranges::find_if(state_.windows, [&](const PlannedWindow& known) {
    return known.window.kind == kind && known.window.contract == window.contract();
  });
  return found == state_.windows.end() ? nullptr : &*found;
}

}  // namespace parcours::followup
