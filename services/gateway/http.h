#pragma once

#include <boost/beast/http.hpp>
#include <functional>

namespace parcours::gateway {

namespace http = boost::beast::http;

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

// Takes the one answer to a request, on any thread.
using Reply = std::function<void(Response)>;
// Answers requests; called on the server's thread, and does not block it.
using Handler = std::function<void(Request, Reply)>;

inline std::string_view HeaderOf(const Request& request, http::field name) {
  const auto value = request[name];
  return {value.data(), value.size()};
}
inline std::string_view HeaderOf(const Request& request, std::string_view name) {
  const auto value = request[boost::beast::string_view(name.data(), name.size())];
  return {value.data(), value.size()};
}

}  // namespace parcours::gateway
