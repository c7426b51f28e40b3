#include "services/platform/host/operations_status.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <set>

#include "services/platform/bus/inbox_status.h"
#include "services/platform/bus/topic_names.h"
#include "services/platform/host/schema.h"

namespace parcours::host {
namespace {

namespace v1 = operations::v1;
using google::protobuf::util::TimeUtil;

constexpr const char* kVersion = "0.1.0";
constexpr int kNamedTimers = 10;

template <typename Entry>
void Fill(Entry& entry, const bus::Position& position) {
  entry.set_topic(position.topic);
  entry.set_partition(position.partition);
  entry.set_next_offset(position.next_offset);
}

// What the service produced, and how much of it is acknowledged.
void FillRelay(ServiceHost& host, store::Connection& db, v1::Status& status) {
  status.set_bus(host.relay() == nullptr ? "embedded" : "kafka");
  if (host.relay() == nullptr) {
    status.set_relay_watermark(status.journal_head());
    const auto ends =
        host.bus().Ends({bus::PublicTopic(host.name()), bus::RestrictedTopic(host.name())});
    if (!ends) return;
    for (const auto& end : *ends) Fill(*status.add_produced(), end);
    return;
  }
  const auto relay = host.relay()->status();
  status.set_relay_watermark(relay.watermark);
  status.set_relay_pending(bus::CountUnacknowledged(db, relay.watermark));
  for (const auto& head : relay.heads) Fill(*status.add_produced(), head);
}

void FillInbox(ServiceHost& host, store::Connection& db, v1::Status& status) {
  const auto inbox = bus::ReadInboxStatus(db, host.core().clock().Now());
  std::set<std::string> begun;
  for (const auto& position : inbox.positions) {
    Fill(*status.add_subscriptions(), position);
    begun.insert(position.topic);
  }
  // A topic of which nothing was read yet is listed too: whoever waits for it sees the lag.
  for (const auto& topic : host.core().definition().SubscribedTopics()) {
    if (!begun.contains(topic)) Fill(*status.add_subscriptions(), {.topic = topic});
  }
  status.set_waiting_count(inbox.waiting);
  status.set_gap_count(inbox.gaps);
  if (inbox.oldest_gap) {
    *status.mutable_oldest_gap_age() = TimeUtil::MicrosecondsToDuration(inbox.oldest_gap->count());
  }
  status.set_open_dead_letters(inbox.open_dead_letters);
  status.set_skipped_count(host.subscription().status().counts.skipped);
}

std::string FaultOf(const std::string& what) {
  if (what.starts_with("stored bytes")) return "HASH";
  return what.starts_with("chain of") ? "PREVIOUS_HASH" : "MISSING_ROW";
}

}  // namespace

v1::Clock ClockOf(ServiceHost& host) {
  v1::Clock clock;
  clock.set_is_virtual(host.has_virtual_clock());
  clock.set_today(host.core().clock().Today().ToString());
  return clock;
}

v1::Status StatusOf(ServiceHost& host, store::Connection& db, Instant started) {
  v1::Status status;
  status.set_service(host.name());
  status.set_version(kVersion);
  *status.mutable_start_time() =
      TimeUtil::MicrosecondsToTimestamp(started.time_since_epoch().count());
  *status.mutable_clock() = ClockOf(host);
  status.set_journal_head(host.core().journal().LastPosition(db));
  status.set_queue_depth(static_cast<int>(host.core().writer().queued()));
  FillRelay(host, db, status);
  FillInbox(host, db, status);
  schedule::Timers timers(db);
  status.set_timers_due(timers.CountDue(host.core().clock().Today()));
  status.set_timers_set_aside(timers.CountSetAside());
  for (const auto& aside : timers.SetAsideFirst(kNamedTimers)) {
    auto& named = *status.add_set_aside_timers();
    named.set_kind(aside.timer.kind);
    named.set_aggregate(aside.timer.aggregate);
    named.set_due_date(aside.timer.due.ToString());
    named.set_reason(aside.refusal);
  }
  if (const auto next = timers.NextDue()) status.set_next_timer_date(next->ToString());
  status.set_ready(host.ready());
  return status;
}

v1::ListProjectionsResponse ProjectionsOf(ServiceHost& host, store::Connection& db) {
  v1::ListProjectionsResponse response;
  auto projections = host.core().definition().projections;
  std::sort(projections.begin(), projections.end(),
            [](const auto& one, const auto& other) { return one.name < other.name; });
  for (const auto& projection : projections) {
    auto& listed = *response.add_projections();
    listed.set_name(ResourceName("projections", projection.name));
    listed.set_version(ProjectionVersion(db, projection.name));
    listed.set_position(host.core().journal().LastPosition(db));
    listed.set_rebuilding(host.rebuilds().under_way() == projection.name);
  }
  return response;
}

v1::AuditVerdict AuditOf(ServiceHost& host, store::Connection& db) {
  const auto report = journal::VerifyAudit(db);
  v1::AuditVerdict verdict;
  verdict.set_intact(!report.broken.has_value());
  verdict.set_rows_checked(report.rows);
  verdict.set_chains_checked(static_cast<int>(report.tenants));
  if (!report.broken) return verdict;
  auto& broken = *verdict.mutable_first_broken();
  broken.set_position(report.broken->position);
  broken.set_fault(FaultOf(report.broken->what));
  const auto rows = host.core().journal().ReadFrom(db, report.broken->position, 1);
  if (!rows.empty() && rows.front().position == report.broken->position) {
    broken.set_type(rows.front().meta.type);
    if (rows.front().meta.tenant.starts_with("organisations/"))
      broken.set_tenant(rows.front().meta.tenant);
  }
  return verdict;
}

}  // namespace parcours::host
