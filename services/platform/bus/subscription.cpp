#include "services/platform/bus/subscription.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/platform/bus/inbox_tables.h"

namespace parcours::bus {
namespace {

bool Contains(const std::vector<Position>& partitions, const Place& place) {
  return std::any_of(partitions.begin(), partitions.end(), [&place](const Position& partition) {
    return partition.topic == place.topic && partition.partition == place.partition;
  });
}

void Drop(std::vector<ReceivedRecord>& records, const std::vector<Position>& partitions) {
  std::erase_if(records, [&partitions](const ReceivedRecord& received) {
    return Contains(partitions, received.place);
  });
}

}  // namespace

Subscription::Subscription(Parts parts, SubscriptionOptions options)
    : parts_(std::move(parts)),
      options_(std::move(options)),
      backoff_(options_.backoff, parts_.random),
      not_yet_(options_.not_yet, parts_.random) {}

Subscription::~Subscription() { Stop(); }

void Subscription::Start() {
  thread_ = std::thread([this] { Loop(); });
}

void Subscription::Stop() {
  {
    const std::scoped_lock lock(signal_->mutex);
    signal_->stopping = true;
  }
  signal_->changed.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Subscription::ReplayFromBeginning(std::vector<std::string> topics) {
  const std::scoped_lock lock(signal_->mutex);
  if (topics.empty()) topics = options_.topics;
  signal_->replay = std::move(topics);
  signal_->changed.notify_all();
}

void Subscription::Nudge() {
  const std::scoped_lock lock(signal_->mutex);
  signal_->nudged = true;
  signal_->changed.notify_all();
}

SubscriptionStatus Subscription::status() const {
  const std::scoped_lock lock(status_mutex_);
  return status_;
}

bool Subscription::caught_up() const {
  const std::scoped_lock lock(status_mutex_);
  return status_.caught_up;
}

bool Subscription::Stopping() const {
  const std::scoped_lock lock(signal_->mutex);
  return signal_->stopping;
}

void Subscription::Loop() {
  if (options_.topics.empty()) {
    caught_up_ = true;
    Publish();
    if (parts_.on_caught_up) parts_.on_caught_up();
  }
  while (!Stopping()) {
    if (EnsureConsumer()) {
      Turn();
    } else {
      Pause(backoff_.Next());
    }
  }
  while (flight_ != nullptr) AwaitFlight();
  consumer_.reset();
}

void Subscription::Turn() {
  if (!Advance()) AwaitFlight();
  CheckCaughtUp();
}

void Subscription::Step() {
  if (!EnsureConsumer()) return;
  Advance();
  CheckCaughtUp();
}

// False when a batch waits for the one under way.
bool Subscription::Advance() {
  Finish();
  if (flight_ == nullptr) {
    if (!ready_.empty()) TopUp();
    SubmitWork();
  }
  if (!ready_.empty() && flight_ != nullptr) return false;
  if (consumer_ == nullptr) return true;  // lost while the batch was topped up
  PollConsumer(ready_.empty() ? options_.poll_wait : UntilDue());
  return true;
}

// What waits is all passed over.
std::chrono::milliseconds Subscription::UntilDue() const {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_passing_ - Steady::now());
  return std::clamp(left, std::chrono::milliseconds{0}, options_.poll_wait);
}

bool Subscription::IsDue() const {
  return concerned_ || !caught_up_ || ready_.size() >= options_.max_batch ||
         Steady::now() >= next_passing_;
}

bool Subscription::EnsureConsumer() {
  if (consumer_ != nullptr) return true;
  if (options_.topics.empty()) return false;
  const auto loaded = LoadPositions();
  if (!loaded) {
    Trouble(loaded.error());
    return false;
  }
  auto consumer = parts_.bus.MakeConsumer(
      {.group = options_.group,
       .instance = options_.instance,
       .topics = options_.topics,
       .resume = [this](const std::string& topic, std::int32_t partition) {
         const auto position = positions_.find({topic, partition});
         return position == positions_.end() ? std::nullopt : std::optional(position->second);
       }});
  if (!consumer) {
    Trouble(consumer.error());
    return false;
  }
  consumer_ = *std::move(consumer);
  ready_.clear();
  return true;
}

Result<void> Subscription::LoadPositions() {
  try {
    if (connection_ == nullptr) {
      TRY(connection_, parts_.open());
    }
    if (positions_loaded_) return {};
    for (auto& position : InboxTables(*connection_).Positions()) {
      positions_[{position.topic, position.partition}] = position.next_offset;
    }
    positions_loaded_ = true;
    Publish();
    return {};
  } catch (const store::Failure& failure) {
    connection_.reset();
    return Refuse(failure.error());
  }
}

// What has come since; under load also what comes until the next batch is due.
void Subscription::TopUp() {
  while (consumer_ != nullptr && ready_.size() < options_.max_batch) {
    const auto before = ready_.size();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_batch_ - Steady::now());
    const bool waits = left.count() > 0 && before < awaited_;
    PollConsumer(waits ? left : std::chrono::milliseconds{0});
    if (!waits || ready_.size() == before) return;
  }
}

