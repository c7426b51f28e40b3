#include "services/cli/topics_plan.h"

#include "services/cli/all_services.h"

namespace parcours::cli {

bus::TopicsPlan PlanTopics(int replication) {
  bus::TopicsPlan plan;
  plan.replication = replication;
  plan.restricted_readers = {"followup", "support", "pilotage"};
  for (const auto& service : AllServices()) {
    plan.services.push_back(bus::AccessOf(service.name, service.SubscribedTopics()));
  }
  return plan;
}

}  // namespace parcours::cli
