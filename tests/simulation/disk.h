#pragma once

// A disk in memory under the real SQLite adapter: an SQLite VFS that keeps what was written apart
// from what was synced, loses the former at a crash, and fails when it is told to.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "services/platform/testing/fakes.h"
#include "tests/simulation/content.h"

struct sqlite3_vfs;

namespace parcours::simulation {

// SQLite without its own locks, for a process of one thread. Before the first disk; later it does
// nothing.
void UseSqliteOnOneThread();

// One machine's disk. Single-threaded. It has one folder: files are told apart by their last name.
class Disk {
 public:
  enum class Keeps {
    kWhatIsSynced,  // a crash loses the rest, but for a drawn beginning of it
    kEverything,    // the fast double: nothing is kept apart
  };

  explicit Disk(Keeps keeps);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  // SqliteOptions::vfs
  [[nodiscard]] const std::string& vfs() const { return name_; }

  enum class Operation { kWrite, kSync, kRead };
  // The n-th operation of that kind from now on (from 1) fails, once; or `instead` is called before
  // it, which may cut the power.
  struct Trap {
    Operation operation = Operation::kWrite;
    int after = 1;
    std::function<void()> instead = {};
  };
  void Set(Trap trap) { trap_ = std::move(trap); }
  // SQLITE_FULL where files would hold more than this in all; nullopt = boundless.
  void Limit(std::optional<std::int64_t> bytes) { limit_ = bytes; }
  [[nodiscard]] std::int64_t used() const;
  // No trap, no limit.
  void Heal();

  // From now on nothing is written any more: whoever still runs is a ghost.
  void CutPower() { powered_ = false; }
  [[nodiscard]] bool powered() const { return powered_; }
  // After everyone has closed: each file keeps what was synced, and of the rest a beginning, whose
  // last write may be torn. Power is back.
  void Restart(testing::FixedRandom& random);

 private:
  friend struct Vfs;
  friend struct OpenFile;
  // What an unsynced write, or a cut, has replaced.
  struct Unsynced {
    std::int64_t offset = 0;
    std::size_t count = 0;  // 0: the file was cut at `offset`
    std::int64_t size = 0;  // of the file before
    std::string before = {};
  };
  // Shared memory of the connections to one database, with SQLite's eight locks.
  struct Shared {
    std::vector<std::unique_ptr<char[]>> regions;
    std::array<int, 8> holders{};  // -1: one, exclusively
  };
  struct File {
    Content content;
    std::vector<Unsynced> unsynced;
    Shared shared;
    int readers = 0;
    const void* reserved = nullptr;  // the connection that holds it
    const void* exclusive = nullptr;
  };

  // False: it fails.
  [[nodiscard]] bool Passes(Operation operation);
  [[nodiscard]] bool HasRoom(const File& file, std::int64_t end) const;
  void Write(File& file, std::int64_t offset, std::span<const char> bytes);
  void Truncate(File& file, std::int64_t size);
  // Undoes all of a write but for its first `kept` bytes.
  static void Undo(const Unsynced& write, std::size_t kept, Content& content);

  const Keeps keeps_;
  const std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
  std::map<std::string, File> files_;
  std::optional<Trap> trap_;
  std::optional<std::int64_t> limit_;
  bool powered_ = true;
};

}  // namespace parcours::simulation
