#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <string>

#include "tests/end_to_end/access_matrix.h"

namespace parcours::end_to_end {

// Calls RPCs as partners do: over HTTP, at the address that stands on the method.
class HttpCaller {
 public:
  explicit HttpCaller(const std::string& gateway);

  // Streams are served over gRPC alone.
  [[nodiscard]] static bool Serves(const AskedRpc& rpc);

  // The answer, or what the problem document says.
  [[nodiscard]] Result<nlohmann::json> Call(const std::string& service, const std::string& method,
                                            const nlohmann::json& request,
                                            const std::string& token);

 private:
  boost::asio::io_context context_;
  boost::asio::ip::tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
  int calls_ = 0;
};

}  // namespace parcours::end_to_end