void Subscription::PollConsumer(std::chrono::milliseconds wait) {
  auto records = consumer_->Poll(wait, options_.max_batch - ready_.size());
  DropRevoked();
  if (!records) {
    Trouble(records.error());
    if (records.error().code == Code::kAborted) consumer_.reset();
    return Pause(backoff_.Next());
  }
  if (!records->empty()) Pass(parts_.crash_points, kAfterPollBeforeApply);
  concerned_ = concerned_ || std::any_of(records->begin(), records->end(), [this](const auto& r) {
                 return parts_.inbox.Concerns(r.record);
               });
  std::move(records->begin(), records->end(), std::back_inserter(ready_));
}

void Subscription::DropRevoked() {
  const auto revoked = consumer_->TakeRevoked();
  if (revoked.empty()) return;
  Drop(ready_, revoked);
  if (flight_ != nullptr) {
    // If that batch is undone, these records are not given again: their partition is read anew.
    flight_->revoked.insert(flight_->revoked.end(), revoked.begin(), revoked.end());
  }
}

// In order of urgency: what was asked for, what was read, what waits.
void Subscription::SubmitWork() {
  if (auto replay = ReplayIfAsked()) return Submit(std::move(replay));
  if (!ready_.empty() && IsDue()) {
    auto batch = std::make_shared<Flight>();
    batch->records = std::exchange(ready_, {});
    concerned_ = false;
    next_batch_ = Steady::now() + options_.pace;
    next_passing_ = Steady::now() + options_.passing_pace;
    awaited_ = batch->records.size() < options_.paced_from ? 1 : batch->records.size();
    return Submit(std::move(batch));
  }
  if (auto retry = RetryIfDue()) Submit(std::move(retry));
}

void Subscription::Submit(std::shared_ptr<Flight> flight) {
  flight_ = flight;
  auto run = [flight, &inbox = parts_.inbox, points = parts_.crash_points](store::Connection& db) {
    switch (flight->kind) {
      case Kind::kBatch:
        flight->outcome = inbox.Apply(db, flight->records);
        break;
      case Kind::kRetry:
        flight->outcome = inbox.RetryNotYet(db);
        break;
      case Kind::kReplay:
        for (const auto& topic : flight->topics) InboxTables(db).ForgetPositions(topic);
        break;
    }
    Pass(points, flight->kind == Kind::kReplay ? kBeforeReplay : kBeforeBatchCommit);
    return true;
  };
  auto done = [flight, signal = signal_](const Result<void>& committed) {
    const std::scoped_lock lock(signal->mutex);
    flight->ended = committed;
    signal->changed.notify_all();
  };
  const auto submitted = parts_.writer.Submit(
      {.run = std::move(run), .done = std::move(done), .undo = store::Job::Undo::kByItself});
  if (submitted) return;
  const std::scoped_lock lock(signal_->mutex);
  flight->ended = submitted;
}

void Subscription::AwaitFlight() {
  if (flight_ == nullptr) return;
  {
    std::unique_lock lock(signal_->mutex);
    signal_->changed.wait(lock, [this] { return flight_->ended.has_value(); });
  }
  Finish();
}

void Subscription::Finish() {
  if (flight_ == nullptr) return;
  {
    const std::scoped_lock lock(signal_->mutex);
    if (!flight_->ended) return;
  }
  const auto flight = std::exchange(flight_, nullptr);
  if (*flight->ended) {
    Landed(*flight);
  } else {
    Undone(*flight, flight->ended->error());
  }
}

