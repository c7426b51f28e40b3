#include "services/gateway/connection.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <limits>
#include <utility>

#include "services/gateway/problem.h"
#include "services/gateway/refusals.h"
#include "services/platform/rpc/call.h"

namespace parcours::gateway {
namespace {

namespace beast = boost::beast;
namespace net = boost::asio;

constexpr std::chrono::seconds kLongestLinger{2};
constexpr std::size_t kLingerBytes = 4 * 1024 * 1024;
constexpr unsigned kHttp11 = 11;
constexpr auto kNoLimit = std::numeric_limits<std::uint64_t>::max();

bool IsOfHttp(beast::error_code failed) {
  return failed.category() == http::make_error_code(http::error::end_of_stream).category();
}

Error ErrorOf(beast::error_code failed, std::size_t body_limit, std::size_t header_limit) {
  if (failed == http::error::body_limit) return BodyTooLarge(body_limit);
  if (failed == http::error::header_limit || failed == http::error::buffer_overflow)
    return HeadersTooLarge(header_limit);
  if (failed == http::error::partial_message) return BodyIncomplete();
  return HttpMalformed();
}

}  // namespace

Connection::Connection(net::ip::tcp::socket socket, const ConnectionLimits& limits,
                       const Handler& handler, std::function<void()> closed)
    : stream_(std::move(socket)),
      patience_(stream_.get_executor()),
      limits_(limits),
      handler_(handler),
      closed_(std::move(closed)),
      buffer_(limits.header_bytes + limits.body_bytes) {}

Connection::~Connection() {
  ForgetBody();
  closed_();
}

void Connection::Read() {
  parser_.emplace();
  parser_->header_limit(limits_.header_bytes);
  parser_->body_limit(kNoLimit);  // until the address is known
  too_slow_ = false;
  reading_ = true;
  patience_.expires_after(limits_.request_time);
  patience_.async_wait([self = weak_from_this()](beast::error_code cancelled) {
    const auto connection = self.lock();
    if (cancelled || connection == nullptr || !connection->reading_) return;
    connection->too_slow_ = true;
    connection->stream_.cancel();
  });
  stream_.expires_never();
  http::async_read_header(stream_, buffer_, *parser_,
                          [self = shared_from_this()](beast::error_code failed, std::size_t) {
                            self->HasReadHeader(failed);
                          });
}

void Connection::HasReadHeader(beast::error_code failed) {
  if (failed) return HasRead(failed);
  const auto limit = AdmitBody();
  if (!limit) return TurnAway(ConnectionsExhausted());
  body_limit_ = *limit;
  if (parser_->content_length().value_or(0) > body_limit_) return HasRead(http::error::body_limit);
  parser_->body_limit(body_limit_);
  http::async_read(
      stream_, buffer_, *parser_,
      [self = shared_from_this()](beast::error_code wrong, std::size_t) { self->HasRead(wrong); });
}

bool Connection::IsLarge() const {
  if (limits_.large == nullptr || !parser_ || !parser_->is_header_done()) return false;
  const auto target = parser_->get().target();
  return target.substr(0, target.find('?')) == limits_.large->path;
}

std::optional<std::size_t> Connection::AdmitBody() {
  const auto announced = parser_->content_length();
  const bool small = announced ? *announced <= limits_.body_bytes : !parser_->chunked();
  if (small || !IsLarge()) return limits_.body_bytes;
  if (limits_.large->more_at_once == 0) return std::nullopt;
  --limits_.large->more_at_once;
  holds_large_body_ = true;
  return limits_.large->body_bytes;
}

void Connection::ForgetBody() {
  if (std::exchange(holds_large_body_, false)) ++limits_.large->more_at_once;
}

void Connection::HasRead(beast::error_code failed) {
  reading_ = false;
  patience_.cancel();
  if (too_slow_ && parser_->got_some()) return TurnAway(RequestTooSlow(limits_.request_time));
  if (IsOfHttp(failed) && failed != http::error::end_of_stream)
    return TurnAway(ErrorOf(failed, body_limit_, limits_.header_bytes));
  if (failed) return;  // closed, gone, or idle for too long
  last_ = last_ || !parser_->get().keep_alive();
  head_ = parser_->get().method() == http::verb::head;
  // The answer comes on another thread. What it holds is given up on this one, and until then the
  // server has something to wait for.
  handler_(parser_->release(),
           [self = shared_from_this(),
            waiting = net::make_work_guard(stream_.get_executor())](Answer answer) mutable {
             const auto executor = waiting.get_executor();
             net::post(executor, [self = std::move(self), waiting = std::move(waiting),
                                  answer = std::move(answer)]() mutable {
               if (answer.stream != nullptr) return self->Begin(std::move(answer));
               self->Write(std::move(answer.head));
             });
           });
}

void Connection::TurnAway(const Error& error) {
  last_ = true;
  reading_ = false;
  patience_.cancel();
  const auto language =
      parser_ ? rpc::PreferredLanguage(HeaderOf(parser_->get(), http::field::accept_language))
              : Language::kFrench;
  Write(IsLarge() ? limits_.large->refusal(error, language) : Problem(error, language, nullptr));
}

void Connection::Write(Response response) {
  response_.emplace(std::move(response));
  response_->version(kHttp11);
  response_->keep_alive(!last_);
  response_->prepare_payload();
  if (head_) response_->body().clear();
  stream_.expires_after(limits_.answer_time);
  http::async_write(stream_, *response_,
                    [self = shared_from_this()](beast::error_code failed, std::size_t) {
                      if (!failed) self->HasWritten();
                    });
}

void Connection::Begin(Answer answer) {
  if (head_) {
    answer.stream->Cancel();
    return Write(std::move(answer.head));
  }
  parser_.reset();
  buffer_.clear();
  buffer_.shrink_to_fit();
  answer.head.version(kHttp11);
  answer.head.keep_alive(false);
  const auto flow = std::make_shared<Flow>(
      stream_, shared_from_this(), std::move(answer.stream),
      Flow::Times{.piece = limits_.answer_time, .heartbeat = limits_.heartbeat});
  flow_ = flow;
  flow->Start(answer.head);
  if (finishing_) flow->Cancel();
}

void Connection::HasWritten() {
  response_.reset();
  ForgetBody();
  if (!last_) return Read();
  beast::error_code ignored;
  stream_.socket().shutdown(net::ip::tcp::socket::shutdown_send, ignored);
  stream_.expires_after(kLongestLinger);
  Linger();
}

void Connection::Linger() {
  buffer_.clear();
  stream_.async_read_some(buffer_.prepare(limits_.header_bytes),
                          [self = shared_from_this()](beast::error_code failed, std::size_t read) {
                            self->lingered_ += read;
                            if (!failed && self->lingered_ < kLingerBytes) self->Linger();
                          });
}

void Connection::Finish() {
  last_ = true;
  finishing_ = true;
  if (reading_ && !parser_->got_some()) stream_.cancel();
  if (const auto flow = flow_.lock()) flow->Cancel();
}

}  // namespace parcours::gateway
