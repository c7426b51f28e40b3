#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "services/followup/domain/training.h"
#include "services/platform/core/civil_date.h"

namespace parcours::followup {

inline CivilDate Day(const std::string& text) { return CivilDate::Parse(text).value(); }

// A school year, without exclusion or exit.
inline Training YearWith(std::vector<Contract> contracts) {
  return {.session = {Day("2024-09-01"), Day("2025-08-31")},
          .contracts = std::move(contracts),
          .excluded_on = {},
          .exited_on = {}};
}

// A JSON file of the shared data set: beside the project, or where PARCOURS_SHARED says; nullopt
// when absent.
inline std::optional<nlohmann::json> SharedData(const std::string& file) {
  const char* shared = std::getenv("PARCOURS_SHARED");
  const std::filesystem::path root = shared != nullptr
                                         ? std::filesystem::path(shared)
                                         : std::filesystem::path(PARCOURS_SOURCE_DIR) / "../shared";
  std::ifstream in(root / "data" / file);
  if (!in) return std::nullopt;
  return nlohmann::json::parse(in);
}

}  // namespace parcours::followup
