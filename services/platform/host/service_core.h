#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/platform/core/crash_points.h"
#include "services/platform/core/id.h"
#include "services/platform/execution/aggregate_cache.h"
#include "services/platform/execution/executor.h"
#include "services/platform/execution/service_definition.h"
#include "services/platform/store/sqlite.h"

namespace parcours::host {

struct CoreOptions {
  std::filesystem::path folder;  // <service>.db, <service>.keys and <service>.lock stand in it
  store::WriterOptions writer;
  std::size_t reader_threads = 2;  // 0: queries run inside the call
  std::size_t max_queries = 1'024;
  std::size_t cached_aggregates = 4'096;
  bool keys_in_memory = false;  // tests: nothing sealed can be opened after the object is gone
  std::string vfs;              // SqliteOptions::vfs of every file
};

// What a service asks of its surroundings; outlives it.
struct World {
  const Clock& clock;
  RandomSource& random;  // thread-safe where calls come on more than one thread
  security::TokenVerifier& tokens;
  execution::CallObserver& observer;
  CrashPoints crash_points;  // may be empty
};

// A service without bus and transport: store, journal, keys, projections, executor. The same in a
// process and in tests.
class ServiceCore {
 public:
  // Locks the folder, opens and migrates the database, opens the keys, makes the tables of new
  // projections. DATA_DIRECTORY_IN_USE, KEYS_MISSING, DATABASE_NEWER_THAN_PROGRAM,
  // DATABASE_UNREADABLE.
  [[nodiscard]] static Result<std::unique_ptr<ServiceCore>> Open(
      execution::ServiceDefinition definition, const CoreOptions& options, World world);
  ~ServiceCore();
  ServiceCore(const ServiceCore&) = delete;
  ServiceCore& operator=(const ServiceCore&) = delete;

  [[nodiscard]] const execution::ServiceDefinition& definition() const { return definition_; }
  [[nodiscard]] const std::string& name() const { return definition_.name; }
  [[nodiscard]] const execution::Projection* FindProjection(std::string_view name) const {
    return projections_.Find(name);
  }
  [[nodiscard]] const execution::ProjectionTable& projections() const { return projections_; }
  [[nodiscard]] execution::Executor& executor() { return *executor_; }
  [[nodiscard]] store::Writer& writer() { return *writer_; }
  [[nodiscard]] store::Readers& readers() { return *readers_; }
  [[nodiscard]] journal::Journal& journal() { return journal_; }
  [[nodiscard]] security::Keyring& keyring() { return *keyring_; }
  [[nodiscard]] IdSource& ids() { return ids_; }
  [[nodiscard]] const Clock& clock() const { return world_.clock; }
  [[nodiscard]] RandomSource& random() { return world_.random; }
  [[nodiscard]] const CrashPoints& crash_points() const { return world_.crash_points; }

  // What sessions on the writer's thread share.
  [[nodiscard]] execution::Environment writing();

  // A database of this service beside its own: <folder>/<service><suffix>.
  [[nodiscard]] store::SqliteOptions DatabaseFile(const std::string& suffix) const;

  // A connection of one's own for long reads.
  [[nodiscard]] Result<std::unique_ptr<store::Connection>> OpenForReading() const;

  // Called on the writer's thread after each commit that appended facts, with their rows. Before
  // the first job.
  using Committed = std::function<void(std::vector<journal::Row>)>;
  void OnFacts(Committed committed) { on_facts_ = std::move(committed); }
  // Called on the writer's thread after every commit. Before the first job.
  void OnCommit(std::function<void()> committed) { on_commit_ = std::move(committed); }

  // The virtual day stored last; nullopt where the clock was always real.
  [[nodiscard]] std::optional<CivilDate> stored_day() const { return stored_day_; }
  // Projections whose stored version is older than the program's, or that are new to a journal
  // which has facts.
  [[nodiscard]] const std::vector<std::string>& outdated_projections() const { return outdated_; }

  // Finishes what is queued and stops the threads. Once.
  void Stop();

 private:
  ServiceCore(execution::ServiceDefinition definition, const CoreOptions& options, World world,
              store::DirectoryLock lock, std::unique_ptr<security::Keyring> keyring);
  [[nodiscard]] Result<void> OpenStore(const CoreOptions& options);
  void AddHooks();
  void HandOn();
  void Pass(std::string_view point) const;

  const execution::ServiceDefinition definition_;
  const std::filesystem::path folder_;
  const std::string vfs_;
  const World world_;
  const store::DirectoryLock lock_;
  const std::unique_ptr<security::Keyring> keyring_;
  IdSource ids_;
  observe::Tracer tracer_;
  journal::Journal journal_;
  const execution::ProjectionTable projections_;
  const execution::MethodTable methods_;
  execution::AggregateCache cache_;
  std::optional<CivilDate> stored_day_;
  std::vector<std::string> outdated_;
  Committed on_facts_;
  std::function<void()> on_commit_;
  std::unique_ptr<store::Writer> writer_;
  std::unique_ptr<store::Readers> readers_;
  std::unique_ptr<execution::Executor> executor_;
};

}  // namespace parcours::host
