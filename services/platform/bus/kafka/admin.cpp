#include "services/platform/bus/kafka/admin.h"

#include <array>
#include <memory>

#include "services/platform/bus/refusals.h"

namespace parcours::bus {
namespace {

using NewTopicHandle = KafkaHandle<rd_kafka_NewTopic_t, rd_kafka_NewTopic_destroy>;
using ResourceHandle = KafkaHandle<rd_kafka_ConfigResource_t, rd_kafka_ConfigResource_destroy>;
using BindingHandle = KafkaHandle<rd_kafka_AclBinding_t, rd_kafka_AclBinding_destroy>;

template <typename Handle>
auto Pointers(const std::vector<Handle>& handles) {
  std::vector<decltype(handles.front().get())> pointers;
  for (const auto& handle : handles) pointers.push_back(handle.get());
  return pointers;
}

Error AccessNotEnforced() {
  Error error;
  error.code = Code::kFailedPrecondition;
  error.reason = "ACCESS_NOT_ENFORCED";
  error.french = "Ce Kafka n'applique aucun droit d'accès (pas d'autorisation configurée).";
  error.english = "This Kafka enforces no access rights (no authoriser is configured).";
  return error;
}

Error AdminError(rd_kafka_resp_err_t error, std::string_view what) {
  switch (error) {
    case RD_KAFKA_RESP_ERR_SECURITY_DISABLED:
      return AccessNotEnforced();
    case RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR:
    case RD_KAFKA_RESP_ERR_INVALID_PARTITIONS:
    case RD_KAFKA_RESP_ERR_POLICY_VIOLATION:
    case RD_KAFKA_RESP_ERR_INVALID_CONFIG:
      return BusRefused(what, rd_kafka_err2name(error));
    default:
      return ToError(error, what);
  }
}

BindingHandle ToBinding(const AccessRight& right) {
  return BindingHandle(rd_kafka_AclBinding_new(right.resource, right.name.c_str(), right.pattern,
                                               right.principal.c_str(), "*", right.operation,
                                               RD_KAFKA_ACL_PERMISSION_TYPE_ALLOW, nullptr, 0));
}

// A filter that meets this right alone.
BindingHandle ToFilter(const AccessRight& right) {
  return BindingHandle(rd_kafka_AclBindingFilter_new(
      right.resource, right.name.c_str(), right.pattern, right.principal.c_str(), "*",
      right.operation, RD_KAFKA_ACL_PERMISSION_TYPE_ALLOW, nullptr, 0));
}

AccessRight ToRight(const rd_kafka_AclBinding_t& binding) {
  return {.resource = rd_kafka_AclBinding_restype(&binding),
          .name = rd_kafka_AclBinding_name(&binding),
          .pattern = rd_kafka_AclBinding_resource_pattern_type(&binding),
          .principal = rd_kafka_AclBinding_principal(&binding),
          .operation = rd_kafka_AclBinding_operation(&binding)};
}

}  // namespace

Result<EventHandle> KafkaAdmin::Await(std::string_view what) {
  EventHandle answer(rd_kafka_queue_poll(answers_.get(), Milliseconds(timeout_)));
  if (answer == nullptr) return Refuse(BusUnreachable(what));
  const auto error = rd_kafka_event_error(answer.get());
  if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return Refuse(AdminError(error, what));
  return answer;
}

Result<void> KafkaAdmin::CreateTopics(const std::vector<NewTopic>& topics) {
  if (topics.empty()) return {};
  std::vector<NewTopicHandle> wanted;
  std::array<char, 256> why{};
  for (const auto& topic : topics) {
    NewTopicHandle handle(rd_kafka_NewTopic_new(topic.name.c_str(), topic.partitions,
                                                topic.replication, why.data(), why.size()));
    if (handle == nullptr) return Refuse(BusRefused(topic.name, why.data()));
    rd_kafka_NewTopic_set_config(handle.get(), "retention.ms", "-1");
    rd_kafka_NewTopic_set_config(handle.get(), "cleanup.policy", "delete");
    wanted.push_back(std::move(handle));
  }
  auto pointers = Pointers(wanted);
  rd_kafka_CreateTopics(client_, pointers.data(), pointers.size(), nullptr, answers_.get());
  TRY(const auto answer, Await("topics"));
  std::size_t count = 0;
  const auto* results =
      rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(answer.get()), &count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto error = rd_kafka_topic_result_error(results[i]);
    const bool there =
        error == RD_KAFKA_RESP_ERR_NO_ERROR || error == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS;
    if (!there) return Refuse(AdminError(error, rd_kafka_topic_result_name(results[i])));
  }
  return {};
}

