#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"
#include "services/platform/execution/projection.h"
#include "services/platform/store/connection.h"
#include "services/platform/store/migrations.h"

namespace parcours::host {

// Every table of a service's database but those of its projections.
[[nodiscard]] std::vector<store::Migration> AllMigrations();

// The virtual day, kept across restarts.
[[nodiscard]] std::optional<CivilDate> StoredDay(store::Connection& db);
void StoreDay(store::Connection& db, CivilDate day);

// Which version of a projection the tables hold; 0 = none.
[[nodiscard]] int ProjectionVersion(store::Connection& db, std::string_view name);
void SetProjectionVersion(store::Connection& db, const execution::Projection& projection);

// Makes the tables of projections that have none and returns the names of those that must be built
// from history. A newer version than the program's is refused: FAILED_PRECONDITION,
// DATABASE_NEWER_THAN_PROGRAM.
[[nodiscard]] Result<std::vector<std::string>> PrepareProjections(
    store::Connection& db, const std::vector<execution::Projection>& projections,
    bool journal_is_empty);

}  // namespace parcours::host
