#pragma once

#include <array>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "services/gateway/http.h"

namespace parcours::gateway {

// How an answer that goes on is sent: a piece is asked for when the one before it has left, so that
// memory holds one. A caller who does not take a piece in time is cut, and may resume. While there
// is nothing to say, a comment says that the connection lives. Used by the server's thread.
class Flow : public std::enable_shared_from_this<Flow> {
 public:
  struct Times {
    std::chrono::milliseconds piece;      // for the caller to take one
    std::chrono::milliseconds heartbeat;  // of silence
  };
  // `connection` owns the socket and is kept until the flow ends.
  Flow(boost::beast::tcp_stream& socket, std::shared_ptr<void> connection,
       std::shared_ptr<Stream> source, Times times);

  void Start(Response head);
  void Cancel();

 private:
  void Proceed();
  void Ask();
  void Beat();
  void Write(std::string piece);
  // Notices that the caller has gone.
  void Hear();

  boost::beast::tcp_stream& socket_;
  const std::shared_ptr<void> connection_;
  const std::shared_ptr<Stream> source_;
  const Times times_;
  boost::asio::steady_timer silence_;
  std::array<char, 256> heard_{};
  std::string piece_;                               // that is being written
  std::optional<std::optional<std::string>> next_;  // that was asked for, or the end
  bool asked_ = false;
  bool writing_ = false;
  bool gone_ = false;
};

}  // namespace parcours::gateway
