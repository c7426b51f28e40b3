#pragma once

#include <string>
#include <vector>

#include "services/gateway/comments.h"
#include "services/gateway/route_table.h"

namespace parcours::gateway {

// With which reasons any address may refuse: what the door, the transport and the platform ask of
// every request.
[[nodiscard]] const std::vector<std::string>& ReasonsOfEveryRoute();

// Those of one route beside them: what follows from its request, and what the comments of the RPC
// and its fields name.
[[nodiscard]] std::vector<std::string> ReasonsOf(const Route& route, const Comments& comments);

}  // namespace parcours::gateway
