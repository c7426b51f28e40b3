#include "services/followup/projections/pathways.h"
#include "services/followup/use_cases/pages.h"
#include "services/followup/use_cases/pathway_view.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

constexpr int kRowsPerRead = 500;
constexpr int kLongestSearch = 10'000;

}  // namespace

Result<v1::ListAlertsResponse> Handle(const v1::ListAlertsRequest& request, Context& context) {
  TRY(const auto place, PlaceOf(request.page_token()));
  AlertQuestion question{.after = {.raised_on = place.first, .name = place.second},
                         .pathway = request.pathway(),
                         .include_closed = request.include_closed(),
                         .limit = kRowsPerRead};
  const int page_size = PageSize(request.page_size());
  const CivilDate today = context.session.today();
  const Language language = context.session.origin().language;

  v1::ListAlertsResponse page;
  for (int seen = 0; seen < kLongestSearch; seen += kRowsPerRead) {
    const auto rows = AlertsAfter(context.session.db(), question);
    for (const AlertRow& row : rows) {
      if (page.alerts_size() == page_size) {
        page.set_next_page_token(PageToken(question.after.raised_on, question.after.name));
        return page;
      }
      question.after = row.place;
      const auto pathway = context.pathways.Find(row.pathway);
      if (!context.pathways.MaySee(pathway)) continue;
      *page.add_alerts() =
          View(pathway.state().alerts.at(row.place.name), pathway, today, language);
    }
    if (rows.size() < static_cast<std::size_t>(kRowsPerRead)) return page;
  }
  page.set_next_page_token(PageToken(question.after.raised_on, question.after.name));
  return page;
}

}  // namespace parcours::followup
