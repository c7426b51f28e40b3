#include "services/platform/store/migrations.h"

#include <algorithm>
#include <string>

namespace parcours::store {
namespace {

int HighestKnown(std::span<const Migration> migrations, std::string_view component) {
  int highest = 0;
  for (const auto& migration : migrations) {
    if (migration.component == component) highest = std::max(highest, migration.version);
  }
  return highest;
}

// The file, for the operator.
std::string NameOf(Connection& connection) {
  const auto file =
      connection.QueryOne<std::string>("SELECT file FROM pragma_database_list WHERE name = 'main'");
  return file ? std::get<0>(*file) : std::string();
}

Error NewerThanProgram(const std::string& database, const std::string& component, int found,
                       int known) {
  const std::string versions = std::to_string(found) + " > " + std::to_string(known);
  return {.code = Code::kFailedPrecondition,
          .reason = "DATABASE_NEWER_THAN_PROGRAM",
          .field = component,
          .french = "La base de données " + database +
                    " vient d'une version plus récente du programme (" + component + " : " +
                    versions + "). Installez cette version, ou rendez la sauvegarde d'avant.",
          .english = "The database " + database + " comes from a newer version of the program (" +
                     component + ": " + versions +
                     "). Install that version, or restore the earlier backup."};
}

void Undo(Connection& connection) {
  try {
    connection.ExecuteScript("ROLLBACK");
  } catch (const Failure&) {  // NOLINT(bugprone-empty-catch): a full disk has rolled back already
  }
}

}  // namespace

Result<void> Migrate(Connection& connection, std::span<const Migration> migrations) {
  connection.ExecuteScript(
      "CREATE TABLE IF NOT EXISTS schema_version (component TEXT PRIMARY KEY, version INTEGER NOT "
      "NULL) WITHOUT ROWID");
  const auto applied =
      connection.Query<std::string, int>("SELECT component, version FROM schema_version");
  for (const auto& [component, version] : applied) {
    const int known = HighestKnown(migrations, component);
    if (known > 0 && version > known)
      return Refuse(NewerThanProgram(NameOf(connection), component, version, known));
  }
  for (const auto& migration : migrations) {
    const auto current = connection.QueryOne<int>(
        "SELECT version FROM schema_version WHERE component = :component", migration.component);
    if (current && std::get<0>(*current) >= migration.version) continue;
    connection.ExecuteScript("BEGIN IMMEDIATE");
    try {
      connection.ExecuteScript(migration.script);
      connection.Execute(
          "INSERT OR REPLACE INTO schema_version (component, version) VALUES (:component, "
          ":version)",
          migration.component, migration.version);
      connection.ExecuteScript("COMMIT");
    } catch (const Failure&) {
      Undo(connection);
      throw;
    }
  }
  return {};
}

}  // namespace parcours::store
