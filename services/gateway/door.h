#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/gateway/http.h"
#include "services/gateway/rate_limiter.h"
#include "services/gateway/route_table.h"
#include "services/platform/observe/http_metrics.h"
#include "services/platform/rpc/channel.h"
#include "services/platform/rpc/endpoints.h"
#include "services/platform/security/tokens.h"

namespace parcours::gateway {

struct DoorOptions {
  int requests_per_minute = 6'000;  // of one caller
  std::chrono::milliseconds usual_timeout{10'000};
  std::chrono::milliseconds longest_timeout{60'000};
  std::chrono::milliseconds longest_stream{3'600'000};  // then a caller resumes
  std::vector<std::string> allowed_origins;             // CORS; "https://followup.example"
};

// The platform over HTTP and JSON: finds the RPC of a request, calls it on the caller's behalf and
// gives its answer. It knows who calls to count requests alone; what a caller may do is the
// services' to say.
class Door {
 public:
  // Verifier and metrics outlive it, and it outlives every call under way.
  Door(DoorOptions options, const rpc::Endpoints& services, security::TokenVerifier& tokens,
       observe::HttpMetrics& metrics);

  // From one thread; `reply` is called once, on any.
  void Handle(Request request, Reply reply);

  // Services that no connection reaches now; asking makes them be looked for.
  [[nodiscard]] std::vector<std::string> Unreachable() const;

  [[nodiscard]] const RouteTable& routes() const { return routes_; }

 private:
  class Visit;
  struct Service {
    std::string name;
    std::shared_ptr<grpc::Channel> channel;
  };

  [[nodiscard]] std::string CallerOf(const Request& request) const;
  [[nodiscard]] bool Allows(std::string_view origin) const;
  // SERVICE_UNKNOWN: operations name their service in the request.
  [[nodiscard]] Result<const Service*> ServiceFor(const Route& route,
                                                  const google::protobuf::Message& request) const;
  void Preflight(const Request& request, const Target& target, Visit& visit) const;
  void Call(const Request& request, const Target& target, const FoundRoute& found,
            const std::shared_ptr<Visit>& visit);
  [[nodiscard]] Result<rpc::CallOptions> OptionsOf(const Request& request) const;

  const DoorOptions options_;
  std::map<std::string, Service, std::less<>> services_;
  const RouteTable routes_;
  security::TokenVerifier& tokens_;
  observe::HttpMetrics& metrics_;
  RateLimiter limiter_;
};

}  // namespace parcours::gateway
