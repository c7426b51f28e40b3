#pragma once

#include "services/gateway/json_schema.h"

namespace parcours::gateway {

// What travels between the services, as an AsyncAPI 3.1 document: a channel per topic, its facts as
// they travel, their headers, and who may read it.
[[nodiscard]] Json AsyncApiDocument(const Comments& comments);

}  // namespace parcours::gateway
