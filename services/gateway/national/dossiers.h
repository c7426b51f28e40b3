#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "services/gateway/connection.h"
#include "services/gateway/http.h"
#include "services/gateway/rate_limiter.h"
#include "services/platform/core/clock.h"
#include "services/platform/observe/http_metrics.h"
#include "services/platform/rpc/channel.h"
#include "services/platform/rpc/endpoints.h"
#include "services/platform/security/tokens.h"

namespace parcours::gateway::national {

struct DossiersOptions {
  // Signs the tokens in whose name keys of partners act (docs/adr/0016). nullptr: the address is
  // not there.
  const security::TokenIssuer* issuer = nullptr;
  const Clock* clock = nullptr;
  int requests_per_minute = 6'000;  // of one key
  std::chrono::milliseconds timeout{60'000};
  std::size_t body_bytes = 8 * 1024 * 1024;
  int large_bodies_at_once = 16;
};

// POST /api/v3/dossiers-apprenants, as senders know it from the national dashboard: they change the
// address and the key. Partners says whom the key stands for, recruitment judges the records.
class Dossiers {
 public:
  // Issuer, clock and metrics outlive it, and it outlives every call under way.
  Dossiers(DossiersOptions options, const rpc::Endpoints& services, observe::HttpMetrics& metrics);

  [[nodiscard]] bool Serves(std::string_view target) const;

  // What connections must know of the address; nullptr where it is not there.
  [[nodiscard]] LargeBodies* large_bodies() { return Serves(large_.path) ? &large_ : nullptr; }

  // From one thread; `reply` is called once, on any.
  void Handle(Request request, Reply reply);

 private:
  class Visit;

  void Authenticate(const std::shared_ptr<Visit>& visit, const std::string& key);
  void Import(const std::shared_ptr<Visit>& visit);
  [[nodiscard]] rpc::CallOptions CallAs(const security::Actor& actor, Language language) const;

  const DossiersOptions options_;
  LargeBodies large_;
  const std::shared_ptr<grpc::Channel> partners_;
  const std::shared_ptr<grpc::Channel> recruitment_;
  observe::HttpMetrics& metrics_;
  RateLimiter limiter_;
};

}  // namespace parcours::gateway::national
