#include "services/platform/host/schema.h"

#include <array>

#include "services/platform/bus/schema.h"
#include "services/platform/execution/commands.h"
#include "services/platform/journal/journal.h"
#include "services/platform/schedule/timers.h"

namespace parcours::host {
namespace {

constexpr std::array kMigrations{store::Migration{.component = "host", .version = 1, .script = R"(
  CREATE TABLE virtual_day (id INTEGER PRIMARY KEY CHECK (id = 1), day TEXT NOT NULL);
  CREATE TABLE projections (name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
)"}};

Error NewerProjection(const std::string& name) {
  return {.code = Code::kFailedPrecondition,
          .reason = "DATABASE_NEWER_THAN_PROGRAM",
          .field = "projections/" + name,
          .french =
              "La base de données vient d'une version plus récente du programme. Lancez cette "
              "version-là.",
          .english = "The database comes from a newer version of the program. Run that version."};
}

void Append(std::vector<store::Migration>& all, std::span<const store::Migration> some) {
  all.insert(all.end(), some.begin(), some.end());
}

}  // namespace

std::vector<store::Migration> AllMigrations() {
  std::vector<store::Migration> all;
  Append(all, journal::Migrations());
  Append(all, execution::CommandMigrations());
  Append(all, schedule::Migrations());
  Append(all, bus::Migrations());
  Append(all, kMigrations);
  return all;
}

std::optional<CivilDate> StoredDay(store::Connection& db) {
  const auto row = db.QueryOne<CivilDate>("SELECT day FROM virtual_day");
  return row ? std::optional(std::get<0>(*row)) : std::nullopt;
}

void StoreDay(store::Connection& db, CivilDate day) {
  db.Execute(
      "INSERT INTO virtual_day (id, day) VALUES (1, :day) ON CONFLICT (id) DO UPDATE SET day = "
      "excluded.day",
      day);
}

int ProjectionVersion(store::Connection& db, std::string_view name) {
  const auto row = db.QueryOne<int>("SELECT version FROM projections WHERE name = :name", name);
  return row ? std::get<0>(*row) : 0;
}

void SetProjectionVersion(store::Connection& db, const execution::Projection& projection) {
  db.Execute(
      "INSERT INTO projections (name, version) VALUES (:name, :version) "
      "ON CONFLICT (name) DO UPDATE SET version = excluded.version",
      projection.name, projection.version);
}

Result<std::vector<std::string>> PrepareProjections(
    store::Connection& db, const std::vector<execution::Projection>& projections,
    bool journal_is_empty) {
  std::vector<std::string> outdated;
  for (const auto& projection : projections) {
    const int stored = ProjectionVersion(db, projection.name);
    if (stored == projection.version) continue;
    if (stored > projection.version) return Refuse(NewerProjection(projection.name));
    if (stored != 0 || !journal_is_empty) {
      outdated.push_back(projection.name);
      continue;
    }
    db.ExecuteScript(projection.schema);
    SetProjectionVersion(db, projection);
  }
  return outdated;
}

}  // namespace parcours::host
