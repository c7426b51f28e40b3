#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <unordered_map>

#include "services/platform/core/clock.h"
#include "services/platform/core/result.h"

namespace parcours::gateway {

// Who sits before a page, as pages name them.
struct SessionAgent {
  std::string id;            // "agents/…"
  std::string name;          // as people are called
  std::string role;          // "REFERENT, TRAINER": all of the token's
  std::string organisation;  // its name; empty where they act for none
};

// Someone who is signed in. The token stays here: no script ever holds it.
struct Session {
  std::string id;  // the cookie
  SessionAgent agent;
  std::string token;  // with which the gateway calls on their behalf
  std::string csrf;   // what a page adds to requests that change something
  Instant expires;
};

// Those who are signed in, in memory: a restart signs everybody out. Whoever knows who someone is
// opens a session: the sample's page today, a region's OpenID Connect provider later. Used by one
// thread.
class Sessions {
 public:
  // The clock outlives it.
  Sessions(const Clock& clock, std::chrono::seconds lifetime, std::size_t most = 10'000)
      : clock_(clock), lifetime_(lifetime), most_(most) {}

  // UNAVAILABLE, SESSIONS_EXHAUSTED. The token lasts as long as the session.
  [[nodiscard]] Result<const Session*> Open(SessionAgent agent, std::string token);

  // nullptr where there is none of this id, or none any more.
  [[nodiscard]] const Session* Find(const std::string& id);

  void Close(const std::string& id) { sessions_.erase(id); }

  [[nodiscard]] std::chrono::seconds lifetime() const { return lifetime_; }

 private:
  const Clock& clock_;
  const std::chrono::seconds lifetime_;
  const std::size_t most_;
  std::unordered_map<std::string, Session> sessions_;
};

}  // namespace parcours::gateway