Result<std::string> KafkaAdmin::SettingOf(const std::string& topic, const std::string& setting) {
  std::vector<ResourceHandle> asked;
  asked.emplace_back(rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str()));
  auto pointers = Pointers(asked);
  rd_kafka_DescribeConfigs(client_, pointers.data(), pointers.size(), nullptr, answers_.get());
  TRY(const auto answer, Await(topic));
  std::size_t count = 0;
  const auto* resources = rd_kafka_DescribeConfigs_result_resources(
      rd_kafka_event_DescribeConfigs_result(answer.get()), &count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto error = rd_kafka_ConfigResource_error(resources[i]);
    if (error != RD_KAFKA_RESP_ERR_NO_ERROR) return Refuse(AdminError(error, topic));
    std::size_t entries = 0;
    const auto* configs = rd_kafka_ConfigResource_configs(resources[i], &entries);
    for (std::size_t j = 0; j < entries; ++j) {
      if (setting != rd_kafka_ConfigEntry_name(configs[j])) continue;
      const char* value = rd_kafka_ConfigEntry_value(configs[j]);
      return std::string(value == nullptr ? "" : value);
    }
  }
  return std::string{};
}

Result<std::vector<AccessRight>> KafkaAdmin::RightsOf(const std::string& principal) {
  const BindingHandle filter(rd_kafka_AclBindingFilter_new(
      RD_KAFKA_RESOURCE_ANY, nullptr, RD_KAFKA_RESOURCE_PATTERN_ANY, principal.c_str(), nullptr,
      RD_KAFKA_ACL_OPERATION_ANY, RD_KAFKA_ACL_PERMISSION_TYPE_ALLOW, nullptr, 0));
  rd_kafka_DescribeAcls(client_, filter.get(), nullptr, answers_.get());
  TRY(const auto answer, Await(principal));
  std::size_t count = 0;
  const auto* bindings =
      rd_kafka_DescribeAcls_result_acls(rd_kafka_event_DescribeAcls_result(answer.get()), &count);
  std::vector<AccessRight> rights;
  for (std::size_t i = 0; i < count; ++i) rights.push_back(ToRight(*bindings[i]));
  return rights;
}

Result<void> KafkaAdmin::AddRights(const std::vector<AccessRight>& rights) {
  if (rights.empty()) return {};
  std::vector<BindingHandle> bindings;
  for (const auto& right : rights) bindings.push_back(ToBinding(right));
  auto pointers = Pointers(bindings);
  rd_kafka_CreateAcls(client_, pointers.data(), pointers.size(), nullptr, answers_.get());
  TRY(const auto answer, Await("rights"));
  std::size_t count = 0;
  const auto* results =
      rd_kafka_CreateAcls_result_acls(rd_kafka_event_CreateAcls_result(answer.get()), &count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto* failed = rd_kafka_acl_result_error(results[i]);
    if (failed != nullptr) return Refuse(AdminError(rd_kafka_error_code(failed), "rights"));
  }
  return {};
}

Result<void> KafkaAdmin::RemoveRights(const std::vector<AccessRight>& rights) {
  if (rights.empty()) return {};
  std::vector<BindingHandle> filters;
  for (const auto& right : rights) filters.push_back(ToFilter(right));
  auto pointers = Pointers(filters);
  rd_kafka_DeleteAcls(client_, pointers.data(), pointers.size(), nullptr, answers_.get());
  TRY(const auto answer, Await("rights"));
  return {};
}

}  // namespace parcours::bus
