#pragma once

#include <span>
#include <string_view>

#include "services/platform/core/result.h"
#include "services/platform/store/connection.h"

namespace parcours::store {

// One step of a schema, applied once, in order of `version` inside `component` ("journal", "bus",
// "p_pathways"…).
struct Migration {
  std::string_view component;
  int version;  // 1, 2, 3…
  std::string_view script;
};

// Applies what is missing, each step in a transaction of its own, and records it in
// `schema_version`. A database that holds a higher version than this program knows is refused,
// untouched: FAILED_PRECONDITION, DATABASE_NEWER_THAN_PROGRAM, field = component.
[[nodiscard]] Result<void> Migrate(Connection& connection, std::span<const Migration> migrations);

}  // namespace parcours::store
