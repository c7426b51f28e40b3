#include "services/platform/observe/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "services/platform/execution/projection.h"
#include "services/platform/schedule/timers.h"
#include "services/platform/store/connection.h"
#include "services/platform/testing/fakes.h"
#include "services/platform/tests/security/inline_schema.h"

namespace parcours::observe {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kMission = "missions/0195718c-5b00-7000-8000-000000000001";

// What must never be read in a log, in the places where a careless caller could put it.
const std::vector<std::string> kSecrets{"Vasseur", "VASSEUR", "v.vasseur@example.org",
                                        "06 39 98 00 01"};

class LogLine : public ::testing::Test {
 protected:
  json Line() {
    std::string line = stream.str();
    stream.str("");
    EXPECT_TRUE(line.ends_with('\n')) << line;
    return json::parse(line);
  }
  json ErrorOf(const Error& error, const google::protobuf::Descriptor* about = nullptr) {
    log->Info("refused", {Field::Refusal(error, about)});
    return Line().at("error");
  }

  std::ostringstream stream;
  testing::FakeClock clock{CivilDate(2025, 3, 6)};
  const std::unique_ptr<Log> log = Log::ToStream(stream, {.service = "followup"}, clock);
  const testing::InlineSchema schema{R"(
    message Barrier { int32 severity = 1; string note = 2 [(parcours.options.v1.sensitive) = true]; }
    message Request { string name = 1; repeated Barrier barriers = 2; string last_name = 3 [(parcours.options.v1.sensitive) = true]; }
    message Answer {}
    service Interviews { rpc Record(Request) returns (Answer) {} }
  )"};
};

TEST_F(LogLine, IsOneJsonObjectWithTheTimeOfTheGivenClock) {
  clock.Tick(std::chrono::microseconds{1'234'567});
  log->Info("relay_started", {Field::Count("position", 42), Field::Flag("embedded", true),
                              Field::Day("day", CivilDate(2024, 2, 29)),
                              Field::Seconds("took", std::chrono::microseconds{1'500}),
                              Field::State("state", "running")});
  EXPECT_EQ(
      Line().dump(),
      json::parse(
          R"({"time":"2025-03-06T12:00:01.234567Z","level":"info","service":"followup","event":"relay_started",
                            "position":42,"embedded":true,"day":"2024-02-29","took":0.0015,"state":"running"})")
          .dump());
}

TEST_F(LogLine, BelowTheLevelIsNotWritten) {
  log->Debug("detail", {});
  EXPECT_EQ(stream.str(), "");
  log->Fail("broken", {});
  EXPECT_EQ(Line().at("level"), "error");
  log->Warn("odd", {});
  EXPECT_EQ(Line().at("level"), "warning");
}

TEST_F(LogLine, ShowsIdsTopicsAndTypesOfThePlatform) {
  const std::string fact = std::string(kMission) + "/3";
  log->Info("applied", {Field::Resource("aggregate", kMission), Field::Fact("fact", fact),
                        Field::Topic("parcours.recruitment.restricted.v1"),
                        Field::Type("parcours.recruitment.v1.MissionValidated"),
                        Field::Endpoint("127.0.0.1:9092"),
                        Field::Trace("00-12345678901234567890123456789012-1234567890123456-01")});
  const json line = Line();
  EXPECT_EQ(line.at("aggregate"), kMission);
  EXPECT_EQ(line.at("fact"), fact);
  EXPECT_EQ(line.at("topic"), "parcours.recruitment.restricted.v1");
  EXPECT_EQ(line.at("type"), "parcours.recruitment.v1.MissionValidated");
  EXPECT_EQ(line.at("endpoint"), "127.0.0.1:9092");
  EXPECT_EQ(line.at("trace_id"), "12345678901234567890123456789012");
}

TEST_F(LogLine, ShowsDescriptorsRowsAndFiles) {
  log->Info(
      "shown",
      {Field::Method(schema.Method("Interviews", "Record")), Field::Type(schema.Type("Barrier")),
       Field::Timer({.kind = "mission_validation_due", .aggregate = "missions/Vasseur", .due = {}}),
       Field::Projection(
           {.name = "pathways", .version = 1, .schema = {}, .tables = {}, .rows = {}}),
       Field::File("data", "/var/lib/parcours")});
  const json line = Line();
  EXPECT_EQ(line.at("method"), "test.Interviews.Record");
  EXPECT_EQ(line.at("type"), "test.Barrier");
  EXPECT_EQ(line.at("timer"), "mission_validation_due");
  EXPECT_EQ(line.at("projection"), "pathways");
  EXPECT_EQ(line.at("data"), "/var/lib/parcours");
}

TEST_F(LogLine, HidesEveryTextWithoutTheShapeItsFieldDemands) {
  for (const std::string& secret : kSecrets) {
    for (const std::string& text :
         {secret, "persons/" + secret, secret + "/0195718c-5b00-7000-8000-000000000001",
          "persons/" + secret + "/1", secret + ":9092\n", "parcours." + secret + " "}) {
      log->Info("careless", {Field::Resource("a", text), Field::Fact("b", text), Field::Topic(text),
                             Field::Type(text), Field::Trace(text)});
      if (!text.starts_with("parcours.")) log->Info("careless", {Field::Endpoint(secret)});
    }
    EXPECT_THAT(stream.str(), Not(HasSubstr(secret)));
  }
}

TEST_F(LogLine, OfAnErrorShowsCodeAndReasonButNeverASentence) {
  for (const std::string& secret : kSecrets) {
    Error error{.code = Code::kNotFound,
                .reason = "RESOURCE_NOT_FOUND",
                .field = "persons/" + secret,
                .french = secret,
                .english = secret};
    const json shown = ErrorOf(error, &schema.Type("Request"));
    EXPECT_EQ(shown.at("code"), "NOT_FOUND");
    EXPECT_EQ(shown.at("reason"), "RESOURCE_NOT_FOUND");
    EXPECT_EQ(shown.at("field"), kHidden);
    error.field = secret;
    EXPECT_EQ(ErrorOf(error, &schema.Type("Request")).at("field"), kHidden);
    EXPECT_EQ(ErrorOf(error).at("field"), kHidden);
  }
}

TEST_F(LogLine, OfAnErrorShowsAPathIntoTheRequest) {
  const auto shown = [this](const std::string& field) {
    return ErrorOf({.code = Code::kInvalidArgument,
                    .reason = "FIELD_REQUIRED",
                    .field = field,
                    .french = {},
                    .english = {}},
                   &schema.Type("Request"))
        .at("field");
  };
  EXPECT_EQ(shown("barriers[1].severity"), "barriers[1].severity");
  EXPECT_EQ(shown("name"), "name");
  EXPECT_EQ(shown(std::string(kMission)), kMission);
  EXPECT_EQ(shown("barriers[Vasseur].severity"), kHidden);
  EXPECT_EQ(shown("barriers[1].vasseur"), kHidden);
  EXPECT_EQ(shown("name.vasseur"), kHidden);
}

TEST_F(LogLine, OfAnExceptionStopsWhereALibraryQuotesItsInput) {
  for (const std::string what :
       {"UNIQUE constraint failed: p_person.key while executing \"INSERT …\" with "
        ":name=\"Vasseur\"",
        "parse error at line 1, column 2: syntax error; last read: Vasseur", "no field 'Vasseur'",
        "bad value with :name=Vasseur", "mot « Vasseur » inconnu"}) {
    log->Fail("faulted", {Field::Fault(std::runtime_error(what))});
  }
  EXPECT_THAT(stream.str(), Not(HasSubstr("Vasseur")));
  EXPECT_THAT(stream.str(), HasSubstr("UNIQUE constraint failed: p_person.key"));
}

TEST_F(LogLine, OfAMessageHasNoSensitiveField) {
  const auto request = schema.Make(
      "Request", "name: 'x' last_name: 'Vasseur' barriers { severity: 3 note: 'Vasseur' }");
  log->Info("dead_letter", {Field::Redacted("fact", *request)});
  EXPECT_THAT(stream.str(), Not(HasSubstr("Vasseur")));
  EXPECT_EQ(Line().at("fact"), json::parse(R"({"name":"x","barriers":[{"severity":3}]})"));
}

TEST_F(LogLine, OfAHugeMessageSaysItsSizeAlone) {
  const auto request = schema.Make("Request", "name: '" + std::string(20'000, 'x') + "'");
  log->Info("dead_letter", {Field::Redacted("fact", *request)});
  EXPECT_GT(Line().at("fact").at("omitted_bytes"), 20'000);
}

class LogFile : public ::testing::Test {
 protected:
  LogFile() {
    std::string pattern = (std::filesystem::temp_directory_path() / "parcours-log-XXXXXX").string();
    directory = ::mkdtemp(pattern.data());
  }
  ~LogFile() override { std::filesystem::remove_all(directory); }

  std::filesystem::path directory;
  testing::FakeClock clock{CivilDate(2025, 3, 6)};
};

TEST_F(LogFile, IsWrittenAtOnce) {
  const auto log = Log::Open({.service = "support", .file = directory / "support.log"}, clock);
  ASSERT_TRUE(log.has_value());
  (*log)->Info("ready", {});
  std::ifstream file(directory / "support.log");
  std::string line;
  ASSERT_TRUE(std::getline(file, line));
  EXPECT_EQ(json::parse(line).at("event"), "ready");
}

TEST_F(LogFile, NeverGrowsPastItsLimits) {
  const auto log = Log::Open({.service = "support",
                              .file = directory / "support.log",
                              .max_file_bytes = 2'000,
                              .kept_files = 2},
                             clock);
  for (int i = 0; i < 500; ++i) (*log)->Info("filling", {Field::Count("line", i)});
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    ++files;
    EXPECT_LE(entry.file_size(), 2'000U);
  }
  EXPECT_EQ(files, 3U);
}

TEST_F(LogFile, ThatCannotBeWrittenIsRefused) {
  std::ofstream(directory / "taken").close();
  const auto refused =
      Log::Open({.service = "support", .file = directory / "taken" / "support.log"}, clock);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "LOG_FILE_UNWRITABLE");
}

}  // namespace
}  // namespace parcours::observe
