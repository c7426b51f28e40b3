#pragma once

#include <boost/beast/http.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace parcours::gateway {

namespace http = boost::beast::http;

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

// What follows the head of an answer that goes on, a piece at a time.
class Stream {
 public:
  virtual ~Stream() = default;
  // `heard` is called once, on any thread: with a piece, or without one at the end. Asked for again
  // after that alone.
  using Heard = std::function<void(std::optional<std::string>)>;
  virtual void Next(Heard heard) = 0;
  // Nobody listens any more: it ends soon. On any thread.
  virtual void Cancel() = 0;
};

// An answer: whole, or its head and what follows.
struct Answer {
  Answer(Response whole) : head(std::move(whole)) {}  // NOLINT(google-explicit-constructor)
  Answer(Response begun, std::shared_ptr<Stream> following)
      : head(std::move(begun)), stream(std::move(following)) {}

  Response head;
  std::shared_ptr<Stream> stream;  // shared by who sends it and who fills it; nullptr: whole
};

// Takes the one answer to a request, on any thread.
using Reply = std::function<void(Answer)>;
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
