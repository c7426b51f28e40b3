#include "services/platform/host/service_core.h"

#include "parcours/operations/v1/operations_service.pb.h"
#include "services/platform/host/schema.h"
#include "services/platform/store/migrations.h"

namespace parcours::host {
namespace {

// True where nothing was ever recorded nor heard of.
bool IsNew(store::Connection& db) {
  return !db.QueryOne<std::int64_t>("SELECT 1 FROM journal LIMIT 1") &&
         !db.QueryOne<std::int64_t>("SELECT 1 FROM applied LIMIT 1");
}

Error FolderUnusable(const std::filesystem::path& folder) {
  return {.code = Code::kFailedPrecondition,
          .reason = "DATA_DIRECTORY_UNUSABLE",
          .field = folder.string(),
          .french = "Le dossier de données " + folder.string() + " ne peut pas être créé.",
          .english = "The data directory " + folder.string() + " cannot be created."};
}

std::vector<const google::protobuf::ServiceDescriptor*> ApisOf(
    const execution::ServiceDefinition& definition) {
  std::vector<const google::protobuf::ServiceDescriptor*> apis;
  if (definition.api != nullptr) apis.push_back(definition.api);
  apis.push_back(operations::v1::GetStatusRequest::descriptor()->file()->service(0));
  return apis;
}

Error KeysMissing(const std::filesystem::path& keys) {
  return {.code = Code::kFailedPrecondition,
          .reason = "KEYS_MISSING",
          .field = keys.filename().string(),
          .french = "Le fichier des clés " + keys.string() +
                    " manque, et la base de données qu'il protège existe. Restaurez-le avec elle : "
                    "sans lui, les données personnelles seraient perdues.",
          .english = "The key file " + keys.string() +
                     " is missing, and the database that it protects exists. Restore it with the "
                     "database: without it the personal data would be lost."};
}

// The keys come before the database at the first start, so a database alone has lost them.
Result<std::unique_ptr<security::Keyring>> OpenKeys(const std::string& service,
                                                    const CoreOptions& options) {
  if (options.keys_in_memory) return security::MakeEphemeralKeyring();
  const store::SqliteOptions keys{.file = options.folder / (service + ".keys"), .vfs = options.vfs};
  const store::SqliteOptions database{.file = options.folder / (service + ".db"),
                                      .vfs = options.vfs};
  if (store::SqliteExists(database) && !store::SqliteExists(keys))
    return Refuse(KeysMissing(keys.file));
  return security::OpenKeyring(keys);
}

}  // namespace

Result<std::unique_ptr<ServiceCore>> ServiceCore::Open(execution::ServiceDefinition definition,
                                                       const CoreOptions& options, World world) {
  std::error_code failed;
  std::filesystem::create_directories(options.folder, failed);
  if (failed) return Refuse(FolderUnusable(options.folder));
  TRY(auto lock, store::DirectoryLock::Take(options.folder / (definition.name + ".lock")));
  TRY(auto keyring, OpenKeys(definition.name, options));
  std::unique_ptr<ServiceCore> core(new ServiceCore(
      std::move(definition), options, std::move(world), std::move(lock), std::move(keyring)));
  TRY(core->OpenStore(options));
  return core;
}

ServiceCore::ServiceCore(execution::ServiceDefinition definition, const CoreOptions& options,
                         World world, store::DirectoryLock lock,
                         std::unique_ptr<security::Keyring> keyring)
    : definition_(std::move(definition)),
      folder_(options.folder),
      vfs_(options.vfs),
      world_(std::move(world)),
      lock_(std::move(lock)),
      keyring_(std::move(keyring)),
      ids_(world_.clock, world_.random),
      tracer_(world_.random),
      journal_(definition_.name, *keyring_),
      projections_(definition_.projections),
      methods_(ApisOf(definition_)),
      cache_(options.cached_aggregates) {}

ServiceCore::~ServiceCore() { Stop(); }

Result<void> ServiceCore::OpenStore(const CoreOptions& options) {
  const auto database = DatabaseFile(".db");
  TRY(auto connection, store::OpenSqliteForWriting(database));
  TRY(store::Migrate(*connection, AllMigrations()));
  TRY(outdated_, PrepareProjections(*connection, definition_.projections, IsNew(*connection)));
  stored_day_ = StoredDay(*connection);
  TRY(readers_, store::Readers::Start([&database] { return store::OpenSqliteForReading(database); },
                                      options.reader_threads, options.max_queries));
  writer_ = std::make_unique<store::Writer>(std::move(connection), options.writer);
  AddHooks();
  Pass(kAfterOpen);
  executor_ =
      std::make_unique<execution::Executor>(execution::Executor::Parts{.writing = writing(),
                                                                       .writer = *writer_,
                                                                       .readers = *readers_,
                                                                       .methods = methods_,
                                                                       .tokens = world_.tokens,
                                                                       .observer = world_.observer,
                                                                       .tracer = tracer_});
  return {};
}

void ServiceCore::AddHooks() {
  writer_->AddHooks({.before_commit =
                         [this] {
                           if (journal_.AppendedCount() > 0) Pass(kBeforeKeys);
                           keyring_->Flush();
                           if (journal_.AppendedCount() > 0) Pass(kBeforeCommit);
                         },
                     .committed = [this] { HandOn(); },
                     .undone =
                         [this] {
                           journal_.Forget(0);
                           cache_.Clear();
                         },
                     .crash_points = world_.crash_points});
}

void ServiceCore::Pass(std::string_view point) const { parcours::Pass(world_.crash_points, point); }

void ServiceCore::HandOn() {
  auto rows = journal_.TakeAppended();
  if (!rows.empty()) {
    Pass(kAfterCommit);
    if (on_facts_) on_facts_(std::move(rows));
  }
  if (on_commit_) on_commit_();
  executor_->Committed();
  Pass(kAfterHandOn);
}

execution::Environment ServiceCore::writing() {
  return {.clock = world_.clock,
          .ids = ids_,
          .journal = journal_,
          .keyring = *keyring_,
          .projections = projections_,
          .cache = &cache_};
}

Result<std::unique_ptr<store::Connection>> ServiceCore::OpenForReading() const {
  return store::OpenSqliteForReading(DatabaseFile(".db"));
}

store::SqliteOptions ServiceCore::DatabaseFile(const std::string& suffix) const {
  return {.file = folder_ / (name() + suffix), .vfs = vfs_};
}

void ServiceCore::Stop() {
  if (readers_ != nullptr) readers_->Stop();
  if (writer_ != nullptr) writer_->Stop();
}

}  // namespace parcours::host
