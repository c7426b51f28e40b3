#include "services/platform/security/keyring.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <map>
#include <mutex>
#include <system_error>

#include "services/platform/security/bounded_cache.h"
#include "services/platform/security/cipher.h"
#include "services/platform/store/connection.h"
#include "services/platform/store/migrations.h"
#include "services/platform/store/sqlite.h"

namespace parcours::security {
namespace {

constexpr std::size_t kCachedKeys = 4'096;
constexpr std::string_view kSecretName = "fingerprint";
constexpr std::array kMigrations{
    store::Migration{
        "keyring", 1,
        "CREATE TABLE keys (subject TEXT PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID;"
        "CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;"},
};

using Keys = std::map<std::string, SecretKey, std::less<>>;

// Where keys are kept.
class KeyTable {
 public:
  virtual ~KeyTable() = default;
  [[nodiscard]] virtual std::optional<SecretKey> Find(std::string_view subject) = 0;  // thread-safe
  virtual void Add(const Keys& keys) = 0;  // the writer's thread
};

class MemoryKeyTable final : public KeyTable {
 public:
  std::optional<SecretKey> Find(std::string_view subject) override {
    const std::scoped_lock lock(mutex_);
    const auto key = keys_.find(subject);
    return key == keys_.end() ? std::nullopt : std::optional(key->second);
  }
  void Add(const Keys& keys) override {
    const std::scoped_lock lock(mutex_);
    keys_.insert(keys.begin(), keys.end());
  }

 private:
  std::mutex mutex_;
  Keys keys_;
};

// Two connections, so that whoever opens a text never waits for a commit.
class SqliteKeyTable final : public KeyTable {
 public:
  SqliteKeyTable(std::unique_ptr<store::Connection> writing,
                 std::unique_ptr<store::Connection> reading)
      : writing_(std::move(writing)), reading_(std::move(reading)) {}

  std::optional<SecretKey> Find(std::string_view subject) override {
    const std::scoped_lock lock(reading_mutex_);
    const auto row =
        reading_->QueryOne<store::Bytes>("SELECT key FROM keys WHERE subject = :subject", subject);
    return row ? SecretKeyFrom(std::get<0>(*row).data) : std::nullopt;
  }

  void Add(const Keys& keys) override {
    writing_->Execute("BEGIN IMMEDIATE");
    try {
      for (const auto& [subject, key] : keys) {
        writing_->Execute("INSERT INTO keys (subject, key) VALUES (:subject, :key)", subject,
                          store::Bytes{ToBytes(key)});
      }
      writing_->Execute("COMMIT");
    } catch (const store::Failure&) {
      Undo();
      throw;
    }
  }

 private:
  void Undo() {
    try {
      writing_->Execute("ROLLBACK");
    } catch (const store::Failure&) {  // NOLINT(bugprone-empty-catch): a full disk has rolled back
                                       // already
    }
  }

  const std::unique_ptr<store::Connection> writing_;
  std::mutex reading_mutex_;
  const std::unique_ptr<store::Connection> reading_;
};

class CachingKeyring final : public Keyring {
 public:
  CachingKeyring(std::unique_ptr<KeyTable> table, const SecretKey& secret)
      : table_(std::move(table)), secret_(secret), cache_(kCachedKeys) {}

  std::string Seal(std::string_view subject, std::string_view context,
                   std::string_view text) override {
    auto key = Find(subject);
    if (!key) {
      key = NewSecretKey();
      const std::scoped_lock lock(mutex_);
      pending_.emplace(subject, *key);
    }
    return SealWith(*key, subject, context, text);
  }

  std::optional<std::string> Open(std::string_view subject, std::string_view context,
                                  std::string_view sealed) const override {
    const auto key = Find(subject);
    return key ? OpenWith(*key, subject, context, sealed) : std::nullopt;
  }

  std::string Fingerprint(std::string_view purpose, std::string_view text) const override {
    return FingerprintWith(secret_, purpose, text);
  }

  void Flush() override {
    const Keys fresh = Pending();
    if (fresh.empty()) return;
    table_->Add(fresh);
    const std::scoped_lock lock(mutex_);
    for (const auto& [subject, key] : fresh) cache_.Put(subject, key);
    pending_.clear();
  }

 private:
  Keys Pending() const {
    const std::scoped_lock lock(mutex_);
    return pending_;
  }

  std::optional<SecretKey> Find(std::string_view subject) const {
    {
      const std::scoped_lock lock(mutex_);
      if (const auto* cached = cache_.Find(subject)) return *cached;
      if (const auto fresh = pending_.find(subject); fresh != pending_.end()) return fresh->second;
    }
    const auto key = table_->Find(subject);
    if (key) {
      const std::scoped_lock lock(mutex_);
      cache_.Put(subject, *key);
    }
    return key;
  }

  const std::unique_ptr<KeyTable> table_;
  const SecretKey secret_;
  mutable std::mutex mutex_;
  mutable BoundedCache<SecretKey> cache_;
  Keys pending_;
};

Error Unreadable(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  return {.code = Code::kDataLoss,
          .reason = "KEYRING_UNREADABLE",
          .field = name,
          .french = "Le fichier des clés « " + name +
                    " » est illisible ou abîmé. Restaurez-le avec le journal qu'il protège.",
          .english = "The key file \"" + name +
                     "\" is unreadable or damaged. Restore it with the journal that it protects."};
}

// SQLite gives the files beside it (WAL, shared memory) the mode of the database.
bool KeepPrivate(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0) return false;
  const bool restricted = ::fchmod(descriptor, 0600) == 0;
  ::close(descriptor);
  return restricted;
}

std::optional<SecretKey> LoadOrMakeSecret(store::Connection& connection) {
  const auto row = connection.QueryOne<store::Bytes>("SELECT value FROM secrets WHERE name = :name",
                                                     kSecretName);
  if (row) return SecretKeyFrom(std::get<0>(*row).data);
  const SecretKey secret = NewSecretKey();
  connection.Execute("INSERT INTO secrets (name, value) VALUES (:name, :value)", kSecretName,
                     store::Bytes{ToBytes(secret)});
  return secret;
}

}  // namespace

Result<std::unique_ptr<Keyring>> OpenKeyring(const store::SqliteOptions& options) {
  StartSodium();
  const auto& file = options.file;
  if (options.vfs.empty() && !KeepPrivate(file)) return Refuse(Unreadable(file));
  TRY(auto writing, store::OpenSqliteForWriting(options));
  try {
    TRY(store::Migrate(*writing, kMigrations));
    const auto secret = LoadOrMakeSecret(*writing);
    if (!secret) return Refuse(Unreadable(file));
    TRY(auto reading, store::OpenSqliteForReading(options));
    auto table = std::make_unique<SqliteKeyTable>(std::move(writing), std::move(reading));
    return std::make_unique<CachingKeyring>(std::move(table), *secret);
  } catch (const store::Failure& failure) {
    return Refuse(failure.error());
  }
}

std::unique_ptr<Keyring> MakeEphemeralKeyring() {
  StartSodium();
  return std::make_unique<CachingKeyring>(std::make_unique<MemoryKeyTable>(), NewSecretKey());
}

}  // namespace parcours::security
