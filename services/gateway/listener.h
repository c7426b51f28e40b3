#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <list>
#include <memory>
#include <string>

#include "services/gateway/connection.h"
#include "services/platform/core/result.h"
#include "services/platform/observe/http_metrics.h"

namespace parcours::gateway {

// A listening port with a bounded number of connections. Used by the thread that runs the context.
class Listener {
 public:
  struct Options {
    std::string address;  // "127.0.0.1:0": the system chooses the port
    std::size_t most_connections = 256;
    ConnectionLimits limits = {};
  };
  // FAILED_PRECONDITION, LISTEN_ADDRESS_UNFIT. Context and metrics outlive it.
  [[nodiscard]] static Result<std::unique_ptr<Listener>> Open(boost::asio::io_context& context,
                                                              Options options, Handler handler,
                                                              observe::HttpMetrics* metrics);

  // With the actual port.
  [[nodiscard]] std::string address() const;

  // No new connection; those that are open end with the answer under way.
  void Close();

 private:
  Listener(boost::asio::io_context& context, Options options, Handler handler,
           observe::HttpMetrics* metrics);
  void Accept();
  void Admit(boost::asio::ip::tcp::socket socket);
  void Forget();

  const Options options_;
  const Handler handler_;
  observe::HttpMetrics* const metrics_;  // nullptr: not counted
  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::steady_timer pause_;
  std::list<std::weak_ptr<Connection>> connections_;
};

}  // namespace parcours::gateway
