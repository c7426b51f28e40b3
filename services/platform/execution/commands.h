#pragma once

#include <google/protobuf/message.h>

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/core/clock.h"
#include "services/platform/core/result.h"
#include "services/platform/security/keyring.h"
#include "services/platform/store/connection.h"
#include "services/platform/store/migrations.h"

namespace parcours::execution {

[[nodiscard]] std::span<const store::Migration> CommandMigrations();

// Answers of commands by (principal, request_id), in the transaction of the command: a retry gets
// the same answer. Answers that hold sensitive fields are sealed; what is
// shown once is not among them.
class CommandLog {
 public:
  CommandLog(store::Connection& connection, security::Keyring& keyring)
      : connection_(connection), keyring_(keyring) {}

  // The stored answer, parsed into `answer`: true. Nothing stored: false.
  // Another request under the same id: INVALID_ARGUMENT, REQUEST_ID_REUSED.
  [[nodiscard]] Result<bool> Recall(std::string_view principal, std::string_view request_id,
                                    const google::protobuf::Message& request,
                                    google::protobuf::Message& answer) const;

  void Remember(std::string_view principal, std::string_view request_id,
                const google::protobuf::Message& request, const google::protobuf::Message& answer,
                Instant now);

 private:
  store::Connection& connection_;
  security::Keyring& keyring_;
};

// For how long a repeated request gets its first answer (DELIVERY section 1).
inline constexpr std::chrono::days kAnswersKept{30};

struct CommandKey {
  std::string principal;
  std::string request_id;
};
// At most `limit` commands recorded before `before`, in the order of their keys from the one after
// `last` on.
[[nodiscard]] std::vector<CommandKey> CommandsBefore(store::Connection& connection, Instant before,
                                                     const CommandKey& last, int limit);
void ForgetCommands(store::Connection& connection, std::span<const CommandKey> keys);

// The request's `request_id`; empty when the type has none.
[[nodiscard]] std::string RequestIdOf(const google::protobuf::Message& request);

}  // namespace parcours::execution