void Subscription::Landed(const Flight& flight) {
  Pass(parts_.crash_points, kAfterBatchCommit);
  backoff_.Reset();
  for (const auto& position : flight.outcome.positions) {
    auto& known = positions_[{position.topic, position.partition}];
    known = std::max(known, position.next_offset);
  }
  if (flight.kind == Kind::kReplay) {
    std::erase_if(positions_, [&flight](const auto& position) {
      return std::find(flight.topics.begin(), flight.topics.end(), position.first.first) !=
             flight.topics.end();
    });
    std::erase_if(ready_, [&flight](const ReceivedRecord& received) {
      return std::find(flight.topics.begin(), flight.topics.end(), received.place.topic) !=
             flight.topics.end();
    });
    if (consumer_ != nullptr) consumer_->SeekToBeginning(flight.topics);
  }
  if (flight.kind == Kind::kBatch && consumer_ != nullptr) {
    consumer_->Announce(flight.outcome.positions);
    Pass(parts_.crash_points, kAfterAnnounce);
  }
  if (flight.outcome.not_yet > 0) not_yet_.Reset();
  if (flight.outcome.not_yet > 0) next_retry_ = Steady::now() + not_yet_.Next();
  if (flight.outcome.more) next_retry_ = Steady::now();
  {
    const std::scoped_lock lock(status_mutex_);
    status_.counts += flight.outcome;
    status_.counts.positions.clear();
    status_.batches += flight.kind == Kind::kBatch ? 1 : 0;
    status_.trouble.reset();
  }
  Publish();
}

void Subscription::Undone(Flight& flight, const Error& error) {
  Trouble(error);
  {
    const std::scoped_lock lock(status_mutex_);
    ++status_.retries;
  }
  if (flight.kind == Kind::kReplay) {
    const std::scoped_lock lock(signal_->mutex);
    if (!signal_->replay) signal_->replay = flight.topics;
  }
  Drop(flight.records, flight.revoked);
  concerned_ = true;
  ready_.insert(ready_.begin(), std::make_move_iterator(flight.records.begin()),
                std::make_move_iterator(flight.records.end()));
  Pause(backoff_.Next());
}

std::shared_ptr<Subscription::Flight> Subscription::ReplayIfAsked() {
  const std::scoped_lock lock(signal_->mutex);
  if (!signal_->replay) return nullptr;
  auto flight = std::make_shared<Flight>();
  flight->kind = Kind::kReplay;
  flight->topics = *std::exchange(signal_->replay, std::nullopt);
  return flight;
}

std::shared_ptr<Subscription::Flight> Subscription::RetryIfDue() {
  const auto now = Steady::now();
  {
    const std::scoped_lock lock(signal_->mutex);
    if (std::exchange(signal_->nudged, false)) next_retry_ = now;
  }
  if (now < next_retry_) return nullptr;
  next_retry_ = now + options_.look_after;
  try {
    InboxTables tables(*connection_);
    const bool waits = tables.CountNotYet() > 0;
    if (!waits && tables.QueueingLanes(1).empty()) return nullptr;
    if (waits) next_retry_ = now + not_yet_.Next();
  } catch (const store::Failure& failure) {
    Trouble(failure.error());
    return nullptr;
  }
  auto flight = std::make_shared<Flight>();
  flight->kind = Kind::kRetry;
  return flight;
}

void Subscription::CheckCaughtUp() {
  if (caught_up_ || consumer_ == nullptr) return;
  if (!goal_) {
    const auto now = Steady::now();
    if (now < next_look_) return;
    next_look_ = now + options_.look_again;
    auto ends = parts_.bus.Ends(options_.topics);
    if (!ends) return;
    goal_ = *std::move(ends);
  }
  for (const auto& end : *goal_) {
    const auto position = positions_.find({end.topic, end.partition});
    if ((position == positions_.end() ? 0 : position->second) < end.next_offset) return;
  }
  caught_up_ = true;
  Publish();
  if (parts_.on_caught_up) parts_.on_caught_up();
}

void Subscription::Trouble(const Error& error) {
  bool news = false;
  {
    const std::scoped_lock lock(status_mutex_);
    news = !status_.trouble || status_.trouble->reason != error.reason;
    status_.trouble = error;
  }
  if (news && parts_.on_trouble) parts_.on_trouble(error);
}

void Subscription::Publish() {
  std::vector<Position> positions;
  for (const auto& [partition, next] : positions_) {
    positions.push_back(
        {.topic = partition.first, .partition = partition.second, .next_offset = next});
  }
  const std::scoped_lock lock(status_mutex_);
  status_.positions = std::move(positions);
  status_.caught_up = caught_up_;
}

void Subscription::Pause(std::chrono::milliseconds time) {
  std::unique_lock lock(signal_->mutex);
  signal_->changed.wait_for(lock, time, [this] { return signal_->stopping; });
}

}  // namespace parcours::bus
