#include "services/followup/projections/feed.h"

#include <optional>
#include <set>

#include "parcours/followup/v1/followup_events.pb.h"
#include "services/followup/projections/timeline.h"

namespace parcours::followup {
namespace {

constexpr std::string_view kFeedSchema = R"sql(
CREATE TABLE p_feed (
  position INTEGER PRIMARY KEY,
  pathway TEXT NOT NULL,
  fact TEXT NOT NULL,
  day TEXT NOT NULL,
  alert INTEGER NOT NULL,
  restricted INTEGER NOT NULL
);
CREATE INDEX p_feed_pathway ON p_feed (pathway, position);
CREATE INDEX p_feed_alert ON p_feed (position) WHERE alert = 1;
)sql";

bool IsOfAlert(const google::protobuf::Descriptor& type) {
  return &type == v1::AlertRaised::descriptor() || &type == v1::AlertClosed::descriptor();
}

// Alerts of a risk are for those who see what it is made of.
bool IsOfRisk(const google::protobuf::Message& fact) {
  const auto* kind = fact.GetDescriptor()->FindFieldByName("kind");
  return kind != nullptr && kind->enum_type() == v1::AlertKind_descriptor() &&
         fact.GetReflection()->GetEnumValue(fact, kind) == v1::RUPTURE_RISK;
}

// The pathways that a fact names: itself, or in its items.
std::set<std::string> PathwaysIn(const google::protobuf::Message& fact) {
  std::set<std::string> pathways;
  const auto& reflection = *fact.GetReflection();
  for (int i = 0; i < fact.GetDescriptor()->field_count(); ++i) {
    const auto& field = *fact.GetDescriptor()->field(i);
    if (field.name() == "pathway") {
      pathways.insert(reflection.GetString(fact, &field));
    } else if (field.is_repeated() && field.message_type() != nullptr) {
      for (int item = 0; item < reflection.FieldSize(fact, &field); ++item)
        pathways.merge(PathwaysIn(reflection.GetRepeatedMessage(fact, &field, item)));
    }
  }
  pathways.erase("");
  return pathways;
}

void Append(const google::protobuf::Message& fact, execution::ProjectionContext& context) {
  const auto& type = *fact.GetDescriptor();
  for (const auto& pathway : PathwaysIn(fact)) {
    context.db.Execute(
        "INSERT INTO p_feed (pathway, fact, day, alert, restricted) "
        "VALUES (:pathway, :fact, :day, :alert, :restricted)",
        pathway, type.full_name(), context.meta.effective, IsOfAlert(type) ? 1 : 0,
        IsRestrictedFact(type.full_name()) || IsOfRisk(fact) ? 1 : 0);
  }
}

template <typename... Arguments>
std::vector<FeedRow> FeedRowsWhere(store::Connection& db, const std::string& condition,
                                   const Arguments&... arguments) {
  std::vector<FeedRow> rows;
  db.ForEach<std::int64_t, std::string, std::string, CivilDate, int, int>(
      "SELECT position, pathway, fact, day, alert, restricted FROM p_feed WHERE " + condition +
          " ORDER BY position LIMIT :limit",
      [&rows](std::int64_t position, const std::string& pathway, const std::string& fact,
              CivilDate day, int alert, int restricted) {
        rows.push_back({position, pathway, fact, day, alert == 1, restricted == 1});
      },
      arguments...);
  return rows;
}

}  // namespace

execution::Projection FeedProjection() {
  execution::Projection feed{.name = "feed",
                             .version = 1,
                             .schema = std::string(kFeedSchema),
                             .tables = {"p_feed"},
                             .rows = {}};
  for (const auto& row : TimelineProjection().rows) feed.rows.push_back({row.type, Append});
  return feed;
}

std::vector<FeedRow> FeedOfPathway(store::Connection& db, const std::string& pathway,
                                   std::int64_t after, int limit) {
  return FeedRowsWhere(db, "pathway = :pathway AND position > :after", pathway, after, limit);
}

std::vector<FeedRow> FeedOfAlerts(store::Connection& db, std::int64_t after, int limit) {
  return FeedRowsWhere(db, "alert = 1 AND position > :after", after, limit);
}

std::vector<FeedRow> FeedAfter(store::Connection& db, std::int64_t after, int limit) {
  return FeedRowsWhere(db, "position > :after", after, limit);
}

std::int64_t FeedHead(store::Connection& db) {
  const auto last = db.QueryOne<std::optional<std::int64_t>>("SELECT MAX(position) FROM p_feed");
  return last ? std::get<0>(*last).value_or(0) : 0;
}

}  // namespace parcours::followup
