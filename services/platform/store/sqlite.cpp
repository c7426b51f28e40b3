#include "services/platform/store/sqlite.h"

#include <fcntl.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace parcours::store {
namespace {

using sqlite_api::sqlite3;
using sqlite_api::sqlite3_stmt;

Error StoreFailed() {
  return {.code = Code::kUnavailable,
          .reason = "STORE_FAILED",
          .french = "L'enregistrement a échoué ; rien n'a été modifié. Réessayez.",
          .english = "The store failed; nothing was changed. Try again.",
          .retry_after = std::chrono::seconds{1}};
}

Error DiskFull() {
  return {.code = Code::kResourceExhausted,
          .reason = "DISK_FULL",
          .french = "Le disque du serveur est plein ; rien n'a été modifié. Prévenez l'exploitant.",
          .english = "The server's disk is full; nothing was changed. Tell the operator.",
          .retry_after = std::chrono::seconds{30}};
}

// `detail` may end with the script that failed, which is not for operators.
Error DatabaseUnreadable(const std::filesystem::path& file, std::string_view detail) {
  const std::string why(detail.substr(0, detail.find(" in: ")));
  return {
      .code = Code::kUnavailable,
      .reason = "DATABASE_UNREADABLE",
      .field = file.filename().string(),
      .french = "La base de données " + file.string() + " ne peut pas être ouverte (" + why +
                "). Vérifiez ses droits et la place qui reste sur le disque, ou restaurez une "
                "sauvegarde.",
      .english = "The database " + file.string() + " cannot be opened (" + why +
                 "). Check its permissions and the space left on the disk, or restore a backup."};
}

Error DirectoryInUse(const std::filesystem::path& folder) {
  return {.code = Code::kFailedPrecondition,
          .reason = "DATA_DIRECTORY_IN_USE",
          .field = folder.filename().string(),
          .french = "Un autre processus utilise le dossier de données " + folder.string() +
                    ". Arrêtez-le, ou choisissez un autre dossier avec --data.",
          .english = "Another process uses the data directory " + folder.string() +
                     ". Stop it, or choose another directory with --data."};
}

Error DirectoryNotWritable(const std::filesystem::path& folder, int why) {
  const std::string said = std::generic_category().message(why);
  return {.code = Code::kFailedPrecondition,
          .reason = "DATA_DIRECTORY_NOT_WRITABLE",
          .field = folder.filename().string(),
          .french = "Le dossier de données " + folder.string() +
                    " n'est pas accessible en écriture (" + said +
                    "). Vérifiez ses droits et la place qui reste.",
          .english = "The data directory " + folder.string() + " cannot be written (" + said +
                     "). Check its permissions and the space left."};
}

// `message` is SQLite's own, which quotes no bound value.
Failure ToFailure(int code, const std::string& message) {
  const int kind = code & 0xFF;
  if (kind == SQLITE_FULL) return {DiskFull(), Failure::Reach::kTransaction, message};
  const bool statement = kind == SQLITE_ERROR || kind == SQLITE_CONSTRAINT ||
                         kind == SQLITE_MISMATCH || kind == SQLITE_MISUSE || kind == SQLITE_RANGE;
  return {StoreFailed(), statement ? Failure::Reach::kStatement : Failure::Reach::kTransaction,
          message};
}

Failure LastFailure(sqlite3* database, int code) {
  return ToFailure(code, sqlite_api::sqlite3_errmsg(database));
}

// Straight on the library below SOCI, whose own statements copy each parameter and column twice and
// keep a variable for each (docs/performance.md has what that cost).
class PreparedStatement {
 public:
  PreparedStatement(sqlite3* database, std::string_view sql) : database_(database) {
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite_api::sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                       SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) throw LastFailure(database, code);
    statement_.reset(statement);
  }

