#include "tests/chaos/run.h"

#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <ostream>
#include <set>
#include <thread>

#include "services/cli/all_services.h"
#include "services/cli/settling.h"
#include "services/cli/story/launched_platform.h"
#include "services/cli/topics_plan.h"
#include "services/platform/bus/cloud_event.h"
#include "tests/chaos/check.h"
#include "tests/chaos/ledger.h"
#include "tests/chaos/topic_dump.h"

namespace parcours::chaos {
namespace {

namespace fs = std::filesystem;
using cli::LaunchedPlatform;

constexpr CivilDate kFirstDay(2025, 3, 6);
constexpr int kDaysAfter = 40;  // every timer that the journeys set is due by then
constexpr std::chrono::seconds kWarmUp{2};
constexpr std::chrono::seconds kSettledWithin{180};
constexpr std::chrono::seconds kDumpedWithin{300};

Error Unsettled(const std::string& what) {
  return {.code = Code::kDeadlineExceeded,
          .reason = "NOT_CLEAN",
          .field = {},
          .french = "Tout n'est pas appliqué : " + what,
          .english = "Not everything was applied: " + what};
}

// What is started from here on has a disk that is full while the sign stands.
void GiveTheDiskASign(const RunOptions& options, const fs::path& sign) {
  ::setenv("PARCOURS_FULL_DISK", sign.c_str(), 1);
  ::setenv("LD_PRELOAD", (options.programs / "libfull_disk.so").c_str(), 1);
}

Result<std::unique_ptr<LaunchedPlatform>> Launch(const RunOptions& options,
                                                 const std::string& brokers,
                                                 std::vector<std::string> arguments) {
  return LaunchedPlatform::Start({.programs = options.programs,
                                  .data = Evidence(options.folder).Rebuilt(),
                                  .brokers = brokers,
                                  .start = kFirstDay,
                                  .partners = options.sample / "partners.json",
                                  .arguments = std::move(arguments)});
}

// Delivery and membership end sooner than usual, so that a fault can outlast them.
std::vector<std::string> KafkaArguments() {
  std::vector<std::string> arguments{"--log-level", "warning"};
  for (const char* setting :
       {"message.timeout.ms=15000", "session.timeout.ms=6000", "heartbeat.interval.ms=1000",
        "reconnect.backoff.ms=20", "reconnect.backoff.max.ms=500"}) {
    arguments.insert(arguments.end(), {"--kafka-setting", setting});
  }
  return arguments;
}

Result<std::map<std::string, std::string>> Tokens(const LaunchedPlatform& platform) {
  std::map<std::string, std::string> tokens;
  for (const auto& [actor, agent] : Cast()) {
    auto who = cli::TokenDesk::Operator();
    if (*agent != '\0') {
      TRY(who, platform.desk().Agent(agent));
    }
    TRY(tokens[actor], platform.desk().For(who));
  }
  return tokens;
}

Result<void> RegisterNetwork(LaunchedPlatform& platform, const RunOptions& options) {
  TRY(const auto token, platform.desk().For(cli::TokenDesk::Operator()));
  TRY(platform.Import(cli::ImportKind::kPartners, options.sample / "partners.json", token, {}));
  return platform.Settle(kSettledWithin);
}

// Everything has arrived, the timers of the weeks that follow included, and every chain holds.
Result<void> ComeToRest(LaunchedPlatform& platform) {
  TRY(platform.Settle(kSettledWithin));
  TRY(platform.AdvanceTo(kFirstDay.AddDays(kDaysAfter)));
  TRY(platform.VerifyAudit());
  TRY(const auto statuses, platform.client().Statuses());
  const auto wrong = cli::WhatIsWrong(statuses, Language::kEnglish);
  if (!wrong.empty()) return Refuse(Unsettled(wrong));
  return {};
}

void KeepAside(const Evidence& evidence) {
  fs::create_directories(evidence.Live());
  for (const auto& file : fs::directory_iterator(evidence.Rebuilt())) {
    const std::string name = file.path().filename().string();
    if (name.find(".db") != std::string::npos)
      fs::copy_file(file.path(), evidence.Live() / name, fs::copy_options::overwrite_existing);
  }
}

Result<void> RebuildAll(LaunchedPlatform& platform) {
  TRY(const auto token, platform.desk().For(cli::TokenDesk::Operator()));
  for (const auto& [service, address] : platform.endpoints()) {
    TRY(const auto listed,
        platform.Call(service, "ListProjections", nlohmann::json::object(), token));
    for (const auto& projection : listed.at("projections")) {
      TRY(platform.Call(service, "RebuildProjection", {{"name", projection.at("name")}}, token));
    }
  }
  return {};
}

Result<void> DumpTopics(const Evidence& evidence, const std::string& brokers) {
  fs::create_directories(evidence.Topics());
  std::set<std::string> topics;
  const auto plan = cli::PlanTopics(1);
  for (const auto& access : plan.services) {
    topics.insert(access.writes.begin(), access.writes.end());
  }
  for (const auto& topic : topics) {
    TRY(auto kcat, cli::Process::Start("/usr/bin/env",
                                       {"kcat", "-q", "-b", brokers, "-t", topic, "-C", "-e", "-o",
                                        "beginning", "-f", kDumpFormat},
                                       DumpOf(evidence.Topics(), topic)));
    if (!kcat.WaitForEnd(kDumpedWithin)) return Refuse(Unsettled(topic + " cannot be read"));
  }
  return {};
}

// The embedded bus has no topics of its own: a record of each travelling row, at its position.
Result<void> DumpJournals(const Evidence& evidence) {
  fs::create_directories(evidence.Topics());
  for (const auto& service : cli::AllServices()) {
    TRY(const auto db, OpenDatabase(evidence.Live(), service.name));
    for (const auto& entry : ReadLedger(*db, service.name).entries) {
      if (entry.topic.empty()) continue;
      const DumpedRecord record{.partition = 0,
                                .offset = entry.position,
                                .key = entry.aggregate,
                                .headers = fmt::format("ce_id={},ce_type={},ce_sequence={:010}",
                                                       entry.Id(), entry.type, entry.topic_version),
                                .value = entry.payload};
      std::ofstream(DumpOf(evidence.Topics(), entry.topic), std::ios::binary | std::ios::app)
          << ToDump(record);
    }
  }
  return {};
}

// Brings the platform to rest, keeps its files aside and builds every projection anew beside them.
Result<void> KeepAndRebuild(std::unique_ptr<LaunchedPlatform> platform, const Evidence& evidence,
                            const RunOptions& options, const std::string& brokers,
                            std::vector<std::string> arguments) {
  TRY(ComeToRest(*platform));
  platform.reset();
  KeepAside(evidence);
  TRY(platform, Launch(options, brokers, std::move(arguments)));
  return RebuildAll(*platform);
}

}  // namespace

Result<void> RunChaos(const RunOptions& options, std::ostream& out) {
  const Evidence evidence(options.folder);
  fs::remove_all(options.folder);
  fs::create_directories(evidence.Rebuilt());
  TRY(const auto broker, Broker::Start(options.folder / "broker"));
  TRY(bus::ApplyTopics({.brokers = broker->address(), .client_id = "parcours"},
                       cli::PlanTopics(1)));
  const auto sign = evidence.Rebuilt() / "full";
  GiveTheDiskASign(options, sign);
  TRY(auto platform, Launch(options, broker->address(), KafkaArguments()));
  TRY(RegisterNetwork(*platform, options));
  TRY(const auto tokens, Tokens(*platform));
  Caller caller(tokens);
  caller.Reach(platform->endpoints());
  AnswerBook answers(evidence.Answers());
  Load load(caller, answers, options.load);
  load.Start();
  std::this_thread::sleep_for(kWarmUp);
  Faults faults({.platform = *platform,
                 .broker = *broker,
                 .full_disk = sign,
                 .moved = [&] { caller.Reach(platform->endpoints()); },
                 .say = [&out](const std::string& line) { out << line << std::endl; }},
                options.faults);
  TRY(faults.Run());
  load.Stop();
  out << fmt::format("{} faults, {} kills; {} commands answered OK, {} refused, {} attempts\n",
                     faults.faults(), faults.kills(), load.accepted(), load.refused(),
                     load.attempts())
      << std::flush;
  TRY(KeepAndRebuild(std::move(platform), evidence, options, broker->address(), KafkaArguments()));
  return DumpTopics(evidence, broker->address());
}

Result<void> RunCalmly(const RunOptions& options, std::int64_t answers) {
  const Evidence evidence(options.folder);
  fs::create_directories(evidence.Rebuilt());
  TRY(auto platform, Launch(options, {}, {}));
  TRY(RegisterNetwork(*platform, options));
  TRY(const auto tokens, Tokens(*platform));
  Caller caller(tokens);
  caller.Reach(platform->endpoints());
  {
    AnswerBook book(evidence.Answers());
    Load load(caller, book, options.load);
    load.Start();
    load.AwaitAccepted(answers);
  }
  TRY(KeepAndRebuild(std::move(platform), evidence, options, {}, {}));
  return DumpJournals(evidence);
}

}  // namespace parcours::chaos
