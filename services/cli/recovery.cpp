#include "services/cli/recovery.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "services/cli/refusals.h"
#include "services/platform/bus/cloud_event.h"
#include "services/platform/host/audit.h"
#include "services/platform/security/redaction.h"

namespace parcours::cli {
namespace {

using bus::Envelope;
using bus::Record;

constexpr std::size_t kRecordsPerPoll = 1'000;
constexpr std::size_t kFactsPerJob = 500;
constexpr std::chrono::milliseconds kWait{200};
constexpr int kMostIdlePolls = 150;  // half a minute without a record, at least
constexpr const char* kActor = "system/recover";

struct Missing {
  Envelope envelope;
  Record record;
  std::string time;  // of recording, RFC 3339 in UTC: sorts as text
};

// Missing facts of one aggregate by version.
using ByVersion = std::map<std::int64_t, Missing>;

// Everything on the topics, handed over record by record.
template <typename Hear>
Result<void> ReadTopics(bus::Bus& bus, const std::string& service,
                        const std::vector<std::string>& topics, Hear hear) {
  TRY(const auto ends, bus.Ends(topics));
  std::map<std::pair<std::string, int>, std::int64_t> open;
  for (const auto& end : ends) {
    if (end.next_offset > 0) open[{end.topic, end.partition}] = end.next_offset;
  }
  TRY(const auto consumer,
      bus.MakeConsumer(
          {.group = service + ".recover", .instance = {}, .topics = topics, .resume = {}}));
  for (int idle = 0; !open.empty();) {
    auto records = consumer->Poll(kWait, kRecordsPerPoll);
    if (!records && records.error().code != Code::kUnavailable) return Refuse(records.error());
    idle = records && !records->empty() ? 0 : idle + 1;
    if (idle > kMostIdlePolls) return Refuse(TopicsNotRead(service));
    if (!records) continue;
    for (const auto& received : *records) {
      hear(received.record);
      const auto& [topic, partition, offset] = received.place;
      const auto end = open.find({topic, partition});
      if (end != open.end() && offset + 1 >= end->second) open.erase(end);
    }
  }
  return {};
}

std::int64_t VersionOn(const journal::Head& head, const std::string& topic) {
  return topic.ends_with(".restricted.v1") ? head.restricted_version : head.public_version;
}

std::string NameOf(const Envelope& envelope) {
  return envelope.aggregate + "/" + std::to_string(envelope.version);
}

// Takes the facts of one aggregate into the plan as far as they follow the journal without a gap.
void Continue(const journal::Head& head, ByVersion& facts, RecoveryPlan& plan,
              std::vector<Missing>& taken) {
  std::int64_t version = head.version;
  bool follows = true;
  for (auto& [number, missing] : facts) {
    for (std::int64_t gap = version + 1; follows && gap < number; ++gap) {
      plan.lost.push_back(missing.envelope.aggregate + "/" + std::to_string(gap));
      follows = false;
    }
    const bool readable = bus::ParseFact(missing.record).has_value();
    if (follows && !readable) {
      plan.lost.push_back(NameOf(missing.envelope) + " (" + missing.envelope.type + ")");
      follows = false;
    }
    version = number;
    if (follows) {
      taken.push_back(std::move(missing));
    } else {
      plan.beyond.push_back(NameOf(missing.envelope));
    }
  }
}

void Finish(std::vector<Missing> taken, RecoveryPlan& plan) {
  std::sort(taken.begin(), taken.end(), [](const Missing& one, const Missing& other) {
    return std::tie(one.time, one.envelope.aggregate, one.envelope.version) <
           std::tie(other.time, other.envelope.aggregate, other.envelope.version);
  });
  for (auto& missing : taken) {
    const auto* type = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
        missing.envelope.type);
    if (type != nullptr && security::HasSensitiveFields(*type))
      ++plan.without_sensitive[missing.envelope.type];
    plan.facts.push_back(std::move(missing.record));
  }
}

// One fact with the version that it had. False when the journal would give it another one.
bool WriteBack(host::ServiceCore& core, store::Connection& db, const Record& record) {
  const auto envelope = bus::ReadEnvelope(record);
  const auto fact = bus::ParseFact(record);
  if (!fact) return false;
  const auto head = core.journal().HeadOf(db, envelope.aggregate);
  const auto row = core.journal().Append(db, head,
                                         {.fact = *fact->message,
                                          .aggregate = envelope.aggregate,
                                          .tenant = envelope.tenant,
                                          .subject = envelope.subject,
                                          .actor = kActor,
                                          .trace = envelope.trace});
  if (row.meta.version != envelope.version || row.meta.topic_version != envelope.topic_version)
    return false;
  execution::ProjectionContext context{.db = db, .meta = row.meta, .keyring = core.keyring()};
  core.projections().Apply(*fact->message, context);
  return true;
}

}  // namespace

Result<RecoveryPlan> PlanRecovery(host::ServiceCore& core, bus::Bus& bus) {
  if (!bus.NeedsRelay()) return RecoveryPlan{};
  TRY(const auto db, core.OpenForReading());
  std::map<std::string, ByVersion> missing;
  TRY(ReadTopics(bus, core.name(), core.definition().OwnTopics(), [&](const Record& record) {
    auto envelope = bus::ReadEnvelope(record);
    if (!envelope.Placed() || envelope.version == 0) return;
    const auto head = core.journal().HeadOf(*db, envelope.aggregate);
    if (envelope.topic_version <= VersionOn(head, record.topic)) return;
    const auto version = envelope.version;
    const std::string time(bus::HeaderOf(record, bus::kTime));
    auto& versions = missing[envelope.aggregate];
    versions.try_emplace(version, Missing{std::move(envelope), record, time});
  }));
  RecoveryPlan plan;
  std::vector<Missing> taken;
  for (auto& [aggregate, facts] : missing) {
    Continue(core.journal().HeadOf(*db, aggregate), facts, plan, taken);
  }
  Finish(std::move(taken), plan);
  return plan;
}

Result<void> Recover(host::ServiceCore& core, const RecoveryPlan& plan) {
  for (std::size_t begin = 0; begin < plan.facts.size(); begin += kFactsPerJob) {
    const std::size_t end = std::min(plan.facts.size(), begin + kFactsPerJob);
    bool exact = true;
    TRY(core.writer().SubmitAndWait([&](store::Connection& db) {
      const auto before = core.journal().AppendedCount();
      for (std::size_t i = begin; exact && i < end; ++i) exact = WriteBack(core, db, plan.facts[i]);
      if (!exact) core.journal().Forget(before);
      const auto target = std::to_string(end - begin) + " facts";
      if (exact)
        host::RecordAct(db, core.clock().Now(),
                        {.actor = kActor, .act = "recover", .target = target, .outcome = "DONE"});
      return exact;
    }));
    if (!exact) return Refuse(RecoveryNotExact());
  }
  return {};
}

}  // namespace parcours::cli
