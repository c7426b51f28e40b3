#pragma once

// SQLite's own interface, with its errors turned into the end of the process: the floor has nobody
// to tell.

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace parcours::floor {

[[noreturn]] void Fail(std::string_view what, std::string_view why);

struct Blob {
  std::string_view bytes;
};

// Prepared once; parameters and columns by position.
class Statement {
 public:
  Statement(sqlite3* database, const char* sql);

  // Binds and steps. True: there is a row, to be read before Reset(). What is bound lives until
  // then.
  template <typename... Values>
  bool Run(const Values&... values) {
    int index = 0;
    (Bind(++index, values), ...);
    return Step();
  }

  [[nodiscard]] std::int64_t Integer(int column) const;
  [[nodiscard]] std::string_view Bytes(int column) const;
  void Reset();

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  void Bind(int index, std::int64_t value);
  void Bind(int index, std::string_view text);
  void Bind(int index, Blob blob);
  bool Step();

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// One file: write-ahead log, synchronous=FULL, used by one thread.
class Database {
 public:
  explicit Database(const std::filesystem::path& file);

  void Script(const char* sql);
  [[nodiscard]] Statement Prepare(const char* sql) const { return {database_.get(), sql}; }
  [[nodiscard]] std::int64_t LastRow() const { return sqlite3_last_insert_rowid(database_.get()); }
  [[nodiscard]] int Changes() const { return sqlite3_changes(database_.get()); }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };

  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace parcours::floor
