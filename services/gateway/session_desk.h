#pragma once

#include <optional>
#include <utility>

#include "services/gateway/http.h"
#include "services/gateway/sample_agents.h"
#include "services/gateway/sessions.h"

namespace parcours::gateway {

// Where people sign in and out: GET, POST and DELETE /session, GET /session/agents. A browser holds
// a cookie that no script can read; what it may do is what the token behind it may.
class SessionDesk {
 public:
  // Without agents nobody can sign in: those two addresses are not there.
  SessionDesk(Sessions& sessions, std::optional<SampleAgents> agents)
      : sessions_(sessions), agents_(std::move(agents)) {}

  // nullopt where the address is none of these.
  [[nodiscard]] std::optional<Response> Answer(const Request& request);

  // A request with a session's cookie, and no token of its own, gets the session's token.
  // SESSION_ENDED; where it would change something, ORIGIN_FOREIGN and CSRF_TOKEN_WRONG.
  [[nodiscard]] Result<void> Admit(Request& request);

 private:
  [[nodiscard]] Result<Response> Serve(const Request& request);
  [[nodiscard]] Result<Response> ListAgents(const Request& request) const;
  [[nodiscard]] Result<Response> SignIn(const Request& request);
  [[nodiscard]] Result<Response> SignOut(const Request& request);
  // SESSION_MISSING, SESSION_ENDED.
  [[nodiscard]] Result<const Session*> SessionOf(const Request& request);

  Sessions& sessions_;
  const std::optional<SampleAgents> agents_;
};

}  // namespace parcours::gateway
