#include "services/platform/observe/metrics_endpoint.h"

#include <arpa/inet.h>
#include <prometheus/exposer.h>
#include <prometheus/registry.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <exception>
#include <thread>

namespace parcours::observe {
namespace {

// civetweb looks whether it should stop only when its poll returns, up to two seconds later: a
// connection makes it.
void Nudge(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  static_cast<void>(::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address));
  ::close(socket);
  std::this_thread::sleep_for(std::chrono::milliseconds{5});
}

}  // namespace

MetricsEndpoint::MetricsEndpoint(std::unique_ptr<prometheus::Exposer> exposer)
    : exposer_(std::move(exposer)) {}
MetricsEndpoint::~MetricsEndpoint() {
  const int listening = port();
  const std::jthread nudging([listening](const std::stop_token& closed) {
    while (!closed.stop_requested()) Nudge(listening);
  });
  exposer_.reset();
}

Result<std::unique_ptr<MetricsEndpoint>> MetricsEndpoint::Open(const MetricsRegistry& registry,
                                                               std::uint16_t port) {
  const std::string address = "127.0.0.1:" + std::to_string(port);
  try {
    auto exposer = std::make_unique<prometheus::Exposer>(std::vector<std::string>{
        "listening_ports", address, "num_threads", "1", "request_timeout_ms", "2000"});
    exposer->RegisterCollectable(registry.registry_);
    return std::unique_ptr<MetricsEndpoint>(new MetricsEndpoint(std::move(exposer)));
  } catch (const std::exception&) {
    return Refuse(Error{.code = Code::kUnavailable,
                        .reason = "METRICS_PORT_TAKEN",
                        .field = address,
                        .french = "Les mesures ne peuvent pas être exposées sur " + address +
                                  " : port déjà utilisé. Choisissez-en un autre.",
                        .english = "Metrics cannot be served on " + address +
                                   ": the port is taken. Choose another one."});
  }
}

std::uint16_t MetricsEndpoint::port() const {
  return static_cast<std::uint16_t>(exposer_->GetListeningPorts().front());
}

}  // namespace parcours::observe
