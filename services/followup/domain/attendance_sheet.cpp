#include "services/followup/domain/attendance_sheet.h"

#include "services/followup/domain/company_refusals.h"
#include "services/followup/domain/fact_days.h"
#include "services/followup/domain/presence_refusals.h"
#include "services/followup/domain/refusals.h"
#include "services/platform/core/id.h"

namespace parcours::followup {
namespace {

CivilDate LastOfMonth(CivilDate day) {
  return CivilDate(day.year(), day.month(), 1).AddMonths(1).AddDays(-1);
}

bool IsLeftUnsaid(const SheetDay& day) {
  return day.planned_minutes > 0 && day.presence == v1::PRESENCE_KIND_UNSPECIFIED;
}

bool WasThere(v1::PresenceKind presence) {
  return presence == v1::THERE || presence == v1::LATE_ARRIVAL;
}

}  // namespace

std::string AttendanceSheet::month() const { return name_.substr(name_.size() - 7); }

SheetTotals AttendanceSheet::totals() const {
  SheetTotals totals;
  for (const auto& [date, day] : days_) {
    totals.planned += day.planned_minutes;
    totals.delivered += day.minutes;
    if (day.remote) totals.remote += day.minutes;
  }
  return totals;
}

std::optional<CivilDate> AttendanceSheet::SignedOn(v1::SheetSide side) const {
  const auto found = signed_.find(side);
  return found == signed_.end() ? std::nullopt : std::optional(found->second);
}

Result<void> AttendanceSheet::MayChange(CivilDate day, const Pathway& pathway) const {
  if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
  const Period& session = pathway.state().session;
  const auto& closing = pathway.state().closing;
  const CivilDate last = closing ? std::min(session.last, closing->last_day) : session.last;
  if (day < session.first || day > last) return Refuse(OutsideTraining(session.first, last));
  if (AttendanceSheetOf(pathway.name(), day) != name_) return Refuse(DaysOfTwoMonths());
  if (!signed_.empty()) return Refuse(SheetAlreadySigned());
  if (facts_ >= kMostFacts) return Refuse(SheetFull());
  return {};
}

Result<v1::HoursPlanned> AttendanceSheet::Plan(const v1::PlannedDay& day,
                                               const Pathway& pathway) const {
  TRY(MayChange(DayOr(day.date(), {}), pathway));
  auto fact = FactOf<v1::HoursPlanned>(pathway);
  fact.set_attendance_sheet(name_);
  fact.set_minutes(day.minutes());
  fact.set_remote(day.remote());
  fact.mutable_meta()->set_effective_date(day.date());
  return fact;
}

Result<v1::AttendanceRecorded> AttendanceSheet::Record(const v1::AttendanceDay& day,
                                                       const Pathway& pathway, CivilDate today,
                                                       const std::string& agent) const {
  TRY(MayChange(DayOr(day.date(), {}), pathway));
  if (DayOr(day.date(), {}) > today) return Refuse(ActInTheFuture("days.date"));
  if (day.presence() == v1::PRESENCE_KIND_UNSPECIFIED) return Refuse(PresenceMissing());
  if (!WasThere(day.presence()) && day.minutes() > 0) return Refuse(AbsentWithHours());
  auto fact = FactOf<v1::AttendanceRecorded>(pathway);
  fact.set_attendance_sheet(name_);
  fact.set_presence(day.presence());
  fact.set_minutes(day.minutes());
  fact.set_remote(day.remote());
  fact.set_recorded_by(agent);
  fact.mutable_meta()->set_effective_date(day.date());
  return fact;
}

Result<v1::SheetSigned> AttendanceSheet::Sign(v1::SheetSide side, const Pathway& pathway,
                                              CivilDate today, const std::string& by) const {
  if (days_.empty()) return Refuse(SheetEmpty());
  if (signed_.contains(side)) return Refuse(SheetAlreadySigned());
  const auto& closing = pathway.state().closing;
  const CivilDate last = std::min(LastOfMonth(days_.begin()->first),
                                  closing ? closing->last_day : pathway.state().session.last);
  if (today < last) return Refuse(SheetNotOver(last));
  for (const auto& [date, day] : days_) {
    if (date <= last && IsLeftUnsaid(day)) return Refuse(SheetIncomplete(date));
  }
  auto fact = FactOf<v1::SheetSigned>(pathway);
  fact.set_attendance_sheet(name_);
  fact.set_side(side);
  fact.set_signed_by(by);
  fact.mutable_meta()->set_effective_date(today.ToString());
  return fact;
}

std::optional<v1::HoursDelivered> AttendanceSheet::Deliver(CivilDate today) const {
  if (signed_.size() < 2 || delivered_) return std::nullopt;
  const SheetTotals sums = totals();
  v1::HoursDelivered fact;
  fact.set_attendance_sheet(name_);
  fact.set_organisation(organisation_);
  fact.set_person(person_);
  fact.set_pathway(pathway_);
  fact.set_planned_minutes(sums.planned);
  fact.set_delivered_minutes(sums.delivered);
  fact.set_remote_minutes(sums.remote);
  fact.mutable_meta()->set_effective_date(today.ToString());
  return fact;
}

template <typename Fact>
CivilDate AttendanceSheet::Count(const Fact& fact) {
  organisation_ = fact.organisation();
  person_ = fact.person();
  pathway_ = fact.pathway();
  ++facts_;
  return EffectiveOf(fact);
}

void AttendanceSheet::Apply(const v1::HoursPlanned& fact) {
  auto& day = days_[Count(fact)];
  day.planned_minutes = fact.minutes();
  if (day.presence == v1::PRESENCE_KIND_UNSPECIFIED) day.remote = fact.remote();
}

void AttendanceSheet::Apply(const v1::AttendanceRecorded& fact) {
  auto& day = days_[Count(fact)];
  day.presence = fact.presence();
  day.minutes = fact.minutes();
  day.remote = fact.remote();
}

void AttendanceSheet::Apply(const v1::SheetSigned& fact) { signed_[fact.side()] = Count(fact); }

void AttendanceSheet::Apply(const v1::HoursDelivered& fact) {
  Count(fact);
  delivered_ = true;
}

std::string AttendanceSheetOf(std::string_view pathway, CivilDate day) {
  return ResourceName(AttendanceSheet::kCollection,
                      std::string(LastSegment(pathway)) + "-" + day.ToString().substr(0, 7));
}

}  // namespace parcours::followup