  std::int64_t Run(std::span<const Argument> arguments, std::span<const Type> columns,
                   const Connection::RowSink& sink) {
    // Lets go of the arguments, which live as long as this call, and of the read lock.
    const std::unique_ptr<sqlite3_stmt, Rewind> running(statement_.get());
    for (std::size_t i = 0; i < arguments.size(); ++i) Bind(static_cast<int>(i + 1), arguments[i]);
    std::int64_t rows = 0;
    std::vector<Value> row(columns.size());
    int code = sqlite_api::sqlite3_step(statement_.get());
    for (; code == SQLITE_ROW; code = sqlite_api::sqlite3_step(statement_.get())) {
      for (std::size_t i = 0; i < columns.size(); ++i)
        row[i] = Read(static_cast<int>(i), columns[i]);
      if (!columns.empty()) sink(row);
      ++rows;
    }
    if (code != SQLITE_DONE) throw LastFailure(database_, code);
    return columns.empty() ? sqlite_api::sqlite3_changes(database_) : rows;
  }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite_api::sqlite3_finalize(statement); }
  };
  struct Rewind {
    void operator()(sqlite3_stmt* statement) const { sqlite_api::sqlite3_reset(statement); }
  };

  void Bind(int place, const Argument& value) {
    auto* statement = statement_.get();
    int code = SQLITE_OK;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      code = sqlite_api::sqlite3_bind_int64(statement, place, *integer);
    } else if (const auto* real = std::get_if<double>(&value)) {
      code = sqlite_api::sqlite3_bind_double(statement, place, *real);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      code = sqlite_api::sqlite3_bind_text(statement, place, text->empty() ? "" : text->data(),
                                           static_cast<int>(text->size()), nullptr);
    } else if (const auto* bytes = std::get_if<BytesView>(&value);
               bytes != nullptr && !bytes->data.empty()) {
      code = sqlite_api::sqlite3_bind_blob(statement, place, bytes->data.data(),
                                           static_cast<int>(bytes->data.size()), nullptr);
    } else {
      code = sqlite_api::sqlite3_bind_null(statement, place);
    }
    if (code != SQLITE_OK) throw LastFailure(database_, code);
  }

  [[nodiscard]] Value Read(int column, Type type) const {
    auto* statement = statement_.get();
    if (sqlite_api::sqlite3_column_type(statement, column) == SQLITE_NULL) return std::monostate{};
    switch (type) {
      case Type::kInteger:
        return static_cast<std::int64_t>(sqlite_api::sqlite3_column_int64(statement, column));
      case Type::kReal:
        return sqlite_api::sqlite3_column_double(statement, column);
      case Type::kText:
        return BytesIn(column);
      case Type::kBytes:
        return Bytes{BytesIn(column)};
      case Type::kStored:
        return ReadStored(column);
    }
    return std::monostate{};
  }

  [[nodiscard]] Value ReadStored(int column) const {
    switch (sqlite_api::sqlite3_column_type(statement_.get(), column)) {
      case SQLITE_INTEGER:
        return Read(column, Type::kInteger);
      case SQLITE_FLOAT:
        return Read(column, Type::kReal);
      case SQLITE_TEXT:
        return Read(column, Type::kText);
      case SQLITE_BLOB:
        return Read(column, Type::kBytes);
      default:
        return std::monostate{};
    }
  }

  // A number that is read as text is converted by sqlite3_column_text alone.
  [[nodiscard]] std::string BytesIn(int column) const {
    const auto* data = sqlite_api::sqlite3_column_text(statement_.get(), column);
    const int size = sqlite_api::sqlite3_column_bytes(statement_.get(), column);
    return {reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)};
  }

  sqlite3* const database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// Finds a kept statement without making a string of its text.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(const SqliteOptions& options, bool read_only) {
    std::string target =
        "dbname=\"" + options.file.string() + "\" timeout=" +
        std::to_string(std::max<long long>(1, options.busy_timeout.count() / 1'000)) +
        " shared_cache=false";
    if (read_only) target += " readonly=true";
    if (!options.vfs.empty()) target += " vfs=" + options.vfs;
    session_.open(soci::sqlite3, target);
  }

  void ExecuteScript(std::string_view sql) override {
    char* message = nullptr;
    const std::string script(sql);
    const int code =
        sqlite_api::sqlite3_exec(Database(), script.c_str(), nullptr, nullptr, &message);
    if (code == SQLITE_OK) return;
    const std::string detail = message == nullptr ? "unknown" : message;
    sqlite_api::sqlite3_free(message);
    throw ToFailure(code, detail + " in: " + script);
  }

 protected:
  std::int64_t Run(std::string_view sql, std::span<const Argument> arguments,
                   std::span<const Type> columns, const RowSink& sink) override {
    return Statement(sql).Run(arguments, columns, sink);
  }

 private:
  [[nodiscard]] sqlite3* Database() {
    return static_cast<soci::sqlite3_session_backend*>(session_.get_backend())->conn_;
  }

  PreparedStatement& Statement(std::string_view sql) {
    const auto known = statements_.find(sql);
    if (known != statements_.end()) return known->second;
    return statements_.try_emplace(std::string(sql), Database(), sql).first->second;
  }

  soci::session session_;
  std::unordered_map<std::string, PreparedStatement, TextHash, std::equal_to<>> statements_;
};

Result<std::unique_ptr<Connection>> Open(const SqliteOptions& options, bool read_only) {
  try {
    auto connection = std::make_unique<SqliteConnection>(options, read_only);
    connection->ExecuteScript(
        "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF; PRAGMA "
        "cache_size = -4096;");
    if (!read_only) {
      connection->ExecuteScript(
          "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = " +
          std::to_string(options.checkpoint_pages) + ";");
    }
    return std::unique_ptr<Connection>(std::move(connection));
  } catch (const Failure& failure) {
    return Refuse(DatabaseUnreadable(options.file, failure.what()));
  } catch (const soci::soci_error& error) {
    return Refuse(DatabaseUnreadable(options.file, error.what()));
  }
}

// The system's, or the one named.
sqlite_api::sqlite3_vfs* VfsOf(const SqliteOptions& options) {
  sqlite_api::sqlite3_initialize();
  return sqlite_api::sqlite3_vfs_find(options.vfs.empty() ? nullptr : options.vfs.c_str());
}

}  // namespace

Result<std::unique_ptr<Connection>> OpenSqliteForWriting(const SqliteOptions& options) {
  return Open(options, false);
}
Result<std::unique_ptr<Connection>> OpenSqliteForReading(const SqliteOptions& options) {
  return Open(options, true);
}

bool SqliteExists(const SqliteOptions& options) {
  auto* vfs = VfsOf(options);
  int there = 0;
  return vfs->xAccess(vfs, options.file.c_str(), SQLITE_ACCESS_EXISTS, &there) == 0 && there != 0;
}

void RemoveSqlite(const SqliteOptions& options) {
  auto* vfs = VfsOf(options);
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    vfs->xDelete(vfs, (options.file.string() + suffix).c_str(), /*syncDir=*/0);
  }
}

Result<DirectoryLock> DirectoryLock::Take(const std::filesystem::path& sidecar) {
  const auto folder = sidecar.parent_path();
  const int file = ::open(sidecar.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) return Refuse(DirectoryNotWritable(folder, errno));
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) return DirectoryLock(file);
  ::close(file);
  return Refuse(DirectoryInUse(folder));
}

DirectoryLock::DirectoryLock(DirectoryLock&& other) noexcept
    : file_(std::exchange(other.file_, -1)) {}
DirectoryLock& DirectoryLock::operator=(DirectoryLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}
DirectoryLock::~DirectoryLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace parcours::store
