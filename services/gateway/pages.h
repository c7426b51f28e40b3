#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "services/gateway/published.h"
#include "services/platform/core/result.h"

namespace parcours::gateway {

// The built pages below /app, read once: no address reaches the file system.
class Pages {
 public:
  // PAGES_UNREADABLE: not a folder with an index.html, or larger than pages are.
  [[nodiscard]] static Result<Pages> Read(const std::filesystem::path& folder);

  // nullopt where the address is none of the pages'. What is no file below /app is index.html,
  // whose script knows the address.
  [[nodiscard]] std::optional<Response> Answer(const Request& request) const;

 private:
  [[nodiscard]] Result<const Published*> Find(const Request& request) const;

  std::map<std::string, Published, std::less<>> files_;  // "/app/assets/main-1a2b.js" → content
};

}  // namespace parcours::gateway
