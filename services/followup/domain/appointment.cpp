#include "services/followup/domain/appointment.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <array>

#include "services/followup/domain/fact_days.h"
#include "services/followup/domain/refusals.h"

namespace parcours::followup {
namespace {

using StateStep = std::pair<v1::AppointmentState, v1::AppointmentState>;

// The states are DOMAIN 2.4's; what may follow what is a default: an excuse may come late.
constexpr std::array kStateSteps{
    StateStep{v1::UNKNOWN, v1::SEEN},    StateStep{v1::UNKNOWN, v1::EXCUSED},
    StateStep{v1::UNKNOWN, v1::REVOKED}, StateStep{v1::UNKNOWN, v1::NO_SHOW},
    StateStep{v1::NO_SHOW, v1::EXCUSED},
};

Result<void> CheckTime(const AppointmentTime& time, CivilDate today) {
  if (time.end <= time.start) return Refuse(AppointmentEndsBeforeStart());
  if (time.day < today) return Refuse(AppointmentPast());
  return {};
}

template <typename Fact>
void SetTime(Fact& fact, const AppointmentTime& time) {
  *fact.mutable_start_time() = time.start;
  *fact.mutable_end_time() = time.end;
  fact.set_appointment_date(time.day.ToString());
}

// A fact of the appointment that was made so.
template <typename Fact>
Fact Said(const v1::AppointmentMade& made, CivilDate day) {
  auto fact = Following<Fact>(made, day);
  fact.set_appointment(made.appointment());
  return fact;
}

}  // namespace

bool MayFollow(v1::AppointmentState from, v1::AppointmentState to) {
  return std::ranges::find(kStateSteps, StateStep{from, to}) != kStateSteps.end();
}

Result<v1::AppointmentMade> Appointment::Make(const Pathway& pathway, const AppointmentTime& time,
                                              CivilDate today, const std::string& agent,
                                              const std::string& place) const {
  if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
  if (pathway.state().closing) return Refuse(PathwayAlreadyClosed(pathway.name()));
  TRY(CheckTime(time, today));
  auto fact = FactOf<v1::AppointmentMade>(pathway);
  fact.set_appointment(name_);
  SetTime(fact, time);
  fact.set_agent(agent);
  fact.set_place(place);
  fact.mutable_meta()->set_effective_date(today.ToString());
  return fact;
}

Result<v1::AppointmentMoved> Appointment::Move(const AppointmentTime& time, CivilDate today) const {
  if (state_ != v1::UNKNOWN) return Refuse(AppointmentSettled());
  if (changes_ >= kMostChanges) return Refuse(AppointmentChangedTooOften());
  TRY(CheckTime(time, today));
  auto fact = Said<v1::AppointmentMoved>(made_, today);
  SetTime(fact, time);
  return fact;
}

Result<v1::AppointmentStateChanged> Appointment::Become(v1::AppointmentState state,
                                                        const std::string& reason,
                                                        CivilDate today) const {
  if (!MayFollow(state_, state)) {
    return Refuse(AppointmentTransitionForbidden(v1::AppointmentState_Name(state_),
                                                 v1::AppointmentState_Name(state)));
  }
  const bool on_the_day = state == v1::SEEN || state == v1::NO_SHOW;
  if (on_the_day && today < day_) return Refuse(AppointmentToCome(day_));
  auto fact = Said<v1::AppointmentStateChanged>(made_, today);
  fact.set_state(state);
  fact.set_reason(reason);
  return fact;
}

Result<v1::RemindersSwitched> Appointment::Switch(bool suspended, CivilDate today) const {
  if (changes_ >= kMostChanges) return Refuse(AppointmentChangedTooOften());
  auto fact = Said<v1::RemindersSwitched>(made_, today);
  fact.set_suspended(suspended);
  return fact;
}

std::optional<v1::NotificationRequested> Appointment::JudgeReminder(
    CivilDate today, const ReminderRule& rule) const {
  if (suspended_ || state_ != v1::UNKNOWN || today > day_) return std::nullopt;
  std::optional<int> latest;  // the nearest to the appointment replaces those before
  for (const int days : rule.days_before) {
    const CivilDate due = day_.AddDays(-days);
    if (due > today || due < settled_on_) continue;
    if (!latest || days < *latest) latest = days;
  }
  if (!latest || reminded_.contains({day_, *latest})) return std::nullopt;
  auto fact = Said<v1::NotificationRequested>(made_, day_.AddDays(-*latest));
  fact.set_appointment_date(day_.ToString());
  fact.set_days_before(*latest);
  return fact;
}

void Appointment::Apply(const v1::AppointmentMade& fact) {
  made_ = fact;
  day_ = DayOr(fact.appointment_date(), {});
  settled_on_ = EffectiveOf(fact);
}

void Appointment::Apply(const v1::AppointmentMoved& fact) {
  ++changes_;
  *made_.mutable_start_time() = fact.start_time();
  *made_.mutable_end_time() = fact.end_time();
  made_.set_appointment_date(fact.appointment_date());
  day_ = DayOr(fact.appointment_date(), {});
  settled_on_ = EffectiveOf(fact);
}

void Appointment::Apply(const v1::AppointmentStateChanged& fact) { state_ = fact.state(); }

void Appointment::Apply(const v1::RemindersSwitched& fact) {
  ++changes_;
  suspended_ = fact.suspended();
}

void Appointment::Apply(const v1::NotificationRequested& fact) {
  reminded_.emplace(DayOr(fact.appointment_date(), {}), fact.days_before());
}

}  // namespace parcours::followup
