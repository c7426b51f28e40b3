#include "services/cli/endpoints.h"

#include <gtest/gtest.h>

#include "services/cli/tests/temporary_file.h"

namespace parcours::cli {
namespace {

TEST(Endpoints, WhatIsWrittenIsRead) {
  const TemporaryFile file("");
  const Endpoints endpoints{{"followup", "127.0.0.1:1"}, {"support", "127.0.0.1:2"}};
  ASSERT_TRUE(WriteEndpoints(file.path(), endpoints));
  const auto read = ReadEndpoints(file.path());
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, endpoints);
  EXPECT_EQ(AddressOf(*read, "support").value(), "127.0.0.1:2");
  EXPECT_EQ(AddressOf(*read, "nope").error().reason, "SERVICE_UNKNOWN");
}

TEST(Endpoints, BadFilesAreRefused) {
  const auto reason = [](const std::string& content) {
    const TemporaryFile file(content);
    return ReadEndpoints(file.path()).error().reason;
  };
  EXPECT_EQ(reason(""), "ENDPOINTS_MALFORMED");
  EXPECT_EQ(reason("[]"), "ENDPOINTS_MALFORMED");
  EXPECT_EQ(reason("{}"), "ENDPOINTS_MALFORMED");
  EXPECT_EQ(reason("{\"followup\": 3}"), "ENDPOINTS_MALFORMED");
  EXPECT_EQ(ReadEndpoints("/nowhere").error().reason, "ENDPOINTS_UNREADABLE");
  EXPECT_EQ(WriteEndpoints("/nowhere/endpoints.json", {}).error().reason, "FILE_NOT_WRITTEN");
}

}  // namespace
}  // namespace parcours::cli
