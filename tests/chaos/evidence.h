#pragma once

#include <filesystem>

#include "services/platform/core/error.h"

namespace parcours::chaos {

// What a run leaves behind, in one folder.
struct Evidence {
  std::filesystem::path folder;

  // Databases of the services, their projections rebuilt from the beginning.
  [[nodiscard]] std::filesystem::path Rebuilt() const { return folder / "platform"; }
  // The same before the rebuild.
  [[nodiscard]] std::filesystem::path Live() const { return folder / "live"; }
  // Each topic as kcat read it.
  [[nodiscard]] std::filesystem::path Topics() const { return folder / "topics"; }
  // What the callers were answered.
  [[nodiscard]] std::filesystem::path Answers() const { return folder / "answers.jsonl"; }
};

[[nodiscard]] Error EvidenceUnreadable(const std::filesystem::path& file);

}  // namespace parcours::chaos
