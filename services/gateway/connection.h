#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "services/gateway/flow.h"
#include "services/gateway/http.h"
#include "services/platform/core/error.h"

namespace parcours::gateway {

// An address whose bodies may be larger than others, some of them at a time, and which says
// refusals in a form of its own.
struct LargeBodies {
  std::string path;
  std::size_t body_bytes;
  int more_at_once;  // beside those that are here
  Response (*refusal)(const Error&, Language);
};

// What one connection may take.
struct ConnectionLimits {
  std::uint32_t header_bytes = 16 * 1024;
  std::size_t body_bytes = 1024 * 1024;
  std::chrono::seconds request_time{15};  // from the first moment it may come to its last byte
  std::chrono::seconds answer_time{15};   // for the caller to take an answer, or a piece of one
  std::chrono::milliseconds heartbeat{15'000};  // of silence in an answer that goes on
  LargeBodies* large = nullptr;  // nullptr: no such address; outlives the connections
};

// One connection: reads a request, has it answered, reads the next. It holds one request at a time,
// and lives as long as something is under way on it.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, const ConnectionLimits& limits,
             const Handler& handler, std::function<void()> closed);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void Start() { Read(); }
  // Instead of Start: one answer, whatever is asked.
  void TurnAway(const Error& error);
  // The answer under way is the last one.
  void Finish();

 private:
  void Read();
  void HasReadHeader(boost::beast::error_code failed);
  void HasRead(boost::beast::error_code failed);
  void Write(Response response);
  void HasWritten();
  // Whether the request under way is for the address of large bodies.
  [[nodiscard]] bool IsLarge() const;
  // How large its body may be; nullopt: too many large ones are here.
  [[nodiscard]] std::optional<std::size_t> AdmitBody();
  void ForgetBody();
  // An answer that goes on: it is the connection's last.
  void Begin(Answer answer);
  // Reads on for a moment, so that the caller finds the answer before the end.
  void Linger();

  boost::beast::tcp_stream stream_;
  boost::asio::steady_timer patience_;
  const ConnectionLimits limits_;
  const Handler& handler_;
  const std::function<void()> closed_;
  boost::beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<Response> response_;
  std::weak_ptr<Flow> flow_;
  std::size_t body_limit_ = 0;
  std::size_t lingered_ = 0;
  bool reading_ = false;
  bool too_slow_ = false;
  bool holds_large_body_ = false;
  bool last_ = false;
  bool finishing_ = false;
  bool head_ = false;  // the request under way wants no body back
};

}  // namespace parcours::gateway
