#include "services/platform/execution/methods.h"

#include <gtest/gtest.h>

#include "services/platform/execution/refusals.h"
#include "services/platform/tests/security/inline_schema.h"

namespace parcours::execution {
namespace {

class Methods : public ::testing::Test {
 protected:
  const testing::InlineSchema schema{R"(
    message Ask {} message Change {} message Import {} message Foreign {} message Answer {}
    service Records {
      rpc GetRecord(Ask) returns (Answer) { option idempotency_level = NO_SIDE_EFFECTS; }
      rpc ChangeRecord(Change) returns (Answer) {}
    }
    service Imports { rpc ImportRecords(Import) returns (Answer) { option (parcours.options.v1.batch) = true; } }
    service Twice { rpc Again(Ask) returns (Answer) {} }
  )"};
  const MethodTable table{{&schema.Service("Records"), &schema.Service("Imports")}};
};

TEST_F(Methods, AreFoundByTheirRequest) {
  EXPECT_EQ(table.Of(schema.Type("Change")).descriptor, &schema.Method("Records", "ChangeRecord"));
  EXPECT_EQ(table.Of(schema.Type("Import")).descriptor, &schema.Method("Imports", "ImportRecords"));
  EXPECT_EQ(table.all().size(), 3U);
}

TEST_F(Methods, MutateUnlessTheySayThatTheyDoNot) {
  EXPECT_FALSE(table.Of(schema.Type("Ask")).mutates);
  EXPECT_TRUE(table.Of(schema.Type("Change")).mutates);
}

TEST_F(Methods, AreBatchesWhereTheOptionSaysSo) {
  EXPECT_TRUE(table.Of(schema.Type("Import")).batch);
  EXPECT_FALSE(table.Of(schema.Type("Change")).batch);
}

TEST_F(Methods, OneRequestBelongsToOneMethod) {
  EXPECT_DEATH(MethodTable({&schema.Service("Records"), &schema.Service("Twice")}), "CHECK failed");
  EXPECT_DEATH(static_cast<void>(table.Of(schema.Type("Foreign"))), "CHECK failed");
}

struct Expected {
  Error error;
  Code code;
  std::string reason;
};

TEST(PlatformRefusals, HaveCodeReasonAndASentenceInBothLanguages) {
  for (const auto& [error, code, reason] :
       {Expected{NotFound("missions/1"), Code::kNotFound, "RESOURCE_NOT_FOUND"},
        Expected{EtagMismatch("missions/1"), Code::kAborted, "ETAG_MISMATCH"},
        Expected{DeadlineRequired(), Code::kInvalidArgument, "DEADLINE_REQUIRED"},
        Expected{DeadlinePassed(), Code::kDeadlineExceeded, "DEADLINE_PASSED"},
        Expected{RequestIdReused("r"), Code::kInvalidArgument, "REQUEST_ID_REUSED"},
        Expected{ChainTooLong("f"), Code::kFailedPrecondition, "CAUSE_CHAIN_TOO_LONG"},
        Expected{Draining(), Code::kUnavailable, "SERVICE_DRAINING"},
        Expected{Internal("t"), Code::kInternal, "INTERNAL_FAULT"}}) {
    EXPECT_EQ(error.code, code) << reason;
    EXPECT_EQ(error.reason, reason);
    EXPECT_FALSE(error.french.empty()) << reason;
    EXPECT_FALSE(error.english.empty()) << reason;
  }
  EXPECT_TRUE(Draining().retry_after.has_value());
}

}  // namespace
}  // namespace parcours::execution
