#include "services/platform/testing/platform.h"

#include <algorithm>

#include "services/platform/bus/cloud_event.h"
#include "services/platform/bus/inbox_status.h"
#include "services/platform/bus/inbox_tables.h"
#include "services/platform/core/check.h"
#include "services/platform/host/dated_view.h"

namespace parcours::testing {
namespace {

constexpr std::size_t kMostAtOnce = 64;
// Time stands still: a fact may wait for as many others as the story has.
constexpr int kMostAttempts = 1'000;

}  // namespace

struct Platform::Member {
  Member(execution::ServiceDefinition definition, BenchWorld& world, ScriptedBus& bus)
      : bench(std::move(definition), world),
        inbox(bench.core().writing(), bench.name(), bench.core().definition().reactions,
              {.overtaking = bench.core().definition().OvertakingFacts(),
               .max_not_yet_attempts = kMostAttempts}) {
    bench.core().OnFacts([&bus](const std::vector<journal::Row>& rows) {
      for (const auto& row : rows) {
        if (!row.topic.empty()) bus.Publish(bus::ToRecord(row));
      }
    });
    auto made = bus.MakeConsumer({.group = bench.name(),
                                  .instance = {},
                                  .topics = bench.core().definition().SubscribedTopics(),
                                  .resume = {}});
    CHECK(made.has_value());
    consumer = *std::move(made);
  }

  ServiceBench bench;
  bus::Inbox inbox;
  std::unique_ptr<bus::Consumer> consumer;
  bool waits =
      false;  // facts were put to wait since the last retry, or something was applied since
};

Platform::Platform(std::vector<execution::ServiceDefinition> definitions, Options options)
    : world_(options.start, options.seed), bus_(world_.random, options.script) {
  for (auto& definition : definitions) {
    members_.push_back(std::make_unique<Member>(std::move(definition), world_, bus_));
  }
}

Platform::~Platform() = default;

ServiceBench& Platform::Bench(std::string_view service) {
  for (const auto& member : members_) {
    if (member->bench.name() == service) return member->bench;
  }
  std::fprintf(stderr, "no service %s\n", std::string(service).c_str());
  std::abort();
}

std::vector<std::string> Platform::services() const {
  std::vector<std::string> names;
  for (const auto& member : members_) names.push_back(member->bench.name());
  return names;
}

std::vector<Platform::Member*> Platform::Shuffled() {
  std::vector<Member*> order;
  for (const auto& member : members_) order.push_back(member.get());
  for (std::size_t i = order.size(); i > 1; --i)
    std::swap(order[i - 1], order[world_.random.Below(i)]);
  return order;
}

bool Platform::DeliverTo(Member& member) {
  const auto records = member.consumer->Poll(std::chrono::milliseconds(0), kMostAtOnce);
  CHECK(records.has_value());
  if (records->empty()) return false;
  bus::InboxOutcome outcome;
  member.bench.Write([&](store::Connection& db) {
    outcome = member.inbox.Apply(db, *records);
    while (outcome.more) {
      outcome.more = false;
      outcome += member.inbox.DrainLanes(db);
    }
  });
  if (outcome.applied > 0 || outcome.not_yet > 0) member.waits = true;
  return true;
}

bool Platform::RetryWaiting(Member& member) {
  if (!std::exchange(member.waits, false)) return false;
  bus::InboxOutcome outcome;
  member.bench.Write([&](store::Connection& db) {
    if (bus::InboxTables(db).CountWaiting() > 0) outcome = member.inbox.RetryNotYet(db);
  });
  if (outcome.applied > 0) member.waits = true;
  return outcome.applied > 0;
}

void Platform::DeliverSome() {
  for (auto* member : Shuffled()) {
    if (world_.random.Chance(50)) DeliverTo(*member);
  }
}

void Platform::Settle() {
  do {
    DeliverAll();
  } while (FireTimers() > 0);
}

void Platform::DeliverAll() {
  bool moved = true;
  while (moved) {
    moved = false;
    for (auto* member : Shuffled()) moved = DeliverTo(*member) || moved;
    if (moved) continue;
    for (auto* member : Shuffled()) moved = RetryWaiting(*member) || moved;
  }
}

int Platform::FireTimers() {
  int fired = 0;
  for (auto* member : Shuffled()) fired += member->bench.FireTimers();
  return fired;
}

void Platform::AdvanceTo(CivilDate day) {
  CHECK(day >= today());
  Settle();
  while (true) {
    std::optional<CivilDate> stop;
    for (const auto& member : members_) {
      const auto next = member->bench.NextTimer();
      if (next && *next <= day) stop = std::min(stop.value_or(*next), *next);
    }
    if (!stop) break;
    if (*stop <= today()) break;  // refused when it was due: the bench has said so
    world_.clock.Set(*stop);
    Settle();
  }
  world_.clock.Set(day);
}

std::string Platform::DatedView(CivilDate day) {
  std::vector<std::string> lines;
  for (const auto& member : members_) {
    member->bench.Write([&](store::Connection& db) {
      for (auto& line : host::DatedView(member->bench.core().journal(), db, day))
        lines.push_back(std::move(line));
    });
  }
  std::string text;
  for (const auto& line : host::WithoutIds(lines)) text.append(line).append("\n");
  return text;
}

std::vector<std::string> Platform::Problems() {
  std::vector<std::string> problems;
  for (const auto& member : members_) {
    member->bench.Write([&](store::Connection& db) {
      for (const auto& letter : bus::InboxTables(db).Letters(
               {.ids = {}, .type = {}, .key = {}, .reason = {}}, bus::InboxTables::Order::kAge)) {
        problems.push_back(member->bench.name() + " parked " + letter.type + ": " + letter.reason +
                           " (" + letter.detail + ")");
      }
      const auto status = bus::ReadInboxStatus(db, world_.clock.Now());
      if (status.waiting > 0) {
        problems.push_back(member->bench.name() + " holds " + std::to_string(status.waiting) +
                           " facts back");
      }
    });
  }
  return problems;
}

void Platform::ReplayTopics() {
  for (const auto& member : members_) member->consumer->SeekToBeginning({});
  Settle();
}

}  // namespace parcours::testing
