#include <algorithm>

#include "services/followup/domain/rules.h"
#include "services/followup/projections/pathways.h"
#include "services/followup/use_cases/clock_view.h"
#include "services/followup/use_cases/pages.h"
#include "services/followup/use_cases/pathway_view.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

constexpr int kPathwaysPerRead = 500;
// Most rows looked at for one page: a rare status then needs several pages, some of them short.
constexpr int kMostPathwaysLookedAt = 50'000;

struct Question {
  CivilDate day;
  bool past = false;  // before today
  DashboardRule rule;
};

bool HasStatus(const PathwayRow& row, const v1::ListPathwaysRequest& request,
               const Question& question) {
  if (request.statuses().empty()) return true;
  auto status = v1::PATHWAY_STATUS_UNSPECIFIED;
  if (row.programme_kind == type::v1::APPRENTICESHIP) {
    const Training training = question.past ? AsOf(row.training, question.day) : row.training;
    const auto changes = StatusChanges(training, question.rule);
    if (!changes.empty() && changes.front().from <= question.day) {
      status = ToProto(StatusOn(changes, question.day));
    }
  }
  return std::ranges::find(request.statuses(), static_cast<int>(status)) !=
         request.statuses().end();
}

bool HasReferent(const PathwayRow& row, const v1::ListPathwaysRequest& request, CivilDate day) {
  if (request.referent().empty() && !request.referent_by_default()) return true;
  const ReferentSpell* spell = row.ReferentOn(day);
  if (spell == nullptr) return false;
  if (request.referent_by_default() && !spell->by_default) return false;
  return request.referent().empty() || spell->referent == request.referent();
}

bool IsToClose(const PathwayRow& row, CivilDate day) {
  const bool closed = row.closed_on && *row.closed_on <= day;
  return !closed && day > row.training.session.last;
}

bool Answers(const PathwayRow& row, const v1::ListPathwaysRequest& request,
             const Question& question, const Context& context) {
  if (row.opened_on > question.day) return false;
  if (request.to_close() && !IsToClose(row, question.day)) return false;
  if (!HasReferent(row, request, question.day)) return false;
  const security::RecordView record{.name = row.name,
                                    .organisation = row.organisation,
                                    .person = row.person,
                                    .parties = row.parties()};
  return context.session.MaySee(record, context.directory) && HasStatus(row, request, question);
}

// Nobody but these sees pathways of other organisations: the list is read by its index.
std::string OnlyOrganisation(const v1::ListPathwaysRequest& request, const Context& context) {
  if (!request.organisation().empty()) return request.organisation();
  const auto& grants = context.session.origin().grants;
  const bool own_alone = !grants.empty() && std::ranges::all_of(grants, [](const auto& grant) {
    return grant.scope == options::v1::OWN_ORGANISATION;
  });
  return own_alone ? context.session.actor().organisation : std::string{};
}

}  // namespace

Result<v1::ListPathwaysResponse> Handle(const v1::ListPathwaysRequest& request, Context& context) {
  TRY(const auto place, PlaceOf(request.page_token()));
  PathwayPlace after{.opened_on = place.first, .name = place.second};
  const CivilDate today = context.session.today();
  const CivilDate day = CivilDate::Parse(request.on()).value_or(today);
  const Question question{.day = day, .past = day < today, .rule = RulesOn(day).dashboard};
  const int page_size = PageSize(request.page_size());
  const std::string organisation = OnlyOrganisation(request, context);

  v1::ListPathwaysResponse page;
  for (int seen = 0; seen < kMostPathwaysLookedAt; seen += kPathwaysPerRead) {
    const auto rows = PathwaysAfter(context.session.db(), after, organisation, kPathwaysPerRead);
    for (const PathwayRow& row : rows) {
      if (page.pathways_size() == page_size) {
        page.set_next_page_token(PageToken(after.opened_on, after.name));
        return page;
      }
      after = {.opened_on = row.opened_on.ToString(), .name = row.name};
      if (!Answers(row, request, question, context)) continue;
      *page.add_pathways() = View(context.pathways.Find(row.name), day, context);
    }
    if (rows.size() < static_cast<std::size_t>(kPathwaysPerRead)) return page;
  }
  page.set_next_page_token(PageToken(after.opened_on, after.name));
  return page;
}

}  // namespace parcours::followup
