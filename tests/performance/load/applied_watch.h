#pragma once

#include <sqlite3.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/performance/load/ledger.h"

namespace parcours::load {

// Reads the subscriber's own positions, read-only, and tells the ledger what was applied: a
// position moves in the transaction that applies. The same for every subscriber under test.
class AppliedWatch {
 public:
  struct Options {
    std::string database;
    std::string topic;
    int partitions = 1;
    std::chrono::microseconds every{500};
  };

  AppliedWatch(const Options& options, Ledger& ledger);
  ~AppliedWatch();
  AppliedWatch(const AppliedWatch&) = delete;
  AppliedWatch& operator=(const AppliedWatch&) = delete;

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };

  [[nodiscard]] std::vector<std::int64_t> Positions();
  void Look();

  const Options options_;
  Ledger& ledger_;
  std::unique_ptr<sqlite3, Close> database_;
  std::unique_ptr<sqlite3_stmt, Close> select_;
  std::vector<std::int64_t> known_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace parcours::load
