#include "services/platform/execution/service_definition.h"

#include <set>

namespace parcours::execution {
namespace {

template <typename Sink>
void ForEachForeignFact(const ServiceDefinition& service, Sink sink) {
  const auto visit = [&](const google::protobuf::Descriptor* type) {
    if (journal::ContextOf(*type) != service.name) sink(*type);
  };
  for (const auto& reaction : service.reactions) visit(reaction.type);
  for (const auto& projection : service.projections) {
    for (const auto& row : projection.rows) visit(row.type);
  }
}

}  // namespace

std::vector<std::string> ServiceDefinition::OwnTopics() const {
  std::set<std::string> topics;
  for (const auto* fact : facts) topics.insert(journal::TopicOf(*fact));
  topics.erase("");
  return {topics.begin(), topics.end()};
}

std::vector<std::string> ServiceDefinition::SubscribedTopics() const {
  std::set<std::string> topics;
  ForEachForeignFact(*this, [&topics](const auto& type) { topics.insert(journal::TopicOf(type)); });
  topics.erase("");
  return {topics.begin(), topics.end()};
}

std::vector<std::string> ServiceDefinition::SubscribedContexts() const {
  std::set<std::string> contexts;
  ForEachForeignFact(*this,
                     [&contexts](const auto& type) { contexts.emplace(journal::ContextOf(type)); });
  return {contexts.begin(), contexts.end()};
}

std::vector<std::string> ServiceDefinition::OvertakingFacts() const {
  std::set<std::string> names;
  for (const auto& reaction : reactions) {
    if (reaction.overtakes) names.insert(reaction.type->full_name());
  }
  return {names.begin(), names.end()};
}

}  // namespace parcours::execution
