#include "tests/simulation/disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <utility>

#include "services/platform/core/check.h"

namespace parcours::simulation {

// What SQLite allocates for each file that a connection has open.
struct OpenFile {
  sqlite3_file base;
  Disk* disk;
  Disk::File* file;
  int lock;
  unsigned shared_slots;
  unsigned exclusive_slots;
};

namespace {

constexpr int kSector = 4'096;
constexpr std::size_t kTear = 512;  // bytes that a torn write keeps or loses together
// Julian day in milliseconds: 2025-01-01. Nothing of ours asks SQLite for the time.
constexpr sqlite3_int64 kNow = 212'602'320'000'000;

std::string NameIn(const char* path) { return std::filesystem::path(path).filename(); }

OpenFile& Of(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }

}  // namespace

// The functions that SQLite calls.
struct Vfs {
  static Disk& Of(sqlite3_vfs* vfs) { return *static_cast<Disk*>(vfs->pAppData); }

  static int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* opened, int flags, int* out) {
    static int temporary = 0;
    auto& disk = Of(vfs);
    const std::string path =
        name == nullptr ? "temporary-" + std::to_string(++temporary) : NameIn(name);
    opened->pMethods = nullptr;
    const bool there = disk.files_.contains(path);
    if (!there && ((flags & SQLITE_OPEN_CREATE) == 0 || !disk.powered_)) return SQLITE_CANTOPEN;
    opened->pMethods = &kMethods;
    auto& file = simulation::Of(opened);
    file.disk = &disk;
    file.file = &disk.files_[path];
    file.lock = SQLITE_LOCK_NONE;
    file.shared_slots = file.exclusive_slots = 0;
    if (out != nullptr) *out = flags;
    return SQLITE_OK;
  }
  static int Delete(sqlite3_vfs* vfs, const char* name, int) {
    auto& disk = Of(vfs);
    if (!disk.powered_) return SQLITE_IOERR_DELETE;
    return disk.files_.erase(NameIn(name)) > 0 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
  }
  static int Access(sqlite3_vfs* vfs, const char* name, int, int* out) {
    *out = Of(vfs).files_.contains(NameIn(name)) ? 1 : 0;
    return SQLITE_OK;
  }
  static int FullPathname(sqlite3_vfs*, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
  }
  static int Randomness(sqlite3_vfs*, int size, char* out) {
    std::memset(out, 7, static_cast<std::size_t>(size));
    return size;
  }
  // Nobody else runs meanwhile.
  static int Sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
  static int CurrentTime(sqlite3_vfs*, double* out) {
    *out = static_cast<double>(kNow) / 86'400'000.0;
    return SQLITE_OK;
  }
  static int CurrentTimeInt64(sqlite3_vfs*, sqlite3_int64* out) {
    *out = kNow;
    return SQLITE_OK;
  }
  static int LastError(sqlite3_vfs*, int, char*) { return 0; }

  static int Close(sqlite3_file* opened) {
    Unlock(opened, SQLITE_LOCK_NONE);
    ShmUnmap(opened, 0);
    return SQLITE_OK;
  }
  static int Read(sqlite3_file* opened, void* into, int count, sqlite3_int64 offset) {
    auto& file = simulation::Of(opened);
    if (!file.disk->Passes(Disk::Operation::kRead)) return SQLITE_IOERR_READ;
    const std::span<char> bytes(static_cast<char*>(into), static_cast<std::size_t>(count));
    return file.file->content.Read(offset, bytes) ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
  }
  static int Write(sqlite3_file* opened, const void* from, int count, sqlite3_int64 offset) {
    auto& file = simulation::Of(opened);
    if (!file.disk->Passes(Disk::Operation::kWrite)) return SQLITE_IOERR_WRITE;
    if (!file.disk->HasRoom(*file.file, offset + count)) return SQLITE_FULL;
    const std::span bytes(static_cast<const char*>(from), static_cast<std::size_t>(count));
    file.disk->Write(*file.file, offset, bytes);
    return SQLITE_OK;
  }
  static int Truncate(sqlite3_file* opened, sqlite3_int64 size) {
    auto& file = simulation::Of(opened);
    if (!file.disk->Passes(Disk::Operation::kWrite)) return SQLITE_IOERR_TRUNCATE;
    file.disk->Truncate(*file.file, size);
    return SQLITE_OK;
  }
  static int Sync(sqlite3_file* opened, int) {
    auto& file = simulation::Of(opened);
    if (!file.disk->Passes(Disk::Operation::kSync)) return SQLITE_IOERR_FSYNC;
    file.file->unsynced.clear();
    return SQLITE_OK;
  }
  static int FileSize(sqlite3_file* opened, sqlite3_int64* out) {
    *out = simulation::Of(opened).file->content.size();
    return SQLITE_OK;
  }

