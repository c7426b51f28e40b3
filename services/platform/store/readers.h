#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "services/platform/core/result.h"
#include "services/platform/store/connection.h"

namespace parcours::store {

// A few threads, each with a read-only connection of its own: queries never wait for the writer.
class Readers {
 public:
  using Open = std::function<Result<std::unique_ptr<Connection>>()>;
  using Task = std::function<void(Connection&)>;

  // Without threads (tests, the simulation) a task runs inside Submit.
  [[nodiscard]] static Result<std::unique_ptr<Readers>> Start(const Open& open, std::size_t threads,
                                                              std::size_t max_queued);
  ~Readers();
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  // Thread-safe; RESOURCE_EXHAUSTED when the queue is full.
  [[nodiscard]] Result<void> Submit(Task task);

  void Stop();

 private:
  explicit Readers(std::size_t max_queued) : max_queued_(max_queued) {}
  void Loop(Connection& connection);

  const std::size_t max_queued_;
  std::vector<std::unique_ptr<Connection>> connections_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace parcours::store
