#include "services/platform/bus/kafka/topics.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <thread>
#include <utility>

#include "services/platform/bus/kafka/admin.h"
#include "services/platform/bus/kafka/client.h"
#include "services/platform/bus/refusals.h"
#include "services/platform/bus/topic_names.h"

namespace parcours::bus {
namespace {

Error RestrictedTopicRefused(const std::string& service, const std::string& topic) {
  Error error;
  error.code = Code::kPermissionDenied;
  error.reason = "RESTRICTED_TOPIC_REFUSED";
  error.field = service + " ← " + topic;
  error.french = "Le service " + service + " n'a pas à lire le sujet restreint " + topic + ".";
  error.english = "Service " + service + " may not read the restricted topic " + topic + ".";
  return error;
}

Error TopicDiffers(const std::string& topic, const std::string& what) {
  Error error;
  error.code = Code::kFailedPrecondition;
  error.reason = "TOPIC_DIFFERS";
  error.field = topic;
  error.french = "Le sujet " + topic + " existe autrement que prévu : " + what +
                 ". Rien n'a été modifié ; corrigez-le ou recréez-le.";
  error.english = "The topic " + topic + " is not as planned: " + what +
                  ". Nothing was changed; correct it or create it anew.";
  return error;
}

bool Contains(const std::vector<std::string>& items, std::string_view item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

Result<void> CheckRestricted(const TopicsPlan& plan) {
  for (const auto& access : plan.services) {
    for (const auto& topic : access.reads) {
      const bool own = Contains(access.writes, topic);
      if (!IsRestricted(topic) || own || Contains(plan.restricted_readers, access.service))
        continue;
      return Refuse(RestrictedTopicRefused(access.service, topic));
    }
  }
  return {};
}

std::vector<std::string> AllTopics(const TopicsPlan& plan) {
  std::set<std::string> topics;
  for (const auto& access : plan.services) {
    topics.insert(access.writes.begin(), access.writes.end());
    topics.insert(access.reads.begin(), access.reads.end());
  }
  return {topics.begin(), topics.end()};
}

std::set<AccessRight> RightsFor(const ServiceAccess& access) {
  const std::string principal = "User:" + access.service;
  std::set<AccessRight> rights;
  const auto allow = [&](rd_kafka_ResourceType_t resource, const std::string& name,
                         rd_kafka_ResourcePatternType_t pattern,
                         std::initializer_list<rd_kafka_AclOperation_t> operations) {
    for (const auto operation : operations) {
      rights.insert({.resource = resource,
                     .name = name,
                     .pattern = pattern,
                     .principal = principal,
                     .operation = operation});
    }
  };
  for (const auto& topic : access.writes) {
    allow(RD_KAFKA_RESOURCE_TOPIC, topic, RD_KAFKA_RESOURCE_PATTERN_LITERAL,
          {RD_KAFKA_ACL_OPERATION_WRITE, RD_KAFKA_ACL_OPERATION_READ,
           RD_KAFKA_ACL_OPERATION_DESCRIBE});
  }
  for (const auto& topic : access.reads) {
    allow(RD_KAFKA_RESOURCE_TOPIC, topic, RD_KAFKA_RESOURCE_PATTERN_LITERAL,
          {RD_KAFKA_ACL_OPERATION_READ, RD_KAFKA_ACL_OPERATION_DESCRIBE});
  }
  allow(RD_KAFKA_RESOURCE_GROUP, access.service, RD_KAFKA_RESOURCE_PATTERN_PREFIXED,
        {RD_KAFKA_ACL_OPERATION_READ, RD_KAFKA_ACL_OPERATION_DESCRIBE});
  // Brokers before 3.0 ask for this of idempotent producers; librdkafka calls the cluster a broker.
  allow(RD_KAFKA_RESOURCE_BROKER, "kafka-cluster", RD_KAFKA_RESOURCE_PATTERN_LITERAL,
        {RD_KAFKA_ACL_OPERATION_IDEMPOTENT_WRITE});
  return rights;
}

Result<void> CheckExisting(KafkaAdmin& admin, const TopicsPlan& plan, const KnownTopic& topic) {
  if (topic.partitions != plan.partitions) {
    return Refuse(TopicDiffers(topic.name, "partitions = " + std::to_string(topic.partitions)));
  }
  TRY(const auto retention, admin.SettingOf(topic.name, "retention.ms"));
  if (retention != "-1") return Refuse(TopicDiffers(topic.name, "retention.ms = " + retention));
  TRY(const auto cleanup, admin.SettingOf(topic.name, "cleanup.policy"));
  if (cleanup != "delete") return Refuse(TopicDiffers(topic.name, "cleanup.policy = " + cleanup));
  return {};
}

// Brokers learn of a change a little after it was accepted; what returns from here holds.
template <typename Holds>
Result<void> AwaitChange(const TopicsPlan& plan, std::string_view what, Holds holds) {
  constexpr std::chrono::milliseconds kPause{20};
  const auto until = std::chrono::steady_clock::now() + plan.timeout;
  while (std::chrono::steady_clock::now() < until) {
    TRY(const bool held, holds());
    if (held) return {};
    std::this_thread::sleep_for(kPause);
  }
  return Refuse(BusUnreachable(what));
}

Result<void> AwaitRights(KafkaAdmin& admin, const TopicsPlan& plan, const std::string& principal,
                         const std::set<AccessRight>& wanted) {
  return AwaitChange(plan, principal, [&]() -> Result<bool> {
    TRY(const auto found, admin.RightsOf(principal));
    return std::set<AccessRight>(found.begin(), found.end()) == wanted;
  });
}

Result<void> AwaitTopics(rd_kafka_t* client, const TopicsPlan& plan,
                         const std::vector<std::string>& topics) {
  return AwaitChange(plan, "topics", [&]() -> Result<bool> {
    TRY(const auto found, FindTopics(client, topics, plan.timeout));
    return found.size() == topics.size() &&
           std::all_of(found.begin(), found.end(), [&plan](const KnownTopic& topic) {
             return topic.partitions == plan.partitions;
           });
  });
}

Result<void> ApplyRights(KafkaAdmin& admin, const TopicsPlan& plan, TopicsReport& report) {
  for (const auto& access : plan.services) {
    const auto wanted = RightsFor(access);
    auto found = admin.RightsOf("User:" + access.service);
    if (!found && found.error().reason == "ACCESS_NOT_ENFORCED") return {};
    if (!found) return Refuse(found.error());
    const std::set<AccessRight> present(found->begin(), found->end());
    std::vector<AccessRight> missing;
    std::vector<AccessRight> excess;
    std::set_difference(wanted.begin(), wanted.end(), present.begin(), present.end(),
                        std::back_inserter(missing));
    std::set_difference(present.begin(), present.end(), wanted.begin(), wanted.end(),
                        std::back_inserter(excess));
    // A broker without an authoriser says so here, or already when asked for the rights.
    const auto added = admin.AddRights(missing);
    if (!added && added.error().reason == "ACCESS_NOT_ENFORCED") return {};
    TRY(added);
    TRY(admin.RemoveRights(excess));
    TRY(AwaitRights(admin, plan, "User:" + access.service, wanted));
    report.access_enforced = true;
    report.rights_added += static_cast<int>(missing.size());
    report.rights_removed += static_cast<int>(excess.size());
  }
  return {};
}

}  // namespace

Result<TopicsReport> ApplyTopics(const KafkaOptions& options, const TopicsPlan& plan) {
  TRY(CheckRestricted(plan));
  ClientState state(options.log);
  TRY(const auto client, MakeAskingClient(options, state));
  KafkaAdmin admin(client.get(), plan.timeout);
  const auto topics = AllTopics(plan);
  TRY(const auto known, FindTopics(client.get(), topics, plan.timeout));
  TopicsReport report;
  for (const auto& topic : known) {
    TRY(CheckExisting(admin, plan, topic));
    report.existing.push_back(topic.name);
  }
  std::vector<NewTopic> missing;
  for (const auto& topic : topics) {
    if (Contains(report.existing, topic)) continue;
    missing.push_back(
        {.name = topic, .partitions = plan.partitions, .replication = plan.replication});
    report.created.push_back(topic);
  }
  TRY(admin.CreateTopics(missing));
  TRY(AwaitTopics(client.get(), plan, topics));
  TRY(ApplyRights(admin, plan, report));
  return report;
}

ServiceAccess AccessOf(const std::string& service, std::vector<std::string> subscribed) {
  return {.service = service,
          .writes = {PublicTopic(service), RestrictedTopic(service)},
          .reads = std::move(subscribed)};
}

}  // namespace parcours::bus
