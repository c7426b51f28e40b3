#include "services/cli/endpoints.h"

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <vector>

#include "services/cli/files.h"
#include "services/cli/refusals.h"

namespace parcours::cli {

Result<void> WriteEndpoints(const std::filesystem::path& file, const Endpoints& endpoints) {
  const nlohmann::json object(endpoints);
  return WriteSmallFile(file, object.dump(1) + "\n");
}

std::filesystem::path DefaultEndpointsFile() {
  if (const char* file = std::getenv("PARCOURS_ENDPOINTS"); file != nullptr && *file != '\0')
    return file;
  const char* data = std::getenv("PARCOURS_DATA");
  const bool given = data != nullptr && *data != '\0';
  return std::filesystem::path(given ? data : "build/data") / "endpoints.json";
}

Result<std::string> AddressOf(const Endpoints& endpoints, std::string_view service) {
  const auto found = endpoints.find(service);
  if (found != endpoints.end()) return found->second;
  std::vector<std::string> known;
  for (const auto& [name, address] : endpoints) known.push_back(name);
  return Refuse(ServiceUnknown(service, known));
}

}  // namespace parcours::cli
