#pragma once

#include <filesystem>
#include <memory>

#include "services/platform/core/result.h"
#include "services/platform/store/connection.h"

namespace parcours::store {

// The SQLite adapter over SOCI: one file per service.
struct SqliteOptions {
  std::filesystem::path file;
  // Name of an SQLite VFS; empty = the system's. The simulation gives one that loses unsynced
  // writes.
  std::string vfs;
  // Longest wait for a lock held by another connection of this process.
  std::chrono::milliseconds busy_timeout{5'000};
  // Pages in the log after which the writing connection, the only one that does, checkpoints.
  int checkpoint_pages = 1'000;
};

// WAL, synchronous=FULL, mmap off.
[[nodiscard]] Result<std::unique_ptr<Connection>> OpenSqliteForWriting(
    const SqliteOptions& options);

// Read-only; sees the last commit at each statement.
[[nodiscard]] Result<std::unique_ptr<Connection>> OpenSqliteForReading(
    const SqliteOptions& options);

// True where the file is there and holds something.
[[nodiscard]] bool SqliteExists(const SqliteOptions& options);

// The file, its log and its shared memory; those that are not there are no error.
void RemoveSqlite(const SqliteOptions& options);

// Held as long as the object lives: a second process that opens the same directory is refused
// (FAILED_PRECONDITION, DATA_DIRECTORY_IN_USE or DATA_DIRECTORY_NOT_WRITABLE). SQLite 3.40.1 must
// have one checkpointing process only.
class DirectoryLock {
 public:
  [[nodiscard]] static Result<DirectoryLock> Take(const std::filesystem::path& sidecar);
  DirectoryLock(DirectoryLock&& other) noexcept;
  DirectoryLock& operator=(DirectoryLock&& other) noexcept;
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;
  ~DirectoryLock();

 private:
  explicit DirectoryLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace parcours::store
