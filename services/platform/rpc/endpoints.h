#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "services/platform/core/result.h"

namespace parcours::rpc {

// Service name → host:port.
using Endpoints = std::map<std::string, std::string, std::less<>>;

// A JSON object {service: address}. ENDPOINTS_UNREADABLE or ENDPOINTS_MALFORMED.
[[nodiscard]] Result<Endpoints> ReadEndpoints(const std::filesystem::path& file);

}  // namespace parcours::rpc
