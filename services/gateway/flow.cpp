#include "services/gateway/flow.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <sstream>
#include <utility>

namespace parcours::gateway {
namespace {

constexpr const char* kHeartbeat = ":\n\n";

}  // namespace

Flow::Flow(boost::beast::tcp_stream& socket, std::shared_ptr<void> connection,
           std::shared_ptr<Stream> source, Times times)
    : socket_(socket),
      connection_(std::move(connection)),
      source_(std::move(source)),
      times_(times),
      silence_(socket.get_executor()) {}

void Flow::Start(Response head) {
  std::ostringstream text;
  text << head.base();
  socket_.expires_never();
  Hear();
  Write(text.str());
}

void Flow::Cancel() {
  if (std::exchange(gone_, true)) return;
  source_->Cancel();
  silence_.cancel();
  socket_.cancel();
}

void Flow::Proceed() {
  if (writing_) return;
  if (gone_ || (next_ && !*next_)) {
    boost::beast::error_code ignored;
    socket_.socket().shutdown(boost::asio::socket_base::shutdown_both, ignored);
    return socket_.cancel();
  }
  if (next_) {
    auto piece = **std::move(next_);
    next_.reset();
    return Write(std::move(piece));
  }
  if (!asked_) Ask();
  Beat();
}

void Flow::Ask() {
  asked_ = true;
  // The piece comes on another thread. What it holds is given up on this one, and until then the
  // server has something to wait for.
  source_->Next(
      [self = shared_from_this(), waiting = boost::asio::make_work_guard(socket_.get_executor())](
          std::optional<std::string> piece) mutable {
        const auto executor = waiting.get_executor();
        boost::asio::post(executor, [self = std::move(self), waiting = std::move(waiting),
                                     piece = std::move(piece)]() mutable {
          self->asked_ = false;
          self->next_.emplace(std::move(piece));
          self->silence_.cancel();
          self->Proceed();
        });
      });
}

void Flow::Beat() {
  silence_.expires_after(times_.heartbeat);
  silence_.async_wait([self = weak_from_this()](boost::beast::error_code cancelled) {
    const auto flow = self.lock();
    if (!cancelled && flow != nullptr && !flow->writing_) flow->Write(kHeartbeat);
  });
}

void Flow::Write(std::string piece) {
  piece_ = std::move(piece);
  writing_ = true;
  socket_.expires_after(times_.piece);
  boost::asio::async_write(
      socket_, boost::asio::buffer(piece_),
      [self = shared_from_this()](boost::beast::error_code failed, std::size_t) {
        self->writing_ = false;
        if (failed) self->Cancel();
        self->Proceed();
      });
}

void Flow::Hear() {
  socket_.async_read_some(
      boost::asio::buffer(heard_),
      [self = shared_from_this()](boost::beast::error_code failed, std::size_t) {
        if (!failed) return self->Hear();
        self->Cancel();
        self->Proceed();
      });
}

}  // namespace parcours::gateway
