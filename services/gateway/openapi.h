#pragma once

#include "services/gateway/json_schema.h"
#include "services/gateway/route_table.h"

namespace parcours::gateway {

// What the door answers, as an OpenAPI 3.1 document: every route of the table with its parameters,
// bodies, examples, reasons and access.
[[nodiscard]] Json OpenApiDocument(const RouteTable& routes, const Comments& comments);

}  // namespace parcours::gateway
