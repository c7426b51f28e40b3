#pragma once

#include <google/protobuf/descriptor.h>

#include <optional>
#include <string>

#include "services/gateway/http.h"
#include "services/platform/core/error.h"

namespace parcours::gateway {

// The HTTP status of a refusal: of the door's own by their reason, else by the canonical code, as
// google.rpc.Code gives it.
[[nodiscard]] http::status StatusOf(const Error& error);

// "barriers[0].category" → "#/barriers/0/category" of the request's JSON form; nullopt where the
// text is no field of it, but the name of a resource, say.
[[nodiscard]] std::optional<std::string> PointerTo(const google::protobuf::Descriptor& request,
                                                   const std::string& field);

// application/problem+json (RFC 9457). `request` is nullptr where no RPC was found.
[[nodiscard]] Response Problem(const Error& error, Language language,
                               const google::protobuf::Descriptor* request);

// The same in the language that the request asks for, where no RPC was found.
[[nodiscard]] Response ProblemFor(const Request& request, const Error& error);

}  // namespace parcours::gateway
