#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "services/gateway/server.h"
#include "services/platform/tests/host/running_platform.h"

namespace parcours::gateway {

// The sample services and a gateway before them, on real sockets.
class RunningGateway {
 public:
  RunningGateway() {
    platform.Start();
    tokens = security::MakeTokenVerifier(platform.configuration.token_public_key, clock).value();
    options.listen.address = "127.0.0.1:0";
  }

  void Start() { Start(platform.runtime->addresses()); }
  void Start(const std::map<std::string, std::string>& addresses) {
    const rpc::Endpoints endpoints(addresses.begin(), addresses.end());
    server = Server::Start(options, endpoints, surroundings()).value();
  }

  [[nodiscard]] Surroundings surroundings() {
    return {.tokens = *tokens, .issuer = nullptr, .clock = clock};
  }
  [[nodiscard]] std::string Token() const { return platform.AsOperator().token; }

  host::RunningPlatform platform;
  host::SystemClock clock{host::Zone::Load("UTC").value()};
  std::unique_ptr<security::TokenVerifier> tokens;
  ServerOptions options;
  std::unique_ptr<Server> server;
};

// A caller that writes whatever it likes.
class Caller {
 public:
  explicit Caller(const std::string& address) : socket_(context_) {
    const auto colon = address.rfind(':');
    socket_.connect({boost::asio::ip::make_address(address.substr(0, colon)),
                     static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1)))});
  }

  void Send(std::string_view bytes) {
    boost::system::error_code gone;
    boost::asio::write(socket_, boost::asio::buffer(bytes.data(), bytes.size()), gone);
  }
  void EndSending() { socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send); }

  // What is answered; status 0 where the connection ends without.
  [[nodiscard]] Response Hear() { return Hear(/*skips_body=*/false); }
  // What is answered to HEAD.
  [[nodiscard]] Response HearHead() { return Hear(/*skips_body=*/true); }

 private:
  [[nodiscard]] Response Hear(bool skips_body) {
    http::response_parser<http::string_body> parser;
    parser.skip(skips_body);
    boost::system::error_code failed;
    http::read(socket_, buffer_, parser, failed);
    if (!failed) return parser.release();
    Response nothing;
    nothing.result(0U);
    return nothing;
  }

  boost::asio::io_context context_;
  boost::asio::ip::tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
};

// "GET /v1/x HTTP/1.1", further header lines, a body with its length.
[[nodiscard]] inline std::string Written(const std::string& line, const std::string& headers,
                                         const std::string& body = {}) {
  const std::string length =
      body.empty() ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return line + " HTTP/1.1\r\nHost: parcours\r\n" + headers + length + "\r\n" + body;
}

[[nodiscard]] inline std::string ReasonIn(const Response& response) {
  const auto body = nlohmann::json::parse(response.body(), nullptr, /*allow_exceptions=*/false);
  return body.is_object() ? body.value("reason", "") : "";
}

}  // namespace parcours::gateway
