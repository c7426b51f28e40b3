#include "services/gateway/server.h"

#include <boost/asio/post.hpp>
#include <nlohmann/json.hpp>
#include <utility>

namespace parcours::gateway {
namespace {

namespace net = boost::asio;

constexpr std::size_t kMostMonitors = 16;

Response Text(http::status status, const char* type, std::string text) {
  Response response;
  response.result(status);
  response.set(http::field::content_type, type);
  response.body() = std::move(text);
  return response;
}

}  // namespace

Result<std::unique_ptr<Server>> Server::Start(ServerOptions options, const rpc::Endpoints& services,
                                              const Surroundings& surroundings) {
  std::unique_ptr<Server> server(new Server(options, services, surroundings.tokens));
  TRY(server->front_,
      Front::Open(options.front, server->door_, surroundings, server->http_metrics_));
  TRY(server->Listen(options));
  server->thread_ = std::jthread([&context = server->context_] { context.run(); });
  return server;
}

Result<void> Server::Listen(const ServerOptions& options) {
  const Handler call = [this](Request request, Reply reply) {
    const auto target = request.target();
    if (dossiers_.Serves({target.data(), target.size()}))
      return dossiers_.Handle(std::move(request), std::move(reply));
    front_->Handle(std::move(request), std::move(reply));
  };
  const Handler monitor = [this](const Request& request, const Reply& reply) {
    reply(Monitor(request));
  };
  auto listen = options.listen;
  listen.limits.large = dossiers_.large_bodies();
  TRY(listener_, Listener::Open(context_, std::move(listen), call, &http_metrics_));
  TRY(monitoring_, Listener::Open(context_,
                                  {.address = options.monitoring,
                                   .most_connections = kMostMonitors,
                                   .limits = options.listen.limits},
                                  monitor, nullptr));
  address_ = listener_->address();
  monitoring_address_ = monitoring_->address();
  return {};
}

Response Server::Monitor(const Request& request) const {
  const auto target = request.target();
  if (target == "/healthz") return Text(http::status::ok, "text/plain", "alive\n");
  if (target == "/metrics")
    return Text(http::status::ok, "text/plain; version=0.0.4", metrics_.Exposition());
  if (target != "/readyz") return Text(http::status::not_found, "text/plain", "not here\n");
  const auto unreachable = door_.Unreachable();
  return Text(unreachable.empty() ? http::status::ok : http::status::service_unavailable,
              "application/json", nlohmann::json{{"unreachable", unreachable}}.dump() + "\n");
}

void Server::Drain() {
  if (!thread_.joinable()) return;
  net::post(context_, [this] {
    listener_->Close();
    monitoring_->Close();
  });
  thread_.join();
}

}  // namespace parcours::gateway
