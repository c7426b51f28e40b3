#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "services/cli/numbers.h"
#include "tests/chaos/answers.h"
#include "tests/chaos/caller.h"
#include "tests/chaos/journey.h"

namespace parcours::chaos {

struct LoadOptions {
  std::uint64_t seed = 1;
  double per_second = 100;  // new commands; retries come on top
  int workers = 16;
  int journeys = 200;  // under way at once
};

// Journeys in great number. Every command is sent until its answer is definite, always under the
// same request id, and its answer written down; one in ten is sent again later, when it must be
// answered the same.
class Load {
 public:
  Load(Caller& caller, AnswerBook& answers, LoadOptions options)
      : caller_(caller), answers_(answers), options_(options), chances_(options.seed) {}
  ~Load() { Stop(); }
  Load(const Load&) = delete;
  Load& operator=(const Load&) = delete;

  void Start();
  // Until so many commands were answered OK.
  void AwaitAccepted(std::int64_t answers);
  // Every command that was begun is answered first.
  void Stop();

  // Once it has stopped.
  [[nodiscard]] std::int64_t accepted() const { return accepted_; }
  [[nodiscard]] std::int64_t refused() const { return refused_; }
  [[nodiscard]] std::int64_t attempts() const { return attempts_; }

 private:
  using Steady = std::chrono::steady_clock;
  using Task = std::function<void()>;

  void Work();
  // The task that is due first; empty when there is nothing more to do.
  [[nodiscard]] Task Take();
  void Later(std::chrono::milliseconds wait, Task task);
  void Begin();
  void Advance(const std::shared_ptr<Journey>& journey, int tries);
  [[nodiscard]] Result<nlohmann::json> SendUntilDefinite(const Command& command, int& attempts);
  void AskAgain(const Command& command, const nlohmann::json& answer);
  void KeepPace();
  void Count(std::int64_t& kind);

  Caller& caller_;
  AnswerBook& answers_;
  const LoadOptions options_;

  std::mutex mutex_;
  std::condition_variable changed_;  // of the tasks
  std::condition_variable answered_;
  std::multimap<Steady::time_point, Task> tasks_;
  cli::Numbers chances_;
  Steady::time_point next_start_{};
  std::int64_t begun_ = 0;
  bool stopping_ = false;
  std::int64_t accepted_ = 0;
  std::int64_t refused_ = 0;
  std::vector<std::thread> workers_;
  std::atomic<std::int64_t> attempts_{0};
};

}  // namespace parcours::chaos
