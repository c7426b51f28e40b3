#pragma once

#include <grpcpp/support/status.h>

#include <map>
#include <string>

#include "services/platform/core/error.h"
#include "services/platform/core/result.h"

namespace parcours::rpc {

// Plain trailing metadata that repeats reason and field, for clients that do not parse
// google.rpc.Status.
inline constexpr const char* kReasonKey = "parcours-reason";
inline constexpr const char* kFieldKey = "parcours-field";

// Canonical code, the sentence in the caller's language, and google.rpc.Status as details
// (grpc-status-details-bin): ErrorInfo{reason, domain "parcours"}, BadRequest.FieldViolation where
// a field is at fault, RetryInfo where it helps.
[[nodiscard]] grpc::Status ToStatus(const Error& error, Language language);

// The way back, on the client. A status that no service of ours wrote gets a reason of the
// transport: SERVICE_UNREACHABLE, DEADLINE_PASSED, MESSAGE_TOO_LARGE, METHOD_UNKNOWN,
// CALL_CANCELLED or TRANSPORT_FAILED. What the transport itself said, addresses among it, is for
// operators alone.
enum class TransportDetail { kTold, kKept };
[[nodiscard]] Error FromStatus(const grpc::Status& status,
                               TransportDetail detail = TransportDetail::kTold);

// True if the text may travel as plain metadata: printable ASCII.
[[nodiscard]] bool IsPlainMetadata(const std::string& text);

}  // namespace parcours::rpc
