#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "services/platform/core/result.h"
#include "services/platform/store/connection.h"

namespace parcours::chaos {

// One row of a journal, as far as the check needs it.
struct Entry {
  std::int64_t position = 0;
  std::string aggregate;
  std::int64_t version = 0;
  std::string topic;  // empty: does not travel
  std::int64_t topic_version = 0;
  std::string type;
  std::string cause_source;
  std::string cause_id;
  std::string trace_id;  // of a command of the load; else empty
  std::string payload;

  [[nodiscard]] std::string Id() const { return aggregate + "/" + std::to_string(version); }
};

// A service's journal, read from its database.
struct Ledger {
  std::string service;
  std::vector<Entry> entries;  // by position

  [[nodiscard]] std::string Source() const { return "/parcours/" + service; }
};

[[nodiscard]] Result<std::unique_ptr<store::Connection>> OpenDatabase(
    const std::filesystem::path& folder, const std::string& service);
[[nodiscard]] Ledger ReadLedger(store::Connection& db, const std::string& service);

// The fact without `meta`: what it says, apart from when and why it was recorded.
[[nodiscard]] std::string ContentOf(const Entry& entry);

}  // namespace parcours::chaos
