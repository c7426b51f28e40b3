#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/bus/cloud_event.h"
#include "services/platform/host/service_core.h"

namespace parcours::host {

struct RebuildProgress {
  std::string projection;
  int version = 0;
  std::int64_t facts_applied = 0;
  std::int64_t facts_total = 0;  // as known at the start
  bool switched = false;
};

// Builds a projection anew in a database file of its own, from the service's journal and, where it
// has rows for foreign facts, from their topics; then copies its tables over in one job of the
// writer. The projection in use answers until then. Foreign facts count as far as the service has
// applied them: what still waits comes later by itself.
class ProjectionRebuild {
 public:
  // Told now and then; returns false to give up.
  using Report = std::function<bool(const RebuildProgress&)>;

  ProjectionRebuild(ServiceCore& core, bus::Bus& bus, const execution::Projection& projection,
                    Report report);
  ~ProjectionRebuild();

  // Not from the writer's thread. CANCELLED, REBUILD_GIVEN_UP; otherwise what store and bus refuse.
  [[nodiscard]] Result<void> Run();

 private:
  struct Later {
    bus::ReceivedRecord received;
    bus::Envelope envelope;
  };
  enum class Finish { kDone, kBehind };

  [[nodiscard]] Result<void> Build();
  [[nodiscard]] Result<void> OpenBeside();
  [[nodiscard]] Result<void> ReadOwn();
  [[nodiscard]] Result<void> OpenTopics();
  [[nodiscard]] Result<void> ReadTopics(const std::vector<bus::Position>& goal);
  [[nodiscard]] Result<Finish> TryFinish();
  [[nodiscard]] Finish FinishIn(store::Connection& db);

  void ApplyOwn(const std::vector<journal::Row>& rows);
  void Take(bus::ReceivedRecord received, store::Connection& service);
  void ApplyLater(store::Connection& service);
  void ApplyRecord(const bus::ReceivedRecord& received, const bus::Envelope& envelope);
  void Apply(const google::protobuf::Message& fact, const journal::FactMeta& meta);
  [[nodiscard]] bool Reached(const std::vector<bus::Position>& goal) const;
  [[nodiscard]] std::vector<bus::Position> PositionsOf(store::Connection& service) const;
  [[nodiscard]] bool Wants(std::string_view type) const;
  [[nodiscard]] bool GoOn();

  ServiceCore& core_;
  bus::Bus& bus_;
  const execution::Projection& projection_;
  const execution::ProjectionTable table_;
  const Report report_;
  const store::SqliteOptions file_;
  const std::vector<std::string> topics_;
  RebuildProgress progress_;
  std::unique_ptr<store::Connection> service_;  // the service's database, read-only
  std::unique_ptr<store::Connection> beside_;
  std::unique_ptr<bus::Consumer> consumer_;
  std::map<std::pair<std::string, std::int32_t>, std::int64_t> read_;  // next offset per partition
  std::int64_t next_own_ = 1;
  std::deque<Later> later_;  // not applied by the service when they were read
};

}  // namespace parcours::host
