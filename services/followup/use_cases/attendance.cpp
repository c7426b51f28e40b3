// Sheets of presence and hours: planned, recorded, signed, listed.

#include "services/followup/domain/attendance_sheet.h"
#include "services/followup/use_cases/record_pages.h"
#include "services/followup/use_cases/risk.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

v1::AttendanceSheet View(const AttendanceSheet& sheet, const Context& context) {
  v1::AttendanceSheet view;
  view.set_name(sheet.name());
  view.set_pathway(sheet.pathway());
  view.set_month(sheet.month());
  for (const auto& [date, day] : sheet.days()) {
    auto& shown = *view.add_days();
    shown.set_date(date.ToString());
    shown.set_planned_minutes(day.planned_minutes);
    shown.set_presence(day.presence);
    shown.set_minutes(day.minutes);
    shown.set_remote(day.remote);
  }
  const SheetTotals totals = sheet.totals();
  view.set_planned_minutes(totals.planned);
  view.set_delivered_minutes(totals.delivered);
  view.set_remote_minutes(totals.remote);
  if (const auto day = sheet.SignedOn(v1::LEARNER_SIDE)) {
    view.set_learner_sign_date(day->ToString());
  }
  if (const auto day = sheet.SignedOn(v1::TRAINER_SIDE)) {
    view.set_trainer_sign_date(day->ToString());
  }
  view.set_etag(context.sheets.Etag(sheet));
  return view;
}

// The sheet of the month of the first day; the days of another month are refused by it.
AttendanceSheet SheetOf(const std::string& pathway, const std::string& first_day,
                        Context& context) {
  const CivilDate day = CivilDate::Parse(first_day).value_or(context.session.today());
  return context.sheets.Find(AttendanceSheetOf(pathway, day));
}

}  // namespace

Result<v1::AttendanceSheet> Handle(const v1::PlanHoursRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.pathway()));
  auto sheet = SheetOf(pathway.name(), request.days(0).date(), context);
  for (const auto& day : request.days()) {
    TRY(sheet, context.sheets.Record(sheet, sheet.Plan(day, pathway)));
  }
  return View(sheet, context);
}

Result<v1::AttendanceSheet> Handle(const v1::RecordAttendanceRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.pathway()));
  auto sheet = SheetOf(pathway.name(), request.days(0).date(), context);
  for (const auto& day : request.days()) {
    TRY(sheet, context.sheets.Record(sheet, sheet.Record(day, pathway, context.session.today(),
                                                         context.session.actor().principal)));
  }
  WatchRisk(context, pathway.name());
  return View(sheet, context);
}

Result<v1::AttendanceSheet> Handle(const v1::SignSheetRequest& request, Context& context) {
  TRY(auto sheet, context.sheets.Load(request.name(), request.etag()));
  const auto& actor = context.session.actor();
  const auto side = actor.person.empty() ? v1::TRAINER_SIDE : v1::LEARNER_SIDE;
  const CivilDate today = context.session.today();
  const auto pathway = context.pathways.Find(sheet.pathway());
  TRY(sheet, context.sheets.Record(sheet, sheet.Sign(side, pathway, today, actor.principal)));
  if (auto delivered = sheet.Deliver(today)) {
    TRY(sheet, context.sheets.Record(sheet, *std::move(delivered)));
  }
  return View(sheet, context);
}

Result<v1::ListAttendanceSheetsResponse> Handle(const v1::ListAttendanceSheetsRequest& request,
                                                Context& context) {
  v1::ListAttendanceSheetsResponse page;
  const auto add = [&](const AttendanceSheet& sheet) {
    *page.add_attendance_sheets() = View(sheet, context);
    return true;
  };
  TRY(auto token, FillPage(context, context.sheets, request,
                           {.collection = AttendanceSheet::kCollection,
                            .pathway = request.pathway(),
                            .open_only = request.to_sign()},
                           add));
  page.set_next_page_token(std::move(token));
  return page;
}

}  // namespace parcours::followup
