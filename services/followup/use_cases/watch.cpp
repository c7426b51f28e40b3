#include "services/followup/use_cases/watch.h"

#include <utility>

#include "services/followup/domain/refusals.h"
#include "services/followup/projections/feed.h"
#include "services/followup/use_cases/timeline_text.h"
#include "services/platform/execution/refusals.h"

namespace parcours::followup {
namespace {

constexpr int kChangesPerPage = 200;

v1::Change ToProto(const FeedRow& row) {
  v1::Change change;
  change.set_position(row.position);
  change.set_pathway(row.pathway);
  change.set_fact(row.fact);
  change.set_date(row.day.ToString());
  return change;
}

template <typename Read, typename MayKnow>
Result<Changes> Page(std::optional<std::int64_t> after, store::Connection& db, Read read,
                     MayKnow may_know) {
  const auto head = FeedHead(db);
  if (!after) return Changes{.told = {}, .position = head, .all = true};
  if (*after > head) return Refuse(PositionNotReached(*after));
  Changes changes{.told = {}, .position = head, .all = true};
  const std::vector<FeedRow> rows = read(*after);
  for (const auto& row : rows) {
    if (may_know(row)) changes.told.push_back(ToProto(row));
  }
  if (rows.size() == static_cast<std::size_t>(kChangesPerPage)) {
    changes.position = rows.back().position;
    changes.all = false;
  }
  return changes;
}

}  // namespace

Result<Changes> ChangesAfter(std::optional<std::int64_t> after,
                             const v1::WatchPathwayRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.name()));
  if (!pathway.state().open) return Refuse(execution::NotFound(request.name()));
  const bool support = MaySeeSupport(context.session.actor(), pathway);
  auto& db = context.session.db();
  return Page(
      after, db,
      [&](std::int64_t from) { return FeedOfPathway(db, pathway.name(), from, kChangesPerPage); },
      [support](const FeedRow& row) { return support || !row.restricted; });
}

Result<Changes> ChangesAfter(std::optional<std::int64_t> after, const v1::WatchAlertsRequest&,
                             Context& context) {
  auto& db = context.session.db();
  return Page(
      after, db, [&](std::int64_t from) { return FeedOfAlerts(db, from, kChangesPerPage); },
      [&](const FeedRow& row) {
        return context.pathways.MaySee(context.pathways.Find(row.pathway));
      });
}

}  // namespace parcours::followup
