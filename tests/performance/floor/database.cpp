#include "tests/performance/floor/database.h"

#include <cstdio>
#include <cstdlib>

namespace parcours::floor {
namespace {

void Check(sqlite3* database, int code, std::string_view what) {
  if (code != SQLITE_OK) Fail(what, sqlite3_errmsg(database));
}

}  // namespace

void Fail(std::string_view what, std::string_view why) {
  std::fprintf(stderr, "floor: %.*s: %.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(why.size()), why.data());
  std::abort();
}

Statement::Statement(sqlite3* database, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  Check(database,
        sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr), sql);
  statement_.reset(statement);
}

void Statement::Bind(int index, std::int64_t value) {
  sqlite3_bind_int64(statement_.get(), index, value);
}

void Statement::Bind(int index, std::string_view text) {
  sqlite3_bind_text(statement_.get(), index, text.data(), static_cast<int>(text.size()),
                    SQLITE_STATIC);
}

void Statement::Bind(int index, Blob blob) {
  sqlite3_bind_blob(statement_.get(), index, blob.bytes.data(), static_cast<int>(blob.bytes.size()),
                    SQLITE_STATIC);
}

bool Statement::Step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) {
    Fail(sqlite3_sql(statement_.get()), sqlite3_errmsg(sqlite3_db_handle(statement_.get())));
  }
  Reset();
  return false;
}

std::int64_t Statement::Integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::Bytes(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
  return data == nullptr ? std::string_view{} : std::string_view(data, size);
}

void Statement::Reset() { sqlite3_reset(statement_.get()); }

Database::Database(const std::filesystem::path& file) {
  sqlite3* database = nullptr;
  const int opened =
      sqlite3_open_v2(file.c_str(), &database,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(database);
  Check(database, opened, file.string());
  Script(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; "
      "PRAGMA mmap_size = 0; PRAGMA cache_size = -4096;");
}

void Database::Script(const char* sql) {
  Check(database_.get(), sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr), sql);
}

}  // namespace parcours::floor
