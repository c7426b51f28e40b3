#pragma once

#include "services/platform/bus/kafka/topics.h"

namespace parcours::cli {

// The topics of all services and who may read and write them: follow-up, support and pilotage alone
// read restricted topics that are not their own (DOMAIN section 8).
[[nodiscard]] bus::TopicsPlan PlanTopics(int replication);

}  // namespace parcours::cli
