#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/core/clock.h"
#include "services/platform/core/id.h"
#include "services/platform/core/result.h"
#include "services/platform/execution/aggregate_cache.h"
#include "services/platform/execution/projection.h"
#include "services/platform/journal/journal.h"
#include "services/platform/schedule/timers.h"
#include "services/platform/security/actor.h"
#include "services/platform/security/policy.h"

namespace parcours::execution {

// What every command, reaction, timer and query of one service shares. Outlives every session.
struct Environment {
  const Clock& clock;
  IdSource& ids;
  journal::Journal& journal;
  security::Keyring& keyring;
  const ProjectionTable& projections;
  AggregateCache* cache = nullptr;  // null in queries
};

// Who asks, and what led to it.
struct Origin {
  security::Actor actor;
  std::vector<security::Grant> grants;
  journal::Cause cause;
  std::uint32_t chain = 0;
  std::string trace;
  Language language = Language::kFrench;  // in which sentences of an answer are said
};

// One command, reaction, timer or query while it runs: what a service's Context is made of.
// On a read-only connection (queries) recording is a programmer error.
class Session {
 public:
  enum class Mode { kRead, kWrite };
  Session(Environment environment, Origin origin, store::Connection& connection, Mode mode);

  [[nodiscard]] const security::Actor& actor() const { return origin_.actor; }
  [[nodiscard]] const Origin& origin() const { return origin_; }
  [[nodiscard]] CivilDate today() const { return today_; }
  [[nodiscard]] Instant now() const { return now_; }
  [[nodiscard]] std::string NewId() { return environment_.ids.NewId(); }
  [[nodiscard]] store::Connection& db() { return connection_; }
  [[nodiscard]] schedule::Timers timers() { return schedule::Timers(connection_); }
  [[nodiscard]] security::Keyring& keyring() { return environment_.keyring; }

  // Folds an aggregate; `empty` when nothing is recorded. Used by Repository.
  struct Loaded {
    journal::Head head;
    std::shared_ptr<const void> state;  // null when nothing is recorded
  };
  using Fold = std::function<std::shared_ptr<const void>(const std::vector<journal::Row>&)>;
  [[nodiscard]] Loaded LoadAggregate(const std::string& name, const Fold& fold);

  // Writes the fact's `meta`: an aggregate that applies it sees what a later fold will see. Used by
  // Repository.
  void Stamp(google::protobuf::Message& fact) const;

  // Appends the fact, projects it, and remembers `state` as the aggregate's. Used by Repository.
  struct Recording {
    std::string aggregate;
    std::string organisation;
    std::string person;
    std::shared_ptr<const void> state;
  };
  [[nodiscard]] Result<void> Record(google::protobuf::Message& fact, const journal::Head& head,
                                    Recording recording);

  [[nodiscard]] bool MaySee(const security::RecordView& record,
                            const security::Conventions& conventions) const;

  [[nodiscard]] std::unique_ptr<google::protobuf::Message> Decode(const journal::Row& row) const {
    return environment_.journal.Decode(row);
  }

  // Number of facts recorded so far.
  [[nodiscard]] std::size_t recorded() const { return recorded_; }

  // The savepoint of this session is undone: nothing it put into the cache may stay.
  void Undo();

 private:
  Environment environment_;
  Origin origin_;
  store::Connection& connection_;
  const Mode mode_;
  const Instant now_;
  const CivilDate today_;
  const std::size_t appended_before_;
  std::size_t recorded_ = 0;
  std::vector<std::string> touched_;
};

}  // namespace parcours::execution
