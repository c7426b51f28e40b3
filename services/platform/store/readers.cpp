#include "services/platform/store/readers.h"

#include <algorithm>
#include <utility>

namespace parcours::store {
namespace {

Error TooManyQueries() {
  return {.code = Code::kResourceExhausted,
          .reason = "READER_QUEUE_FULL",
          .french = "Trop de consultations en attente. Réessayez dans un instant.",
          .english = "Too many queries are waiting. Try again in a moment.",
          .retry_after = std::chrono::milliseconds{100}};
}

}  // namespace

Result<std::unique_ptr<Readers>> Readers::Start(const Open& open, std::size_t threads,
                                                std::size_t max_queued) {
  std::unique_ptr<Readers> readers(new Readers(max_queued));
  for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i) {
    TRY(auto connection, open());
    readers->connections_.push_back(std::move(connection));
  }
  if (threads == 0) return readers;
  for (auto& connection : readers->connections_) {
    readers->threads_.emplace_back(
        [owner = readers.get(), &connection] { owner->Loop(*connection); });
  }
  return readers;
}

Readers::~Readers() { Stop(); }

Result<void> Readers::Submit(Task task) {
  if (threads_.empty()) {
    task(*connections_.front());
    return {};
  }
  {
    const std::scoped_lock lock(mutex_);
    if (stopping_ || queue_.size() >= max_queued_) return Refuse(TooManyQueries());
    queue_.push_back(std::move(task));
  }
  wake_.notify_one();
  return {};
}

void Readers::Stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void Readers::Loop(Connection& connection) {
  while (true) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      task = std::move(queue_.front());
      queue_.pop_front();
    }
    task(connection);
  }
}

}  // namespace parcours::store
