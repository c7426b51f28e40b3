#include <algorithm>

#include "services/followup/projections/pathways.h"
#include "services/followup/use_cases/logbook_acts.h"
#include "services/followup/use_cases/pages.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

constexpr int kJudgedPerRead = 500;
// Most pathways judged for one page: a rare lapse then needs several pages, some of them short.
constexpr int kMostJudged = 2'000;

bool IsAskedFor(const PathwayRow& row, const v1::ListCompanyLapsesRequest& request,
                const Context& context) {
  if (row.programme_kind != type::v1::APPRENTICESHIP) return false;
  if (!request.referent().empty()) {
    const ReferentSpell* spell = row.ReferentOn(context.session.today());
    if (spell == nullptr || spell->referent != request.referent()) return false;
  }
  return context.session.MaySee({.name = row.name,
                                 .organisation = row.organisation,
                                 .person = row.person,
                                 .parties = row.parties()},
                                context.directory);
}

// Whether a lapse of the pathway was added.
bool AddLapses(const Pathway& pathway, const v1::ListCompanyLapsesRequest& request,
               v1::ListCompanyLapsesResponse& page, Context& context) {
  if (!request.rncp().empty() && pathway.state().rncp != request.rncp()) return false;
  const int before = page.lapses_size();
  for (auto& lapse : LapsesOf(pathway, context)) {
    const bool wanted = request.kinds().empty() ||
                        std::ranges::find(request.kinds(), lapse.kind()) != request.kinds().end();
    if (wanted) *page.add_lapses() = std::move(lapse);
  }
  return page.lapses_size() > before;
}

}  // namespace

Result<v1::ListCompanyLapsesResponse> Handle(const v1::ListCompanyLapsesRequest& request,
                                             Context& context) {
  TRY(const auto place, PlaceOf(request.page_token()));
  PathwayPlace after{.opened_on = place.first, .name = place.second};
  v1::ListCompanyLapsesResponse page;
  int pathways = 0;
  for (int seen = 0; seen < kMostJudged; seen += kJudgedPerRead) {
    const auto rows =
        PathwaysAfter(context.session.db(), after, request.organisation(), kJudgedPerRead);
    for (const PathwayRow& row : rows) {
      if (pathways == PageSize(request.page_size())) {
        page.set_next_page_token(PageToken(after.opened_on, after.name));
        return page;
      }
      after = {.opened_on = row.opened_on.ToString(), .name = row.name};
      if (!IsAskedFor(row, request, context)) continue;
      if (AddLapses(context.pathways.Find(row.name), request, page, context)) ++pathways;
    }
    if (rows.size() < static_cast<std::size_t>(kJudgedPerRead)) return page;
  }
  page.set_next_page_token(PageToken(after.opened_on, after.name));
  return page;
}

}  // namespace parcours::followup
