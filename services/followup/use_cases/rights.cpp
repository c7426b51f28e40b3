// Rights, duties, health and safety: told with proof, listed.

#include "services/followup/domain/rules.h"
#include "services/followup/projections/pathways.h"
#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/pages.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

constexpr int kRightsPerRead = 500;
// Most pathways looked at for one page.
constexpr int kMostRightsLookedAt = 5'000;

v1::RightsInformation RightsView(const Pathway& pathway, CivilDate today) {
  v1::RightsInformation view;
  view.set_pathway(pathway.name());
  for (const auto& [topic, day] : pathway.state().rights) {
    auto& proof = *view.add_proofs();
    proof.set_topic(topic);
    proof.set_inform_date(day.ToString());
  }
  for (const auto topic : pathway.MissingRights()) view.add_missing(topic);
  const CivilDate due =
      pathway.state().session.first.AddDays(RulesOn(today).rights.days_from_start);
  view.set_due_date(due.ToString());
  view.set_overdue(view.missing_size() > 0 && !pathway.state().closing && today >= due);
  return view;
}

}  // namespace

Result<v1::RightsInformation> Handle(const v1::InformRightsRequest& request, Context& context) {
  TRY(auto pathway, context.pathways.Load(request.pathway()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  TRY(pathway, context.pathways.Record(
                   pathway, pathway.Inform(request, day, context.session.actor().principal)));
  return RightsView(pathway, context.session.today());
}

Result<v1::ListRightsInformationResponse> Handle(const v1::ListRightsInformationRequest& request,
                                                 Context& context) {
  TRY(const auto place, PlaceOf(request.page_token()));
  PathwayPlace after{.opened_on = place.first, .name = place.second};
  const CivilDate today = context.session.today();
  v1::ListRightsInformationResponse page;
  for (int seen = 0; seen < kMostRightsLookedAt; seen += kRightsPerRead) {
    const auto rows =
        PathwaysAfter(context.session.db(), after, request.organisation(), kRightsPerRead);
    for (const PathwayRow& row : rows) {
      if (page.rights_information_size() == PageSize(request.page_size())) {
        page.set_next_page_token(PageToken(after.opened_on, after.name));
        return page;
      }
      after = {.opened_on = row.opened_on.ToString(), .name = row.name};
      const auto pathway = context.pathways.Find(row.name);
      if (!context.pathways.MaySee(pathway)) continue;
      auto view = RightsView(pathway, today);
      if (request.overdue_only() && !view.overdue()) continue;
      *page.add_rights_information() = std::move(view);
    }
    if (rows.size() < static_cast<std::size_t>(kRightsPerRead)) return page;
  }
  page.set_next_page_token(PageToken(after.opened_on, after.name));
  return page;
}

}  // namespace parcours::followup
