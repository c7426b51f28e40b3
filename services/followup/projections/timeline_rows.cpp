#include "services/followup/projections/timeline_rows.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

namespace parcours::followup {

const std::string_view kTimelineSchema = R"sql(
CREATE TABLE p_timeline (
  pathway TEXT NOT NULL,
  entry TEXT NOT NULL,
  kind TEXT NOT NULL,
  day TEXT NOT NULL,
  line TEXT NOT NULL,
  phrase TEXT NOT NULL,
  arguments TEXT NOT NULL,
  PRIMARY KEY (pathway, entry)
) WITHOUT ROWID;
)sql";

namespace {

TimelineRow TimelineRowOf(const std::string& entry, const std::string& kind, CivilDate day,
                          const std::string& line, const std::string& phrase,
                          const std::string& arguments) {
  return {.entry = entry,
          .kind = TimelineKindOf(kind).name,
          .day = day,
          .line = line,
          .phrase = phrase,
          .arguments = nlohmann::json::parse(arguments).get<PhraseArguments>()};
}

}  // namespace

void PutRow(execution::ProjectionContext& context, const std::string& pathway,
            const TimelineRow& row) {
  if (pathway.empty()) return;
  context.db.Execute(
      "INSERT INTO p_timeline (pathway, entry, kind, day, line, phrase, arguments) VALUES "
      "(:pathway, :entry, :kind, :day, :line, :phrase, :arguments) ON CONFLICT (pathway, entry) DO "
      "UPDATE SET kind = excluded.kind, day = excluded.day, line = excluded.line, phrase = "
      "excluded.phrase, arguments = excluded.arguments",
      pathway, row.entry, row.kind, row.day, row.line.empty() ? row.entry : row.line,
      row.phrase.empty() ? std::string(row.kind) : row.phrase,
      nlohmann::json(row.arguments).dump());
}

void DropRow(execution::ProjectionContext& context, const std::string& pathway,
             std::string_view entry) {
  context.db.Execute("DELETE FROM p_timeline WHERE pathway = :pathway AND entry = :entry", pathway,
                     entry);
}

std::optional<TimelineRow> FindRow(execution::ProjectionContext& context,
                                   const std::string& pathway, std::string_view entry) {
  const auto cells =
      context.db
          .QueryOne<std::string, std::string, CivilDate, std::string, std::string, std::string>(
              "SELECT entry, kind, day, line, phrase, arguments FROM p_timeline WHERE pathway = "
              ":pathway AND entry = :entry",
              pathway, entry);
  if (!cells) return std::nullopt;
  return std::apply(TimelineRowOf, *cells);
}

std::vector<TimelineRow> TimelineOf(store::Connection& db, const std::string& pathway) {
  std::vector<TimelineRow> rows;
  db.ForEach<std::string, std::string, CivilDate, std::string, std::string, std::string>(
      "SELECT entry, kind, day, line, phrase, arguments FROM p_timeline WHERE pathway = :pathway",
      [&rows](const auto&... cells) { rows.push_back(TimelineRowOf(cells...)); }, pathway);
  std::ranges::sort(rows, [](const TimelineRow& a, const TimelineRow& b) {
    return std::tuple(a.day, TimelineKindOf(a.kind).rank, a.entry) <
           std::tuple(b.day, TimelineKindOf(b.kind).rank, b.entry);
  });
  return rows;
}

}  // namespace parcours::followup
