#include "services/platform/schedule/timers.h"

#include <array>

namespace parcours::schedule {
namespace {

constexpr std::array kMigrations{
    store::Migration{.component = "schedule", .version = 1, .script = R"(
  CREATE TABLE timers (
    kind TEXT NOT NULL, aggregate TEXT NOT NULL, due TEXT NOT NULL, fired INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, aggregate, due)) WITHOUT ROWID;
  CREATE INDEX timers_to_fire ON timers (due, kind, aggregate) WHERE fired = 0;
)"},
    // Why a timer was set aside; empty: it was not.
    store::Migration{.component = "schedule", .version = 2, .script = R"(
  ALTER TABLE timers ADD COLUMN refusal TEXT NOT NULL DEFAULT '';
  DROP INDEX timers_to_fire;
  CREATE INDEX timers_to_fire ON timers (due, kind, aggregate) WHERE fired = 0 AND refusal = '';
  CREATE INDEX timers_set_aside ON timers (due, kind, aggregate) WHERE fired = 0 AND refusal <> '';
)"}};

}  // namespace

std::span<const store::Migration> Migrations() { return kMigrations; }

void Timers::Set(const Timer& timer) {
  connection_.Execute(
      "INSERT INTO timers (kind, aggregate, due) VALUES (:kind, :aggregate, :due) ON CONFLICT DO "
      "NOTHING",
      timer.kind, timer.aggregate, timer.due);
}

void Timers::Cancel(std::string_view kind, std::string_view aggregate) {
  connection_.Execute(
      "DELETE FROM timers WHERE kind = :kind AND aggregate = :aggregate AND fired = 0", kind,
      aggregate);
}

std::vector<Timer> Timers::Due(CivilDate day, int limit) {
  std::vector<Timer> due;
  connection_.ForEach<std::string, std::string, CivilDate>(
      "SELECT kind, aggregate, due FROM timers WHERE fired = 0 AND refusal = '' AND due <= :day "
      "ORDER BY due, kind, aggregate LIMIT :limit",
      [&due](const std::string& kind, const std::string& aggregate, CivilDate on) {
        due.push_back({.kind = kind, .aggregate = aggregate, .due = on});
      },
      day, limit);
  return due;
}

void Timers::MarkFired(const Timer& timer) {
  connection_.Execute(
      "UPDATE timers SET fired = 1 WHERE kind = :kind AND aggregate = :aggregate AND due = :due",
      timer.kind, timer.aggregate, timer.due);
}

void Timers::SetAside(const Timer& timer, std::string_view refusal) {
  connection_.Execute(
      "UPDATE timers SET refusal = :refusal WHERE kind = :kind AND aggregate = :aggregate AND "
      "due = :due",
      refusal, timer.kind, timer.aggregate, timer.due);
}

void Timers::TakeBack() {
  connection_.Execute("UPDATE timers SET refusal = '' WHERE fired = 0 AND refusal <> ''");
}

std::vector<SetAsideTimer> Timers::SetAsideFirst(int limit) {
  std::vector<SetAsideTimer> found;
  connection_.ForEach<std::string, std::string, CivilDate, std::string>(
      "SELECT kind, aggregate, due, refusal FROM timers WHERE fired = 0 AND refusal <> '' ORDER BY "
      "due, kind, aggregate LIMIT :limit",
      [&found](const std::string& kind, const std::string& aggregate, CivilDate due,
               const std::string& refusal) {
        found.push_back(
            {.timer = {.kind = kind, .aggregate = aggregate, .due = due}, .refusal = refusal});
      },
      limit);
  return found;
}

std::int64_t Timers::CountSetAside() {
  return std::get<0>(
      connection_
          .QueryOne<std::int64_t>("SELECT count(*) FROM timers WHERE fired = 0 AND refusal <> ''")
          .value());
}

std::int64_t Timers::CountDue(CivilDate day) {
  return std::get<0>(
      connection_
          .QueryOne<std::int64_t>(
              "SELECT count(*) FROM timers WHERE fired = 0 AND refusal = '' AND due <= :day", day)
          .value());
}

std::optional<CivilDate> Timers::NextDue() {
  const auto row = connection_.QueryOne<CivilDate>(
      "SELECT due FROM timers WHERE fired = 0 AND refusal = '' ORDER BY due LIMIT 1");
  if (!row) return std::nullopt;
  return std::get<0>(*row);
}

}  // namespace parcours::schedule
