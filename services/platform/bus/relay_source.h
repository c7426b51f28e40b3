#pragma once

#include <deque>
#include <mutex>
#include <vector>

#include "services/platform/journal/journal.h"
#include "services/platform/store/connection.h"

namespace parcours::bus {

// The rows to relay, each once and in order: those that commits hand over while they are in memory,
// and the journal's own wherever these do not reach: at start, after an error, after too many to
// keep.
class RelaySource {
 public:
  RelaySource(const journal::Journal& journal, std::size_t max_kept, int rows_per_read)
      : journal_(journal), max_kept_(max_kept), rows_per_read_(rows_per_read) {}

  // Rows of one commit, in order of commits. Thread-safe.
  void Offer(std::vector<journal::Row> rows);
  // There is something to take. Thread-safe.
  [[nodiscard]] bool HasNews() const;

  // The next rows from `position` on. Throws store::Failure. By one thread.
  [[nodiscard]] std::vector<journal::Row> Take(store::Connection& connection,
                                               std::int64_t position);
  // What comes next is to be read from the journal.
  void Rescan();

 private:
  [[nodiscard]] std::vector<journal::Row> TakeOffered(std::int64_t position);

  const journal::Journal& journal_;
  const std::size_t max_kept_;
  const int rows_per_read_;
  mutable std::mutex mutex_;
  std::deque<journal::Row> offered_;
  bool overflowed_ = true;  // rows were left out of `offered_`
  bool scanning_ = false;   // the journal holds rows before those offered
};

}  // namespace parcours::bus
