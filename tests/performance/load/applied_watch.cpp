#include "tests/performance/load/applied_watch.h"

#include <cstdio>
#include <cstdlib>

namespace parcours::load {
namespace {

constexpr int kBusyMs = 1'000;

void Check(sqlite3* database, int code) {
  if (code == SQLITE_OK) return;
  std::fprintf(stderr, "load: the subscriber's database: %s\n", sqlite3_errmsg(database));
  std::exit(1);
}

}  // namespace

AppliedWatch::AppliedWatch(const Options& options, Ledger& ledger)
    : options_(options), ledger_(ledger) {
  sqlite3* database = nullptr;
  const int opened =
      sqlite3_open_v2(options_.database.c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
  database_.reset(database);
  Check(database, opened);
  sqlite3_busy_timeout(database, kBusyMs);
  sqlite3_stmt* select = nullptr;
  Check(database,
        sqlite3_prepare_v2(database, "SELECT partition, next_offset FROM positions WHERE topic = ?",
                           -1, &select, nullptr));
  select_.reset(select);
  sqlite3_bind_text(select, 1, options_.topic.data(), static_cast<int>(options_.topic.size()),
                    SQLITE_STATIC);
  known_ = Positions();
  thread_ = std::thread([this] {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      wake_.wait_for(lock, options_.every);
      Look();
    }
  });
}

AppliedWatch::~AppliedWatch() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

std::vector<std::int64_t> AppliedWatch::Positions() {
  std::vector<std::int64_t> positions(static_cast<std::size_t>(options_.partitions));
  while (sqlite3_step(select_.get()) == SQLITE_ROW) {
    const auto partition = static_cast<std::size_t>(sqlite3_column_int(select_.get(), 0));
    if (partition < positions.size()) positions[partition] = sqlite3_column_int64(select_.get(), 1);
  }
  sqlite3_reset(select_.get());
  return positions;
}

void AppliedWatch::Look() {
  auto positions = Positions();
  const auto seen = Steady::now();
  for (std::size_t i = 0; i < positions.size(); ++i) {
    if (positions[i] > known_[i])
      ledger_.Applied(static_cast<int>(i), positions[i] - known_[i], seen);
  }
  known_ = std::move(positions);
}

}  // namespace parcours::load
