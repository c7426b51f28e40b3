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

// SOCI binds by reference: each cached statement owns the variables it was bound to.
struct Slot {
  Type type = Type::kText;
  soci::indicator indicator = soci::i_ok;
  long long integer = 0;
  double real = 0;
  std::string text;
  std::unique_ptr<soci::blob> blob;
};

Type TypeOf(const Argument& argument) {
  struct Visitor {
    Type operator()(std::monostate) const { return Type::kText; }
    Type operator()(std::int64_t) const { return Type::kInteger; }
    Type operator()(double) const { return Type::kReal; }
    Type operator()(std::string_view) const { return Type::kText; }
    Type operator()(BytesView) const { return Type::kBytes; }
  };
  return std::visit(Visitor{}, argument);
}

class CachedStatement {
 public:
  CachedStatement(soci::session& session, std::string_view sql, std::span<const Argument> arguments,
                  std::span<const Type> columns)
      : statement_(session) {
    arguments_.resize(arguments.size());
    columns_.resize(columns.size());
    for (std::size_t i = 0; i < arguments.size(); ++i)
      Use(session, arguments_[i], TypeOf(arguments[i]));
    for (std::size_t i = 0; i < columns.size(); ++i) Into(session, columns_[i], columns[i]);
    statement_.alloc();
    statement_.prepare(std::string(sql));
    statement_.define_and_bind();
  }

  std::int64_t Run(std::span<const Argument> arguments, const Connection::RowSink& sink) {
    for (std::size_t i = 0; i < arguments.size(); ++i) Assign(arguments_[i], arguments[i]);
    if (columns_.empty()) {
      statement_.execute(true);
      return statement_.get_affected_rows();
    }
    std::int64_t rows = 0;
    std::vector<Value> row(columns_.size());
    statement_.execute(false);
    while (statement_.fetch()) {
      for (std::size_t i = 0; i < columns_.size(); ++i) row[i] = Read(columns_[i]);
      sink(row);
      ++rows;
    }
    return rows;
  }

 private:
  void Use(soci::session& session, Slot& slot, Type type) {
    slot.type = type;
    switch (type) {
      case Type::kInteger:
        statement_.exchange(soci::use(slot.integer, slot.indicator));
        break;
      case Type::kReal:
        statement_.exchange(soci::use(slot.real, slot.indicator));
        break;
      case Type::kText:
        statement_.exchange(soci::use(slot.text, slot.indicator));
        break;
      case Type::kBytes:
        slot.blob = std::make_unique<soci::blob>(session);
        statement_.exchange(soci::use(*slot.blob, slot.indicator));
        break;
    }
  }

  void Into(soci::session& session, Slot& slot, Type type) {
    slot.type = type;
    switch (type) {
      case Type::kInteger:
        statement_.exchange(soci::into(slot.integer, slot.indicator));
        break;
      case Type::kReal:
        statement_.exchange(soci::into(slot.real, slot.indicator));
        break;
      case Type::kText:
        statement_.exchange(soci::into(slot.text, slot.indicator));
        break;
      case Type::kBytes:
        slot.blob = std::make_unique<soci::blob>(session);
        statement_.exchange(soci::into(*slot.blob, slot.indicator));
        break;
    }
  }

  static void Assign(Slot& slot, const Argument& argument) {
    slot.indicator = std::holds_alternative<std::monostate>(argument) ? soci::i_null : soci::i_ok;
    if (const auto* integer = std::get_if<std::int64_t>(&argument)) slot.integer = *integer;
    if (const auto* real = std::get_if<double>(&argument)) slot.real = *real;
    if (const auto* text = std::get_if<std::string_view>(&argument)) slot.text = *text;
    if (const auto* bytes = std::get_if<BytesView>(&argument)) {
      slot.blob->trim(0);
      if (!bytes->data.empty()) slot.blob->write(0, bytes->data.data(), bytes->data.size());
    }
  }

  static Value Read(Slot& slot) {
    if (slot.indicator != soci::i_ok) return std::monostate{};
    switch (slot.type) {
      case Type::kInteger:
        return static_cast<std::int64_t>(slot.integer);
      case Type::kReal:
        return slot.real;
      case Type::kText:
        return slot.text;
      case Type::kBytes: {
        Bytes bytes;
        bytes.data.resize(slot.blob->get_len());
        if (!bytes.data.empty()) slot.blob->read(0, bytes.data.data(), bytes.data.size());
        return bytes;
      }
    }
    return std::monostate{};
  }

  soci::statement statement_;
  std::vector<Slot> arguments_;
  std::vector<Slot> columns_;
};

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

Failure ToFailure(const soci::soci_error& error) {
  enum SqliteCode {
    kError = 1,
    kFull = 13,
    kConstraint = 19,
    kMismatch = 20,
    kMisuse = 21,
    kRange = 25
  };
  // Without SOCI's context, which quotes the bound values.
  const std::string message = error.get_error_message();
  const auto* sqlite = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
  const int code = sqlite == nullptr ? kError : sqlite->result() & 0xFF;
  const bool full = code == kFull || message.find("disk is full") != std::string_view::npos;
  if (full) return {DiskFull(), Failure::Reach::kTransaction, message};
  const bool statement = code == kError || code == kConstraint || code == kMismatch ||
                         code == kMisuse || code == kRange;
  return {StoreFailed(), statement ? Failure::Reach::kStatement : Failure::Reach::kTransaction,
          message};
}

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
    // SOCI runs the first statement of a text only; the library's own call runs them all.
    auto* backend = static_cast<soci::sqlite3_session_backend*>(session_.get_backend());
    char* message = nullptr;
    const std::string script(sql);
    const int code =
        sqlite_api::sqlite3_exec(backend->conn_, script.c_str(), nullptr, nullptr, &message);
    if (code == 0) return;
    const std::string detail = message == nullptr ? "unknown" : message;
    sqlite_api::sqlite3_free(message);
    throw ToFailure(soci::sqlite3_soci_error(detail + " in: " + script, code));
  }

 protected:
  std::int64_t Run(std::string_view sql, std::span<const Argument> arguments,
                   std::span<const Type> columns, const RowSink& sink) override {
    try {
      return Statement(sql, arguments, columns).Run(arguments, sink);
    } catch (const soci::soci_error& error) {
      throw ToFailure(error);
    }
  }

 private:
  // A NULL is bound as text: a statement is prepared once for each way in which it is bound.
  CachedStatement& Statement(std::string_view sql, std::span<const Argument> arguments,
                             std::span<const Type> columns) {
    key_.assign(sql);
    for (const auto& argument : arguments)
      key_.push_back(static_cast<char>('0' + static_cast<int>(TypeOf(argument))));
    auto& statement = statements_[key_];
    if (statement == nullptr) {
      statement = std::make_unique<CachedStatement>(session_, sql, arguments, columns);
    }
    return *statement;
  }

  soci::session session_;
  std::unordered_map<std::string, std::unique_ptr<CachedStatement>> statements_;
  std::string key_;  // kept for its room
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

}  // namespace

Result<std::unique_ptr<Connection>> OpenSqliteForWriting(const SqliteOptions& options) {
  return Open(options, false);
}
Result<std::unique_ptr<Connection>> OpenSqliteForReading(const SqliteOptions& options) {
  return Open(options, true);
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
