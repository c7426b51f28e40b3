#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <thread>

#include "services/gateway/front.h"
#include "services/gateway/listener.h"
#include "services/gateway/national/dossiers.h"

namespace parcours::gateway {

struct ServerOptions {
  Listener::Options listen;
  std::string monitoring = "127.0.0.1:0";  // health, readiness and metrics, on a port of their own
  DoorOptions door;
  national::DossiersOptions dossiers;
  FrontOptions front;
};

// The running gateway: front, door and monitoring on one thread; services answer on gRPC's.
class Server {
 public:
  // LISTEN_ADDRESS_UNFIT, and what Front::Open refuses. The surroundings outlive it.
  [[nodiscard]] static Result<std::unique_ptr<Server>> Start(ServerOptions options,
                                                             const rpc::Endpoints& services,
                                                             const Surroundings& surroundings);
  ~Server() { Drain(); }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // With the actual ports.
  [[nodiscard]] const std::string& address() const { return address_; }
  [[nodiscard]] const std::string& monitoring_address() const { return monitoring_address_; }

  // Takes no new request and answers those that came; each has its deadline. Once.
  void Drain();

 private:
  Server(const ServerOptions& options, const rpc::Endpoints& services,
         security::TokenVerifier& tokens)
      : http_metrics_(metrics_),
        door_(options.door, services, tokens, http_metrics_),
        dossiers_(options.dossiers, services, http_metrics_) {}
  [[nodiscard]] Result<void> Listen(const ServerOptions& options);
  // GET /healthz, /readyz, /metrics.
  [[nodiscard]] Response Monitor(const Request& request) const;

  observe::MetricsRegistry metrics_;
  observe::HttpMetrics http_metrics_;
  Door door_;
  national::Dossiers dossiers_;
  std::unique_ptr<Front> front_;
  boost::asio::io_context context_{1};
  std::unique_ptr<Listener> listener_;
  std::unique_ptr<Listener> monitoring_;
  std::string address_;
  std::string monitoring_address_;
  std::jthread thread_;
};

}  // namespace parcours::gateway
