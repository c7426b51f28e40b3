#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "services/platform/rpc/endpoints.h"

namespace parcours::cli {

using rpc::Endpoints;
using rpc::ReadEndpoints;

// Written beside and renamed, so that a reader never sees half of it. ENDPOINTS_NOT_WRITTEN.
[[nodiscard]] Result<void> WriteEndpoints(const std::filesystem::path& file,
                                          const Endpoints& endpoints);

// $PARCOURS_ENDPOINTS, else endpoints.json in $PARCOURS_DATA, else in ./build/data.
[[nodiscard]] std::filesystem::path DefaultEndpointsFile();

// NOT_FOUND, SERVICE_UNKNOWN, naming those that there are.
[[nodiscard]] Result<std::string> AddressOf(const Endpoints& endpoints, std::string_view service);

}  // namespace parcours::cli
