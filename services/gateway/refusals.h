#pragma once

// Why the door itself turned a request away: each refusal once.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "services/platform/core/error.h"

namespace parcours::gateway {

// Where it goes
[[nodiscard]] Error PathMalformed();
[[nodiscard]] Error QueryMalformed(std::size_t most_parameters);
[[nodiscard]] Error TokenInQuery(std::string_view parameter);
[[nodiscard]] Error RouteUnknown();
[[nodiscard]] Error MethodNotAllowed(std::string_view methods);
[[nodiscard]] Error ServiceUnknown(std::string_view service);
[[nodiscard]] Error ServiceNotReachable(std::string_view service);

// What it says
[[nodiscard]] Error NotAcceptable(std::string_view answered);
[[nodiscard]] Error ContentTypeUnsupported();
[[nodiscard]] Error HeaderMalformed(std::string_view header, std::string_view french,
                                    std::string_view english);
// A header and a field that mean the same thing.
[[nodiscard]] Error HeaderContradictsField(std::string_view header, std::string_view field);
[[nodiscard]] Error BodyNotExpected();
[[nodiscard]] Error QueryNotExpected(std::string_view parameter);
[[nodiscard]] Error ParameterRepeated(std::string_view parameter);
[[nodiscard]] Error JsonMalformed(std::size_t byte);
[[nodiscard]] Error JsonTooDeep(std::size_t deepest);
[[nodiscard]] Error JsonKeyRepeated(std::string_view key);

// How it comes
[[nodiscard]] Error HttpMalformed();
[[nodiscard]] Error HeadersTooLarge(std::size_t most_bytes);
[[nodiscard]] Error BodyTooLarge(std::size_t most_bytes);
[[nodiscard]] Error BodyIncomplete();
[[nodiscard]] Error RequestTooSlow(std::chrono::seconds longest);
[[nodiscard]] Error ConnectionsExhausted();
[[nodiscard]] Error RateExceeded(std::chrono::seconds retry_after);

// Sessions
[[nodiscard]] Error SessionMissing();
[[nodiscard]] Error SessionEnded();
[[nodiscard]] Error CsrfTokenWrong();
[[nodiscard]] Error OriginForeign();
[[nodiscard]] Error AgentNotOffered(std::string_view agent);
[[nodiscard]] Error SessionsExhausted();

// Starting
[[nodiscard]] Error ListenAddressUnfit(const std::string& address);
[[nodiscard]] Error PagesUnreadable(const std::string& folder);
[[nodiscard]] Error AgentsUnreadable(const std::string& file);

}  // namespace parcours::gateway