  static int Lock(sqlite3_file* opened, int level) {
    auto& file = simulation::Of(opened);
    auto& locks = *file.file;
    if (file.lock >= level) return SQLITE_OK;
    if (locks.exclusive != nullptr && locks.exclusive != opened) return SQLITE_BUSY;
    if (file.lock == SQLITE_LOCK_NONE) ++locks.readers;
    file.lock = std::max(file.lock, SQLITE_LOCK_SHARED);
    if (level == SQLITE_LOCK_SHARED) return SQLITE_OK;
    if (locks.reserved != nullptr && locks.reserved != opened) return SQLITE_BUSY;
    locks.reserved = opened;
    file.lock = SQLITE_LOCK_RESERVED;
    if (level == SQLITE_LOCK_RESERVED) return SQLITE_OK;
    if (locks.readers > 1) return SQLITE_BUSY;
    locks.exclusive = opened;
    file.lock = level;
    return SQLITE_OK;
  }
  static int Unlock(sqlite3_file* opened, int level) {
    auto& file = simulation::Of(opened);
    auto& locks = *file.file;
    if (file.lock <= level) return SQLITE_OK;
    if (locks.exclusive == opened) locks.exclusive = nullptr;
    if (locks.reserved == opened) locks.reserved = nullptr;
    if (level == SQLITE_LOCK_NONE) --locks.readers;
    file.lock = level;
    return SQLITE_OK;
  }
  static int CheckReservedLock(sqlite3_file* opened, int* out) {
    *out = simulation::Of(opened).file->reserved != nullptr ? 1 : 0;
    return SQLITE_OK;
  }
  static int FileControl(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
  static int SectorSize(sqlite3_file*) { return kSector; }
  static int DeviceCharacteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

  static int ShmMap(sqlite3_file* opened, int region, int size, int extend, void volatile** out) {
    auto& regions = simulation::Of(opened).file->shared.regions;
    *out = nullptr;
    const auto wanted = static_cast<std::size_t>(region);
    if (wanted >= regions.size() && extend == 0) return SQLITE_OK;
    while (regions.size() <= wanted)
      regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
    *out = regions[wanted].get();
    return SQLITE_OK;
  }
  static int ShmLock(sqlite3_file* opened, int first, int count, int flags) {
    auto& file = simulation::Of(opened);
    auto& holders = file.file->shared.holders;
    const unsigned mask = ((1U << static_cast<unsigned>(count)) - 1U)
                          << static_cast<unsigned>(first);
    const auto each = [&](auto act) {
      for (int slot = first; slot < first + count; ++slot)
        act(holders[static_cast<std::size_t>(slot)], 1U << static_cast<unsigned>(slot));
    };
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
      each([&file](int& held, unsigned bit) {
        if ((file.exclusive_slots & bit) != 0) held = 0;
        if ((file.shared_slots & bit) != 0) --held;
      });
      file.exclusive_slots &= ~mask;
      file.shared_slots &= ~mask;
      return SQLITE_OK;
    }
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    bool free = true;
    each([&](const int& held, unsigned bit) {
      const int mine = (file.shared_slots & bit) != 0 ? 1 : 0;
      free = free && (exclusive ? held == mine : held >= 0);
    });
    if (!free) return SQLITE_BUSY;
    each([&](int& held, unsigned bit) {
      if (!exclusive && (file.shared_slots & bit) == 0) ++held;
      if (exclusive) held = -1;
    });
    (exclusive ? file.exclusive_slots : file.shared_slots) |= mask;
    if (exclusive) file.shared_slots &= ~mask;
    return SQLITE_OK;
  }
  static void ShmBarrier(sqlite3_file*) {}
  static int ShmUnmap(sqlite3_file* opened, int remove) {
    ShmLock(opened, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
    if (remove != 0) simulation::Of(opened).file->shared.regions.clear();
    return SQLITE_OK;
  }

  static constexpr sqlite3_io_methods kMethods{.iVersion = 2,
                                               .xClose = Close,
                                               .xRead = Read,
                                               .xWrite = Write,
                                               .xTruncate = Truncate,
                                               .xSync = Sync,
                                               .xFileSize = FileSize,
                                               .xLock = Lock,
                                               .xUnlock = Unlock,
                                               .xCheckReservedLock = CheckReservedLock,
                                               .xFileControl = FileControl,
                                               .xSectorSize = SectorSize,
                                               .xDeviceCharacteristics = DeviceCharacteristics,
                                               .xShmMap = ShmMap,
                                               .xShmLock = ShmLock,
                                               .xShmBarrier = ShmBarrier,
                                               .xShmUnmap = ShmUnmap,
                                               .xFetch = nullptr,
                                               .xUnfetch = nullptr};
};

void UseSqliteOnOneThread() {
  sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

Disk::Disk(Keeps keeps)
    : keeps_(keeps),
      name_("disk-" + std::to_string(reinterpret_cast<std::uintptr_t>(this))),
      vfs_(std::make_unique<sqlite3_vfs>()) {
  *vfs_ = {.iVersion = 2,
           .szOsFile = sizeof(OpenFile),
           .mxPathname = 512,
           .pNext = nullptr,
           .zName = name_.c_str(),
           .pAppData = this,
           .xOpen = Vfs::Open,
           .xDelete = Vfs::Delete,
           .xAccess = Vfs::Access,
           .xFullPathname = Vfs::FullPathname,
           .xRandomness = Vfs::Randomness,
           .xSleep = Vfs::Sleep,
           .xCurrentTime = Vfs::CurrentTime,
           .xGetLastError = Vfs::LastError,
           .xCurrentTimeInt64 = Vfs::CurrentTimeInt64};
  CHECK(sqlite3_vfs_register(vfs_.get(), /*makeDflt=*/0) == SQLITE_OK);
}

Disk::~Disk() { sqlite3_vfs_unregister(vfs_.get()); }

bool Disk::Passes(Operation operation) {
  if (trap_ && trap_->operation == operation && --trap_->after == 0) {
    const auto trap = *std::exchange(trap_, std::nullopt);
    if (!trap.instead) return false;
    trap.instead();
  }
  return powered_ || operation == Operation::kRead;
}

bool Disk::HasRoom(const File& file, std::int64_t end) const {
  return !limit_ || end <= file.content.size() || used() + end - file.content.size() <= *limit_;
}

std::int64_t Disk::used() const {
  std::int64_t bytes = 0;
  for (const auto& [path, file] : files_) bytes += file.content.size();
  return bytes;
}

void Disk::Heal() {
  trap_.reset();
  limit_.reset();
}

void Disk::Write(File& file, std::int64_t offset, std::span<const char> bytes) {
  auto& content = file.content;
  if (keeps_ == Keeps::kWhatIsSynced) {
    const auto end = offset + static_cast<std::int64_t>(bytes.size());
    file.unsynced.push_back({.offset = offset,
                             .count = bytes.size(),
                             .size = content.size(),
                             .before = content.Part(offset, end)});
  }
  content.Write(offset, bytes);
}

void Disk::Truncate(File& file, std::int64_t size) {
  auto& content = file.content;
  if (keeps_ == Keeps::kWhatIsSynced) {
    file.unsynced.push_back(
        {.offset = size, .size = content.size(), .before = content.Part(size, content.size())});
  }
  content.Resize(size);
}

void Disk::Undo(const Unsynced& write, std::size_t kept, Content& content) {
  const auto from = std::min(kept, write.before.size());
  content.Write(write.offset + static_cast<std::int64_t>(from),
                std::span(write.before).subspan(from));
  const auto end = write.offset + static_cast<std::int64_t>(kept);
  content.Resize(kept == 0 ? write.size : std::max(write.size, end));
}

void Disk::Restart(testing::FixedRandom& random) {
  powered_ = true;
  for (auto& [path, file] : files_) {
    CHECK(file.readers == 0);
    file.shared = {};
    auto& writes = file.unsynced;
    const std::size_t kept = random.Chance(50) ? 0 : random.Below(writes.size() + 1);
    for (; writes.size() > kept; writes.pop_back()) Undo(writes.back(), 0, file.content);
    if (!writes.empty() && writes.back().count > 0 && random.Chance(50)) {
      const auto& torn = writes.back();
      Undo(torn, random.Below(torn.count / kTear + 1) * kTear, file.content);
    }
    writes.clear();
  }
}

}  // namespace parcours::simulation
