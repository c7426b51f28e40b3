#include "services/gateway/asyncapi.h"

#include <gtest/gtest.h>

#include "parcours/followup/v1/followup_events.pb.h"
#include "parcours/options/v1/options.pb.h"
#include "parcours/support/v1/support_events.pb.h"

namespace parcours::gateway {
namespace {

Json Topics() { return AsyncApiDocument(Comments()); }

TEST(AsyncApi, EachTopicIsAChannelAndTheRestrictedOnesAreMarked) {
  const auto channels = Topics()["channels"];
  const auto& open = channels["followup"];
  EXPECT_EQ(open["address"], "parcours.followup.v1");
  EXPECT_EQ(open["x-parcours-visibility"], "PUBLIC");
  EXPECT_EQ(open["bindings"]["kafka"]["partitions"], 12);
  EXPECT_TRUE(open["messages"].contains("AlertRaised"));
  const auto& restricted = channels["support.restricted"];
  EXPECT_EQ(restricted["x-parcours-visibility"], "RESTRICTED");
  EXPECT_TRUE(restricted["messages"].contains("BarrierConfirmed"));
}

// Every fact that travels is told once, and those that stay at home are not.
TEST(AsyncApi, WhatTravelsIsAMessageAndNothingElseIs) {
  const auto messages = Topics()["components"]["messages"];
  std::size_t travelling = 0;
  for (const auto* file : {followup::v1::AlertRaised::descriptor()->file(),
                           support::v1::BarrierConfirmed::descriptor()->file()}) {
    for (int i = 0; i < file->message_type_count(); ++i) {
      const auto& fact = *file->message_type(i);
      const auto visibility = fact.options().GetExtension(options::v1::fact).visibility();
      const bool travels =
          visibility == options::v1::PUBLIC || visibility == options::v1::RESTRICTED;
      EXPECT_EQ(messages.contains(Schemas::NameOf(fact)), travels) << fact.full_name();
      travelling += travels ? 1 : 0;
    }
  }
  EXPECT_GT(travelling, 20U);
}

TEST(AsyncApi, NoSensitiveFieldTravels) {
  const auto schemas = Topics()["components"]["schemas"];
  for (const auto& [name, schema] : schemas.items()) {
    const auto properties = schema.value("properties", Json::object());
    for (const auto& [field, value] : properties.items())
      EXPECT_FALSE(value.contains("x-parcours-sensitive")) << name << "." << field;
  }
  EXPECT_EQ(schemas["Headers"]["required"].size(), 10U);
}

TEST(AsyncApi, EveryReferenceLeadsSomewhere) {
  const auto document = Topics();
  const auto flat = document.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    if (!pointer.ends_with("/$ref")) continue;
    const auto target = value.get<std::string>();
    EXPECT_TRUE(document.contains(Json::json_pointer(target.substr(1)))) << pointer << target;
  }
}

}  // namespace
}  // namespace parcours::gateway
