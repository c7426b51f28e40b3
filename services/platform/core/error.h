#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace parcours {

// Canonical codes, numbered as in gRPC (google.rpc.Code) so that the edge maps them by value.
enum class Code {
  kCancelled = 1,
  kUnknown = 2,
  kInvalidArgument = 3,
  kDeadlineExceeded = 4,
  kNotFound = 5,
  kAlreadyExists = 6,
  kPermissionDenied = 7,
  kResourceExhausted = 8,
  kFailedPrecondition = 9,
  kAborted = 10,
  kUnimplemented = 12,
  kInternal = 13,
  kUnavailable = 14,
  kDataLoss = 15,
  kUnauthenticated = 16,
};

[[nodiscard]] std::string_view CodeName(Code code);

// How a subscriber treats a refusal of one of its reactions (DELIVERY section 3).
enum class RefusalClass {
  kFinal,        // parked as a dead letter
  kAlreadyDone,  // success: the effect is there
  kNotYet,       // waits in its key's lane, bounded
};

// Languages in which a refusal is said.
enum class Language { kFrench, kEnglish };

// Why something was refused or failed. `reason` is stable, in UPPER_SNAKE_CASE, unique per refusal,
// and part of the contract with callers; `field` is the request field or resource at fault, empty
// when none is. The sentences are for the person who sent the request: what is wrong and what to
// do, never a stack or SQL.
struct Error {
  Code code = Code::kUnknown;
  std::string reason;
  std::string field;
  std::string french;
  std::string english;
  RefusalClass refusal = RefusalClass::kFinal;
  // RESOURCE_EXHAUSTED and UNAVAILABLE: when to try again.
  std::optional<std::chrono::milliseconds> retry_after;

  [[nodiscard]] const std::string& Message(Language language) const {
    return language == Language::kFrench ? french : english;
  }
};

}  // namespace parcours
