#include "services/gateway/listener.h"

#include <charconv>
#include <utility>

#include "services/gateway/refusals.h"

namespace parcours::gateway {
namespace {

namespace beast = boost::beast;
namespace net = boost::asio;
using net::ip::tcp;

// Connections past the limit that are told so; those past these are closed.
constexpr std::size_t kMostTurnedAway = 64;
constexpr std::chrono::milliseconds kPauseAfterError{100};

// "127.0.0.1:0"
std::optional<tcp::endpoint> EndpointOf(const std::string& address) {
  const auto colon = address.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  std::uint16_t port = 0;
  const char* end = address.data() + address.size();
  const auto [stop, wrong] = std::from_chars(address.data() + colon + 1, end, port);
  beast::error_code failed;
  const auto host = net::ip::make_address(address.substr(0, colon), failed);
  if (failed || !host.is_loopback() || wrong != std::errc{} || stop != end) return std::nullopt;
  return tcp::endpoint(host, port);
}

bool Listen(tcp::acceptor& acceptor, const tcp::endpoint& endpoint) {
  beast::error_code failed;
  acceptor.open(endpoint.protocol(), failed);
  if (!failed) acceptor.set_option(net::socket_base::reuse_address(true), failed);
  if (!failed) acceptor.bind(endpoint, failed);
  if (!failed) acceptor.listen(net::socket_base::max_listen_connections, failed);
  return !failed;
}

}  // namespace

Listener::Listener(net::io_context& context, Options options, Handler handler,
                   observe::HttpMetrics* metrics)
    : options_(std::move(options)),
      handler_(std::move(handler)),
      metrics_(metrics),
      acceptor_(context),
      pause_(context) {}

Result<std::unique_ptr<Listener>> Listener::Open(net::io_context& context, Options options,
                                                 Handler handler, observe::HttpMetrics* metrics) {
  const auto endpoint = EndpointOf(options.address);
  std::unique_ptr<Listener> listener(
      new Listener(context, std::move(options), std::move(handler), metrics));
  if (!endpoint || !Listen(listener->acceptor_, *endpoint))
    return Refuse(ListenAddressUnfit(listener->options_.address));
  listener->Accept();
  return listener;
}

std::string Listener::address() const {
  beast::error_code closed;
  const auto port = acceptor_.local_endpoint(closed).port();
  return options_.address.substr(0, options_.address.rfind(':') + 1) + std::to_string(port);
}

void Listener::Accept() {
  acceptor_.async_accept([this](beast::error_code failed, tcp::socket socket) {
    if (!acceptor_.is_open()) return;
    if (!failed) {
      Admit(std::move(socket));
      return Accept();
    }
    // No descriptor is free, say.
    pause_.expires_after(kPauseAfterError);
    pause_.async_wait([this](beast::error_code cancelled) {
      if (!cancelled) Accept();
    });
  });
}

void Listener::Admit(tcp::socket socket) {
  const auto open = connections_.size();
  if (open >= options_.most_connections + kMostTurnedAway) return;
  beast::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  // Shared by the operations that are under way on it.
  const auto connection = std::make_shared<Connection>(std::move(socket), options_.limits, handler_,
                                                       [this] { Forget(); });
  connections_.push_back(connection);
  if (metrics_ != nullptr) metrics_->SetConnections(static_cast<std::int64_t>(open + 1));
  if (open < options_.most_connections) return connection->Start();
  connection->TurnAway(ConnectionsExhausted());
}

void Listener::Forget() {
  connections_.remove_if([](const auto& connection) { return connection.expired(); });
  if (metrics_ != nullptr) metrics_->SetConnections(static_cast<std::int64_t>(connections_.size()));
}

void Listener::Close() {
  beast::error_code ignored;
  acceptor_.close(ignored);
  pause_.cancel();
  for (const auto& connection : connections_) {
    if (const auto open = connection.lock()) open->Finish();
  }
}

}  // namespace parcours::gateway
