#include <algorithm>

#include "services/followup/domain/gaps.h"
#include "services/followup/domain/rules.h"
#include "services/followup/projections/pathways.h"
#include "services/followup/projections/records.h"
#include "services/followup/projections/risk_facts.h"
#include "services/followup/use_cases/pages.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

constexpr int kGapRowsPerRead = 500;
// Most pathways looked at for one page: a rare gap then needs several pages, some of them short.
constexpr int kMostGapRows = 20'000;

struct GapQuestion {
  v1::GapKind kind;
  CivilDate day;
  int days;
};

GapQuestion QuestionOf(const v1::ListGapsRequest& request, CivilDate day) {
  const GapRule rule = RulesOn(day).gaps;
  const auto days = [&] {
    switch (request.kind()) {
      case v1::NO_INTERVIEW:
        return rule.no_interview;
      case v1::WINDOW_CLOSING:
        return rule.window_closing;
      case v1::NO_RECORD:
        return rule.no_record;
      case v1::COVER_ENDING:
        return rule.cover_ending;
      case v1::WINDOW_MISSED:
      case v1::TO_CLOSE:
      case v1::WITHOUT_OWN_REFERENT:
      case v1::ALERT_NOT_TAKEN_UP:
      case v1::WITHOUT_PLAN:
      case v1::GAP_KIND_UNSPECIFIED:
      case v1::GapKind_INT_MIN_SENTINEL_DO_NOT_USE_:
      case v1::GapKind_INT_MAX_SENTINEL_DO_NOT_USE_:
        return 0;
    }
    return 0;
  };
  return {
      .kind = request.kind(), .day = day, .days = request.days() != 0 ? request.days() : days()};
}

std::optional<FoundGap> WindowGapOf(const PathwayRow& row, const GapQuestion& question,
                                    const Context& context) {
  if (row.programme_kind != type::v1::APPRENTICESHIP) return std::nullopt;
  const auto pathway = context.pathways.Find(row.name);
  const Training training = AsOf(pathway.training(), question.day);
  return question.kind == v1::WINDOW_MISSED
             ? MissedWindowGap(pathway.state(), training, question.day)
             : ClosingWindowGap(pathway.state(), training, question.day, question.days);
}

std::optional<FoundGap> AlertGapOf(const PathwayRow& row, const GapQuestion& question,
                                   const Context& context) {
  const auto alert = FirstAlertNotTakenUp(context.session.db(), row.name);
  if (!alert || alert->second > question.day) return std::nullopt;
  return FoundGap{.since = alert->second, .subject = alert->first};
}

std::optional<FoundGap> PlanGapOf(const PathwayRow& row, const Context& context) {
  const auto plans = RecordsAfter(
      context.session.db(),
      {.collection = ActionPlan::kCollection, .pathway = row.name, .open_only = true, .limit = 1});
  if (!plans.empty()) return std::nullopt;
  return FoundGap{.since = row.opened_on};
}

std::optional<FoundGap> GapOf(const PathwayRow& row, const GapQuestion& question,
                              const Context& context) {
  const auto recorded = [&] { return RecordedRiskFacts(context.session.db(), row.name); };
  const bool over = question.day > row.training.session.last;
  switch (question.kind) {
    case v1::NO_INTERVIEW:
      if (over) return std::nullopt;
      return InterviewGap(recorded(), row.opened_on, question.day, question.days);
    case v1::NO_RECORD:
      return RecordGap(recorded(), question.day, question.days);
    case v1::WINDOW_CLOSING:
    case v1::WINDOW_MISSED:
      return WindowGapOf(row, question, context);
    case v1::TO_CLOSE:
      if (!over) return std::nullopt;
      return FoundGap{.since = row.training.session.last.AddDays(1)};
    case v1::WITHOUT_OWN_REFERENT:
      return ReferentGap(row.referents, row.opened_on, question.day);
    case v1::ALERT_NOT_TAKEN_UP:
      return AlertGapOf(row, question, context);
    case v1::WITHOUT_PLAN:
      return PlanGapOf(row, context);
    case v1::COVER_ENDING:
      return CoverGap(AsOf(row.training, question.day), question.day, question.days,
                      RulesOn(question.day).continuation);
    case v1::GAP_KIND_UNSPECIFIED:
    case v1::GapKind_INT_MIN_SENTINEL_DO_NOT_USE_:
    case v1::GapKind_INT_MAX_SENTINEL_DO_NOT_USE_:
      return std::nullopt;
  }
  return std::nullopt;
}

const std::string& CertificationOf(const PathwayRow& row) {
  return row.rncp.empty() ? row.cfd : row.rncp;
}

bool IsAskedFor(const PathwayRow& row, const v1::ListGapsRequest& request, CivilDate day,
                const Context& context) {
  const bool open = row.opened_on <= day && (!row.closed_on || *row.closed_on > day);
  if (!open) return false;
  const auto& certification = request.certification();
  if (!certification.empty() && certification != row.rncp && certification != row.cfd) return false;
  if (!request.referent().empty()) {
    const ReferentSpell* spell = row.ReferentOn(day);
    if (spell == nullptr || spell->referent != request.referent()) return false;
  }
  return context.session.MaySee({.name = row.name,
                                 .organisation = row.organisation,
                                 .person = row.person,
                                 .parties = row.parties()},
                                context.directory);
}

v1::Gap View(const FoundGap& found, const PathwayRow& row, const GapQuestion& question) {
  v1::Gap gap;
  gap.set_pathway(row.name);
  gap.set_person(row.person);
  gap.set_organisation(row.organisation);
  gap.set_certification(CertificationOf(row));
  if (const ReferentSpell* spell = row.ReferentOn(question.day)) gap.set_referent(spell->referent);
  gap.set_kind(question.kind);
  gap.set_since_date(found.since.ToString());
  if (found.due) gap.set_due_date(found.due->ToString());
  gap.set_subject(found.subject);
  return gap;
}

}  // namespace

Result<v1::ListGapsResponse> Handle(const v1::ListGapsRequest& request, Context& context) {
  TRY(const auto place, PlaceOf(request.page_token()));
  PathwayPlace after{.opened_on = place.first, .name = place.second};
  const CivilDate day = CivilDate::Parse(request.on()).value_or(context.session.today());
  const GapQuestion question = QuestionOf(request, day);
  const int page_size = PageSize(request.page_size());

  v1::ListGapsResponse page;
  for (int seen = 0; seen < kMostGapRows; seen += kGapRowsPerRead) {
    const auto rows =
        PathwaysAfter(context.session.db(), after, request.organisation(), kGapRowsPerRead);
    for (const PathwayRow& row : rows) {
      if (page.gaps_size() == page_size) {
        page.set_next_page_token(PageToken(after.opened_on, after.name));
        return page;
      }
      after = {.opened_on = row.opened_on.ToString(), .name = row.name};
      if (!IsAskedFor(row, request, day, context)) continue;
      if (const auto found = GapOf(row, question, context)) {
        *page.add_gaps() = View(*found, row, question);
      }
    }
    if (rows.size() < static_cast<std::size_t>(kGapRowsPerRead)) return page;
  }
  page.set_next_page_token(PageToken(after.opened_on, after.name));
  return page;
}

}  // namespace parcours::followup
