#include "services/gateway/asyncapi.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/platform/bus/cloud_event.h"
#include "services/platform/bus/kafka/topics.h"
#include "services/platform/core/check.h"
#include "services/platform/journal/fact.h"

namespace parcours::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;

constexpr const char* kKafkaBinding = "0.5.0";
constexpr std::string_view kRestricted = ".restricted.v1";

struct Header {
  std::string_view name;
  const char* description;
  const char* example;
};

// As the bus writes them, in that order.
const std::vector<Header>& Headers() {
  static const std::vector<Header> headers{
      {bus::kContentType, "Form of the value.", "application/protobuf"},
      {bus::kSpecVersion, "CloudEvents, binary mode.", "1.0"},
      {bus::kId, "Aggregate and version: the same fact has the same id.",
       "missions/01950000-0000-7000-8000-000000000001/3"},
      {bus::kSource, "Service that recorded it.", "/parcours/recruitment"},
      {bus::kType, "Full message name of the value.", "parcours.recruitment.v1.MissionValidated"},
      {bus::kSubject, "Person whom it concerns, or empty.",
       "persons/01950000-0000-7000-8000-000000000002"},
      {bus::kTime, "When it occurred.", "2025-03-06T08:00:00.000000Z"},
      {bus::kSequence, "Place among the aggregate's facts on this topic, without a gap.",
       "0000000003"},
      {bus::kTenant, "Organisation that owns it, or empty.",
       "organisations/01950000-0000-7000-8000-000000000003"},
      {bus::kTraceparent, "W3C trace context.",
       "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}};
  return headers;
}

Json HeadersSchema() {
  Json properties = Json::object();
  Json names = Json::array();
  for (const auto& header : Headers()) {
    const std::string name(header.name);
    properties[name] = {{"type", "string"},
                        {"description", header.description},
                        {"examples", Json::array({header.example})}};
    names.push_back(name);
  }
  return {
      {"type", "object"}, {"required", std::move(names)}, {"properties", std::move(properties)}};
}

// Facts that travel, by topic.
using Topics = std::map<std::string, std::vector<const Descriptor*>>;

Topics TopicsOf(const std::vector<std::string>& contexts) {
  Topics topics;
  for (const auto& context : contexts) {
    const auto* file = DescriptorPool::generated_pool()->FindFileByName(
        "parcours/" + context + "/v1/" + context + "_events.proto");
    CHECK(file != nullptr);
    for (int i = 0; i < file->message_type_count(); ++i) {
      const auto topic = journal::TopicOf(*file->message_type(i));
      if (!topic.empty()) topics[topic].push_back(file->message_type(i));
    }
  }
  return topics;
}

Json MessageOf(const Descriptor& fact, const Comments& comments) {
  const Json key{{"type", "string"}, {"description", "The person's id, else the aggregate's."}};
  return {{"name", fact.full_name()},
          {"title", fact.name()},
          {"summary", comments.Of(fact)},
          {"contentType", "application/protobuf"},
          {"headers", {{"$ref", "#/components/schemas/Headers"}}},
          {"payload", Schemas::RefTo(fact)},
          {"bindings", {{"kafka", {{"key", key}, {"bindingVersion", kKafkaBinding}}}}},
          {"x-parcours-aggregate", fact.options().GetExtension(options::v1::fact).aggregate()}};
}

Json ChannelOf(const std::string& topic, const std::vector<const Descriptor*>& facts) {
  const bool restricted = topic.ends_with(kRestricted);
  Json messages = Json::object();
  for (const auto* fact : facts)
    messages[fact->name()] = {{"$ref", "#/components/messages/" + Schemas::NameOf(*fact)}};
  return {{"address", topic},
          {"description", restricted ? "Facts that support, follow-up and pilotage alone may read."
                                     : "Facts that every service may read."},
          {"messages", std::move(messages)},
          {"bindings",
           {{"kafka",
             {{"topic", topic},
              {"partitions", bus::TopicsPlan{}.partitions},
              {"topicConfiguration",
               {{"cleanup.policy", Json::array({"delete"})}, {"retention.ms", -1}}},
              {"bindingVersion", kKafkaBinding}}}}},
          {"x-parcours-visibility", restricted ? "RESTRICTED" : "PUBLIC"}};
}

// "parcours.followup.restricted.v1" → "followup.restricted"
std::string ChannelNameOf(const std::string& topic) {
  const auto first = topic.find('.') + 1;
  return topic.substr(first, topic.rfind('.') - first);
}

}  // namespace

Json AsyncApiDocument(const Comments& comments) {
  Schemas schemas(comments, Schemas::Form::kOnTopics);
  Json channels = Json::object();
  Json operations = Json::object();
  Json messages = Json::object();
  for (const auto& [topic, facts] : TopicsOf(comments.contexts())) {
    const auto name = ChannelNameOf(topic);
    channels[name] = ChannelOf(topic, facts);
    operations[name + ".record"] = {{"action", "send"},
                                    {"channel", {{"$ref", "#/channels/" + name}}}};
    for (const auto* fact : facts) {
      schemas.Answer(*fact);
      messages[Schemas::NameOf(*fact)] = MessageOf(*fact, comments);
    }
  }
  auto known = schemas.All();
  known["Headers"] = HeadersSchema();
  return {{"asyncapi", "3.1.0"},
          {"info",
           {{"title", "Parcours"},
            {"version", "1"},
            {"description",
             "Facts of the platform on Apache Kafka: CloudEvents 1.0 in binary mode, values in "
             "Protocol Buffers. Facts of one person and context stay in order; ce_sequence tells a "
             "fact that came before. Sensitive fields do not travel."}}},
          {"defaultContentType", "application/protobuf"},
          {"channels", std::move(channels)},
          {"operations", std::move(operations)},
          {"components", {{"schemas", std::move(known)}, {"messages", std::move(messages)}}}};
}

}  // namespace parcours::gateway
