#include "tests/chaos/load.h"

#include <memory>

namespace parcours::chaos {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kBetweenAttempts{50};
constexpr std::chrono::minutes kLongestWait{3};
constexpr milliseconds kFirstLater{100};
constexpr milliseconds kLongestLater{2'000};
constexpr int kMostTries = 25;
constexpr unsigned kAskedAgainPercent = 10;
constexpr std::uint64_t kAskedAgainWithin = 4'000;  // ms

}  // namespace

void Load::Start() {
  next_start_ = Steady::now();
  for (int i = 0; i < options_.journeys; ++i) Later(milliseconds{0}, [this] { Begin(); });
  for (int i = 0; i < options_.workers; ++i) workers_.emplace_back([this] { Work(); });
}

void Load::Stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  for (auto& worker : workers_) worker.join();
  workers_.clear();
}

void Load::Work() {
  while (const auto task = Take()) task();
}

Load::Task Load::Take() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (tasks_.empty()) {
      changed_.wait(lock);
      continue;
    }
    const auto due = tasks_.begin()->first;
    if (due > Steady::now()) {
      changed_.wait_until(lock, due);
      continue;
    }
    auto task = std::move(tasks_.begin()->second);
    tasks_.erase(tasks_.begin());
    return task;
  }
  return {};
}

void Load::Later(milliseconds wait, Task task) {
  const std::scoped_lock lock(mutex_);
  tasks_.emplace(Steady::now() + wait, std::move(task));
  changed_.notify_one();
}

void Load::Begin() {
  std::int64_t index = 0;
  {
    const std::scoped_lock lock(mutex_);
    index = begun_++;
  }
  Advance(std::make_shared<Journey>(options_.seed, index), 0);
}

// A refusal may be that of a step whose facts have not arrived yet: the command is tried again, a
// bounded number of times.
void Load::Advance(const std::shared_ptr<Journey>& journey, int tries) {
  const auto command = journey->Next();
  if (!command) return Begin();
  if (tries == 0) KeepPace();
  int attempts = 0;
  const auto answer = SendUntilDefinite(*command, attempts);
  const bool known = answer || !IsPassing(answer.error());
  const bool maybe_early =
      known && !answer &&
      (answer.error().code == Code::kNotFound || answer.error().code == Code::kFailedPrecondition);
  if (maybe_early && tries < kMostTries) {
    return Later(std::min(kLongestLater, kFirstLater * (tries + 1)),
                 [this, journey, tries] { Advance(journey, tries + 1); });
  }
  const std::string outcome =
      answer ? Answer::kOk : (known ? answer.error().reason : Answer::kUnknown);
  answers_.Write({.service = command->service,
                  .method = command->method,
                  .id = command->id,
                  .outcome = outcome,
                  .attempts = attempts});
  Count(answer ? accepted_ : refused_);
  if (answer && journey->IsRemembered()) AskAgain(*command, *answer);
  answer ? journey->Answered(*answer) : journey->End();
  Later(milliseconds{0}, [this, journey] { Advance(journey, 0); });
}

Result<nlohmann::json> Load::SendUntilDefinite(const Command& command, int& attempts) {
  const auto latest = Steady::now() + kLongestWait;
  for (;;) {
    auto answer = caller_.Call(command);
    ++attempts;
    ++attempts_;
    if (answer || !IsPassing(answer.error()) || Steady::now() > latest) return answer;
    std::this_thread::sleep_for(kBetweenAttempts);
  }
}

void Load::AskAgain(const Command& command, const nlohmann::json& answer) {
  milliseconds wait{0};
  {
    const std::scoped_lock lock(mutex_);
    if (!chances_.Chance(kAskedAgainPercent)) return;
    wait = milliseconds(chances_.Below(kAskedAgainWithin));
  }
  Later(wait, [this, command, answer] {
    int attempts = 0;
    const auto again = SendUntilDefinite(command, attempts);
    if (again && *again == answer) return;
    answers_.Write({.service = command.service,
                    .method = command.method,
                    .id = command.id,
                    .outcome = Answer::kDiffers,
                    .attempts = attempts});
  });
}

void Load::Count(std::int64_t& kind) {
  const std::scoped_lock lock(mutex_);
  ++kind;
  answered_.notify_all();
}

void Load::AwaitAccepted(std::int64_t answers) {
  std::unique_lock lock(mutex_);
  answered_.wait(lock, [&] { return accepted_ >= answers; });
}

void Load::KeepPace() {
  Steady::time_point start;
  {
    const std::scoped_lock lock(mutex_);
    next_start_ = std::max(next_start_, Steady::now() - std::chrono::seconds{1});
    start = next_start_;
    next_start_ += std::chrono::duration_cast<Steady::duration>(
        std::chrono::duration<double>(1.0 / options_.per_second));
  }
  std::this_thread::sleep_until(start);
}

}  // namespace parcours::chaos
