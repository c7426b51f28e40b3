#include "services/platform/observe/trace.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "services/platform/testing/fakes.h"

namespace parcours::observe {
namespace {

using nlohmann::json;

constexpr std::string_view kParent = "00-12345678901234567890123456789012-1234567890123456-01";

std::filesystem::path Vectors() {
  const char* shared = std::getenv("PARCOURS_SHARED");
  const std::filesystem::path data =
      shared != nullptr ? std::filesystem::path(shared)
                        : std::filesystem::path(PARCOURS_SOURCE_DIR) / "../shared/data";
  return data / "standards/trace-context/vectors.json";
}

std::vector<std::string> Members(const std::string& state) {
  std::vector<std::string> members;
  std::istringstream stream(state);
  for (std::string member; std::getline(stream, member, ',');) members.push_back(member);
  return members;
}

std::optional<std::string> ValueOf(const std::string& state, const std::string& key) {
  for (const auto& member : Members(state)) {
    if (member.starts_with(key + "=")) return member.substr(key.size() + 1);
  }
  return std::nullopt;
}

std::string FieldOf(const TraceContext& trace, const std::string& field) {
  if (field == "trace_id") return trace.trace_id;
  if (field == "parent_id") return trace.span_id;
  const std::string key = field.substr(11, field.size() - 12);  // tracestate[key]
  return ValueOf(trace.state, key).value_or("absent");
}

std::string Text(const json& expected, const char* name) {
  return expected.at(name).get<std::string>();
}

// One expectation of the official suite; false for a check that this test does not know.
bool Holds(const json& expected, const TraceContext& trace) {
  const std::string check = expected.at("check");
  if (check == "valid_traceparent") return ParseTraceparent(trace.Traceparent()).has_value();
  if (check == "equal") return FieldOf(trace, expected.at("field")) == Text(expected, "value");
  if (check == "not_equal") return FieldOf(trace, expected.at("field")) != Text(expected, "value");
  if (check == "tracestate_discarded") return trace.state.empty();
  if (check == "tracestate_has_key") return ValueOf(trace.state, expected.at("key")).has_value();
  if (check == "tracestate_lacks_key") return !ValueOf(trace.state, expected.at("key")).has_value();
  if (check == "no_empty_tracestate")
    return !trace.state.starts_with(',') && !trace.state.ends_with(',');
  if (check == "tracestate_order") {
    return Members(trace.state) == expected.at("value").get<std::vector<std::string>>();
  }
  if (check == "tracestate_member_count")
    return Members(trace.state).size() == expected.at("value");
  if (check == "flag_bit_set") return (trace.flags & expected.at("bit").get<int>()) != 0;
  if (check == "tracestate_contains_one_of") {
    const auto members = Members(trace.state);
    return std::any_of(members.begin(), members.end(), [&](const std::string& member) {
      const auto& values = expected.at("value");
      return std::find(values.begin(), values.end(), member) != values.end();
    });
  }
  return false;
}

TEST(TraceContext, PassesTheVectorsOfTheOfficialSuite) {
  std::ifstream file(Vectors());
  if (!file) GTEST_SKIP() << "shared data is absent: " << Vectors();
  const json vectors = json::parse(file);
  ASSERT_EQ(vectors.size(), 54U);
  testing::FixedRandom random(1);
  Tracer tracer(random);
  for (const auto& vector : vectors) {
    HeaderList headers;
    for (const auto& header : vector.at("request_headers"))
      headers.emplace_back(header[0], header[1]);
    const TraceContext trace = tracer.Continue(headers);
    for (const auto& expected : vector.at("expect")) {
      EXPECT_TRUE(Holds(expected, trace))
          << vector.at("test") << " " << vector.at("request_headers") << " wants " << expected
          << ", sent " << trace.Traceparent() << " " << trace.state;
    }
  }
}

TEST(TraceContext, IsWrittenAsItWasRead) {
  const auto trace = ParseTraceparent(kParent);
  ASSERT_TRUE(trace.has_value());
  EXPECT_EQ(trace->Traceparent(), kParent);
}

TEST(TraceContext, UpperCaseDigitsAreInvalid) {
  EXPECT_FALSE(ParseTraceparent("00-ABCDEF78901234567890123456789012-1234567890123456-01"));
}

TEST(TraceContext, UnknownFlagsAreNotPassedOn) {
  const auto trace = ParseTraceparent("00-12345678901234567890123456789012-1234567890123456-ff");
  ASSERT_TRUE(trace.has_value());
  EXPECT_TRUE(trace->Traceparent().ends_with("-03"));
}

TEST(TraceContext, TwoTraceparentsStartANewTrace) {
  testing::FixedRandom random(1);
  Tracer tracer(random);
  const auto trace = tracer.Continue(
      HeaderList{{"traceparent", std::string(kParent)}, {"traceparent", std::string(kParent)}});
  EXPECT_NE(trace.trace_id, ParseTraceparent(kParent)->trace_id);
}

TEST(TraceContext, MoreThanThirtyTwoMembersAreDiscarded) {
  std::string state = "k0=0";
  for (int i = 1; i < 33; ++i) state += ",k" + std::to_string(i) + "=0";
  const std::vector<std::string_view> values{state};
  EXPECT_EQ(CombineTracestate(values), "");
}

TEST(Tracer, StartsTracesWithIdsThatAreNeverZero) {
  class ZeroFirst final : public RandomSource {
   public:
    std::uint64_t Next() override { return next_++; }

   private:
    std::uint64_t next_ = 0;
  };
  ZeroFirst random;
  Tracer tracer(random);
  const auto trace = tracer.Start();
  EXPECT_EQ(trace.trace_id, "00000000000000010000000000000002");
  EXPECT_EQ(trace.span_id, "0000000000000003");
  EXPECT_TRUE(ParseTraceparent(trace.Traceparent()));
}

TEST(Tracer, AChildKeepsTheTraceAndTheStateUnderASpanOfItsOwn) {
  testing::FixedRandom random(1);
  Tracer tracer(random);
  const auto parent =
      tracer.Continue(HeaderList{{"traceparent", std::string(kParent)}, {"tracestate", "a=1"}});
  const auto child = tracer.Child(parent);
  EXPECT_EQ(child.trace_id, parent.trace_id);
  EXPECT_EQ(child.state, "a=1");
  EXPECT_EQ(child.flags, parent.flags);
  EXPECT_NE(child.span_id, parent.span_id);
}

}  // namespace
}  // namespace parcours::observe
