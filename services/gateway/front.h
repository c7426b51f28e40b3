#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "services/gateway/door.h"
#include "services/gateway/json_schema.h"
#include "services/gateway/pages.h"
#include "services/gateway/published.h"
#include "services/gateway/session_desk.h"

namespace parcours::gateway {

struct FrontOptions {
  std::filesystem::path pages;  // the built pages; empty: none
  std::chrono::seconds session_lifetime = std::chrono::hours(8);
  // "See the platform as…": file of a sample's partners, whose agents anybody may be. Empty: nobody
  // can sign in.
  std::filesystem::path sample_agents;
};

// What the gateway asks of its surroundings.
struct Surroundings {
  security::TokenVerifier& tokens;
  const security::TokenIssuer* issuer;  // nullptr: it can sign no token
  const Clock& clock;
};

// What a request meets first: documents, pages and sessions, which the gateway has itself, and
// behind them the door to the services.
class Front {
 public:
  // PAGES_UNREADABLE, AGENTS_UNREADABLE. Door, surroundings and metrics outlive
  // it.
  [[nodiscard]] static Result<std::unique_ptr<Front>> Open(const FrontOptions& options, Door& door,
                                                           const Surroundings& surroundings,
                                                           observe::HttpMetrics& metrics);

  // From one thread; `reply` is called once, on any.
  void Handle(Request request, Reply reply);

 private:
  Front(const FrontOptions& options, Door& door, const Surroundings& surroundings,
        observe::HttpMetrics& metrics);
  void Publish(const std::string& address, const Json& document);
  [[nodiscard]] std::optional<Response> AnswerAtOnce(Request& request);

  Door& door_;
  observe::HttpMetrics& metrics_;
  Sessions sessions_;
  std::unique_ptr<SessionDesk> desk_;
  std::optional<Pages> pages_;
  std::map<std::string, Published, std::less<>> documents_;
};

}  // namespace parcours::gateway
