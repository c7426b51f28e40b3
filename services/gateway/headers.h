#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/gateway/http.h"
#include "services/platform/core/result.h"

namespace parcours::gateway {

// What the headers of a request say, read once. INVALID_ARGUMENT, HEADER_MALFORMED where one cannot
// be read.

// The address without its query, as it was sent.
[[nodiscard]] std::string_view PathOf(const Request& request);

// "Bearer x" → "x"; empty where no bearer token is sent.
[[nodiscard]] Result<std::string> BearerOf(const Request& request);

// `Request-Timeout: 2.5`, in seconds, and no more than the longest.
[[nodiscard]] Result<std::chrono::milliseconds> TimeoutOf(const Request& request,
                                                          std::chrono::milliseconds usual,
                                                          std::chrono::milliseconds longest);

// `Idempotency-Key`, in quotes or not, and the tag of `If-Match` without its quotes; empty where
// there is none.
[[nodiscard]] Result<std::string> IdempotencyKeyOf(const Request& request);
[[nodiscard]] Result<std::string> IfMatchOf(const Request& request);

// Where a caller wants to go on hearing; nullopt where it begins.
[[nodiscard]] Result<std::optional<std::int64_t>> LastEventIdOf(const Request& request);

inline constexpr std::string_view kJsonMedia = "application/json";
inline constexpr std::string_view kEventMedia = "text/event-stream";

// NOT_ACCEPTABLE unless the caller takes what is answered; CONTENT_TYPE_UNSUPPORTED where it sends
// a body that is no JSON.
[[nodiscard]] Result<void> CheckMediaTypes(const Request& request,
                                           std::string_view answered = kJsonMedia);

}  // namespace parcours::gateway
