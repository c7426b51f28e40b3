#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "services/platform/journal/fact.h"
#include "services/platform/security/keyring.h"
#include "services/platform/store/connection.h"
#include "services/platform/store/migrations.h"

namespace parcours::journal {

[[nodiscard]] std::span<const store::Migration> Migrations();

// The last of an aggregate: position, version and the versions on each topic.
struct Head {
  std::int64_t position = 0;
  std::int64_t version = 0;
  std::int64_t public_version = 0;
  std::int64_t restricted_version = 0;
};

// A fact about to be recorded; the caller knows all but what the journal assigns.
struct Draft {
  const google::protobuf::Message& fact;  // its `meta` holds effective date, cause, chain, instant
  std::string aggregate;
  std::string tenant;
  std::string subject;
  std::string actor;
  std::string trace;
};

// Appends and reads. Lives on one connection's thread; appending only on the writer's.
// Rows appended since the last TakeAppended() are kept for the relay, so that it needs not read
// them back.
class Journal {
 public:
  Journal(std::string context, security::Keyring& keyring)
      : context_(std::move(context)), keyring_(keyring) {}

  // Throws store::Failure when the version is taken (optimistic concurrency) or the store fails.
  // The row stands until the next one is appended or they are taken.
  const Row& Append(store::Connection& connection, const Head& head, const Draft& draft);

  [[nodiscard]] Head HeadOf(store::Connection& connection, std::string_view aggregate) const;

  // Rows of one aggregate in order of version.
  [[nodiscard]] std::vector<Row> ReadAggregate(store::Connection& connection,
                                               std::string_view aggregate) const;

  // At most `limit` rows from `position` on (inclusive), in order of position.
  [[nodiscard]] std::vector<Row> ReadFrom(store::Connection& connection, std::int64_t position,
                                          int limit) const;

  // Position of the last row; 0 when empty.
  [[nodiscard]] std::int64_t LastPosition(store::Connection& connection) const;

  // The whole fact: payload, and what was sealed where the subject's key still exists. nullptr: not
  // a known type.
  [[nodiscard]] std::unique_ptr<google::protobuf::Message> Decode(const Row& row) const;

  // Rows appended in savepoints that were kept, for the relay.
  [[nodiscard]] std::vector<Row> TakeAppended();
  [[nodiscard]] std::size_t AppendedCount() const { return appended_.size(); }
  // A savepoint was undone: forget what was appended after `count`, and the chain heads it moved.
  void Forget(std::size_t count);

  [[nodiscard]] const std::string& context() const { return context_; }
  [[nodiscard]] std::string Source() const { return "/parcours/" + context_; }

 private:
  void Insert(store::Connection& connection, const Head& head, Row& row);
  static void MoveHead(store::Connection& connection, const Head& from, const Head& to,
                       const std::string& aggregate);
  [[nodiscard]] std::string ChainHead(store::Connection& connection, const std::string& tenant);

  const std::string context_;
  security::Keyring& keyring_;
  std::vector<Row> appended_;
  std::unordered_map<std::string, std::string>
      chain_heads_;                 // tenant → last hash, a cache of the table
  std::int64_t last_position_ = 0;  // of the journal; 0 = read it
};

// First row whose stored bytes, chain or version sequence do not fit; nullopt when the whole
// journal verifies.
struct BrokenLink {
  std::int64_t position;
  std::string what;
};
struct AuditReport {
  std::int64_t rows = 0;
  std::int64_t tenants = 0;
  std::optional<BrokenLink> broken;
};
[[nodiscard]] AuditReport VerifyAudit(store::Connection& connection);

}  // namespace parcours::journal
