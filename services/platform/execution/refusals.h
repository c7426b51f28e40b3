#pragma once

// Refusals of the platform itself; each service has its own in domain/refusals.h.

#include <string>
#include <string_view>

#include "services/platform/core/error.h"

namespace parcours::execution {

[[nodiscard]] Error NotFound(std::string_view name);      // NOT_FOUND, RESOURCE_NOT_FOUND
[[nodiscard]] Error EtagMismatch(std::string_view name);  // ABORTED, ETAG_MISMATCH
[[nodiscard]] Error DeadlineRequired();                   // INVALID_ARGUMENT, DEADLINE_REQUIRED
[[nodiscard]] Error DeadlinePassed();                     // DEADLINE_EXCEEDED, DEADLINE_PASSED
[[nodiscard]] Error RequestIdReused(
    std::string_view request_id);  // INVALID_ARGUMENT, REQUEST_ID_REUSED
[[nodiscard]] Error ChainTooLong(
    std::string_view fact);      // FAILED_PRECONDITION, CAUSE_CHAIN_TOO_LONG
[[nodiscard]] Error Draining();  // UNAVAILABLE, SERVICE_DRAINING
[[nodiscard]] Error Internal(std::string_view reference);  // INTERNAL, INTERNAL_FAULT

}  // namespace parcours::execution
