#include "tests/simulation/promise.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>

#include "parcours/followup/v1/followup_events.pb.h"
#include "services/platform/bus/cloud_event.h"
#include "services/platform/bus/inbox_tables.h"
#include "services/platform/bus/topic_names.h"

namespace parcours::simulation {
namespace {

using Failures = std::vector<std::string>;

constexpr std::int64_t kMostDisk = 64 * 1'024 * 1'024;

// ---- delivery

std::int64_t Number(store::Connection& db, std::string_view sql) {
  return std::get<0>(db.QueryOne<std::int64_t>(sql).value());
}

using Versions = std::map<std::string, std::int64_t>;

std::string ColumnOf(const std::string& topic) {
  return bus::IsRestricted(topic) ? "restricted_version" : "public_version";
}

// Aggregates and versions, added up: what differs in one row differs here.
using Sum = std::tuple<std::int64_t, std::int64_t>;

Sum SumOfHeads(store::Connection& db, const std::string& topic) {
  const auto column = ColumnOf(topic);
  return db
      .QueryOne<std::int64_t, std::int64_t>("SELECT count(*), coalesce(sum(" + column +
                                            "), 0) FROM heads WHERE " + column + " > 0")
      .value();
}

Sum SumOfApplied(store::Connection& db, const std::string& topic) {
  return db
      .QueryOne<std::int64_t, std::int64_t>(
          "SELECT count(*), coalesce(sum(topic_version), 0) FROM applied WHERE topic = :topic",
          topic)
      .value();
}

Versions HeadsOn(store::Connection& db, const std::string& topic) {
  const auto column = ColumnOf(topic);
  Versions versions;
  db.ForEach<std::string, std::int64_t>(
      "SELECT aggregate, " + column + " FROM heads WHERE " + column + " > 0",
      [&](const std::string& aggregate, std::int64_t version) { versions[aggregate] = version; });
  return versions;
}

Versions AppliedOf(store::Connection& db, const std::string& topic) {
  Versions versions;
  db.ForEach<std::string, std::int64_t>(
      "SELECT aggregate, topic_version FROM applied WHERE topic = :topic",
      [&](const std::string& aggregate, std::int64_t version) { versions[aggregate] = version; },
      topic);
  return versions;
}

// Of each topic.
using Sums = std::map<std::string, Sum>;

Sums SumsOfHeads(Region& region) {
  Sums sums;
  for (auto& machine : region.machines()) {
    for (const auto& topic : machine->definition.OwnTopics())
      sums[topic] = SumOfHeads(machine->process->reading(), topic);
  }
  return sums;
}

void CompareHeads(Machine& subscriber, Region& region, const Sums& sums, Failures& failures) {
  auto& reading = subscriber.process->reading();
  for (const auto& topic : subscriber.definition.SubscribedTopics()) {
    if (sums.at(topic) == SumOfApplied(reading, topic)) continue;
    auto& producer = region.Of(bus::ContextOfTopic(topic)).process->reading();
    const auto heads = HeadsOn(producer, topic);
    auto applied = AppliedOf(reading, topic);
    for (const auto& [aggregate, version] : heads) {
      const auto known = applied[aggregate];
      applied.erase(aggregate);
      if (known == version) continue;
      failures.push_back(subscriber.name() + " applied " + std::to_string(known) + " of " +
                         std::to_string(version) + " facts of " + aggregate + " on " + topic);
    }
    for (const auto& [aggregate, version] : applied)
      failures.push_back(subscriber.name() + " applied what nobody recorded of " + aggregate +
                         " on " + topic);
  }
}

void CheckQueues(Machine& machine, CivilDate today, Failures& failures) {
  auto& db = machine.process->reading();
  const auto say = [&](const std::string& what) { failures.push_back(machine.name() + what); };
  bus::InboxTables inbox(db);
  if (const auto waiting = inbox.CountWaiting(); waiting > 0)
    say(" holds " + std::to_string(waiting) + " facts back");
  for (const auto& letter : inbox.Letters({.ids = {}, .type = {}, .key = {}, .reason = {}},
                                          bus::InboxTables::Order::kAge)) {
    say(" parked " + letter.type + ": " + letter.reason + " (" + letter.detail + ")");
  }
  if (const auto due = schedule::Timers(db).CountDue(today); due > 0)
    say(" has " + std::to_string(due) + " timers that are due and have not fired");
  if (const auto aside = schedule::Timers(db).CountSetAside(); aside > 0)
    say(" has set " + std::to_string(aside) + " timers aside");
  const auto head = machine.process->core().journal().LastPosition(db);
  if (const auto sent = machine.process->relay().watermark; sent != head)
    say(" sent its facts up to " + std::to_string(sent) + " of " + std::to_string(head));
  if (machine.disk.used() > kMostDisk) say(" fills its disk");
}

// ---- records

template <typename Fact>
bool Is(const journal::Row& row) {
  return row.meta.type == Fact::descriptor()->full_name();
}

void CheckReferents(const std::vector<journal::Row>& rows, Failures& failures) {
  std::set<std::string> followed;
  for (const auto& row : rows) {
    if (Is<followup::v1::ReferentReleased>(row)) followed.erase(row.meta.aggregate);
    if (Is<followup::v1::ReferentAssigned>(row) && !followed.insert(row.meta.aggregate).second)
      failures.push_back(row.meta.aggregate + " has two référents on one day");
  }
}

void CheckBreaks(const std::vector<journal::Row>& rows, Failures& failures) {
  std::set<std::string> broken;
  for (const auto& row : rows) {
    if (Is<followup::v1::ContractBroken>(row) && !broken.insert(row.meta.aggregate).second)
      failures.push_back(row.meta.aggregate + " was broken twice");
  }
}

void CheckAudit(Machine& machine, Failures& failures) {
  const auto report = journal::VerifyAudit(machine.process->reading());
  if (report.broken)
    failures.push_back(machine.name() + " has a journal whose chain is broken at row " +
                       std::to_string(report.broken->position) + ": " + report.broken->what);
}

void CheckSealed(Machine& machine, const std::vector<journal::Row>& rows, Failures& failures) {
  const auto& keyring = machine.process->core().keyring();
  for (const auto& row : rows) {
    if (!row.sealed.empty() && !keyring.Open(row.meta.subject, row.meta.Id(), row.sealed))
      failures.push_back(machine.name() + " cannot open what it sealed in " + row.meta.Id());
  }
}

// The first copy of each fact comes after the first copy of the one before it.
void CheckOrder(Region& region, Failures& failures) {
  for (const auto& [name, topic] : region.bus().topics()) {
    std::map<std::string, std::int64_t> last;
    for (const auto& partition : topic.partitions) {
      for (const auto& received : partition) {
        const auto envelope = bus::ReadEnvelope(received.record);
        auto& version = last[envelope.aggregate];
        if (envelope.topic_version > version + 1)
          failures.push_back(name + " has fact " + std::to_string(envelope.topic_version) + " of " +
                             envelope.aggregate + " after fact " + std::to_string(version));
        version = std::max(version, envelope.topic_version);
      }
    }
  }
}

bool Holds(const bus::Record& record, std::string_view text) {
  if (record.value.find(text) != std::string::npos) return true;
  return std::any_of(record.headers.begin(), record.headers.end(), [text](const auto& header) {
    return header.second.find(text) != std::string::npos;
  });
}

void CheckSecrets(Region& region, Failures& failures) {
  constexpr std::array<std::string_view, 4> kPersonal{"Confidence-7f3a", "Delaframboisi",
                                                      "Cantemerle", "@example.org"};
  for (const auto& [name, topic] : region.bus().topics()) {
    for (const auto& partition : topic.partitions) {
      for (const auto& received : partition) {
        for (const auto text : kPersonal) {
          if (Holds(received.record, text))
            failures.push_back("'" + std::string(text) + "' travels on " + name);
        }
      }
    }
  }
}

// ---- comparison

using Counts = std::map<std::string, std::int64_t>;

// Which of two people's acts a shared aggregate (an employer) heard of first is nobody's promise:
// what a reaction left counts by its type and day alone.
constexpr std::string_view kCount =
    "SELECT CASE cause_source WHEN '' THEN trace ELSE '' END || ' ' || type || ' ' || effective, "
    "count(*) FROM journal WHERE position > :start GROUP BY 1";

// How many facts of each type and day each act left, and how many answers are kept.
Counts CountsOf(Region& region, Machine& machine) {
  auto& db = machine.process->reading();
  Counts counts;
  db.ForEach<std::string, std::int64_t>(
      kCount, [&](const std::string& what, std::int64_t count) { counts[what] = count; },
      region.JournalStart(machine));
  counts["answers"] = Number(db, "SELECT count(*) FROM commands");
  return counts;
}

}  // namespace

std::vector<std::string> BrokenDelivery(Region& region) {
  Failures failures;
  const auto sums = SumsOfHeads(region);
  for (auto& machine : region.machines()) {
    const auto& complaints = machine->complaints.all();
    failures.insert(failures.end(), complaints.begin(), complaints.end());
    CheckQueues(*machine, region.today(), failures);
    CompareHeads(*machine, region, sums, failures);
  }
  return failures;
}

std::vector<std::string> BrokenRecords(Region& region) {
  Failures failures;
  for (auto& machine : region.machines()) {
    const auto rows = region.RowsOf(*machine, 1);
    CheckAudit(*machine, failures);
    CheckSealed(*machine, rows, failures);
    CheckReferents(rows, failures);
    CheckBreaks(rows, failures);
  }
  CheckOrder(region, failures);
  CheckSecrets(region, failures);
  return failures;
}

std::vector<std::string> Differences(Region& region, Region& mirror) {
  Failures failures;
  for (auto& machine : region.machines()) {
    const auto here = CountsOf(region, *machine);
    auto there = CountsOf(mirror, mirror.Of(machine->name()));
    for (const auto& [what, count] : here) {
      const auto expected = there[what];
      there.erase(what);
      if (count != expected)
        failures.push_back(machine->name() + " has " + std::to_string(count) + " instead of " +
                           std::to_string(expected) + " times " + what);
    }
    for (const auto& [what, expected] : there)
      failures.push_back(machine->name() + " has 0 instead of " + std::to_string(expected) +
                         " times " + what);
  }
  return failures;
}

std::vector<std::string> ViewDifferences(Region& region, Region& mirror) {
  const auto here = region.View();
  const auto there = mirror.View();
  Failures failures;
  std::vector<std::string> lines;
  std::set_difference(here.begin(), here.end(), there.begin(), there.end(),
                      std::back_inserter(lines));
  for (const auto& line : lines) failures.push_back("the view has, with accidents only: " + line);
  lines.clear();
  std::set_difference(there.begin(), there.end(), here.begin(), here.end(),
                      std::back_inserter(lines));
  for (const auto& line : lines) failures.push_back("the view lacks, with accidents: " + line);
  return failures;
}

}  // namespace parcours::simulation
