#include "services/platform/bus/relay.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "services/platform/bus/cloud_event.h"
#include "services/platform/bus/refusals.h"
#include "services/platform/bus/topic_names.h"

namespace parcours::bus {
namespace {

constexpr std::size_t kNamedFacts = 10;
constexpr std::chrono::seconds kIdle{1};

struct Saved {
  std::int64_t position = 0;
  std::vector<Position> heads;
};

Saved ReadSaved(store::Connection& connection) {
  Saved saved;
  const auto row = connection.QueryOne<std::int64_t>("SELECT position FROM relay WHERE id = 1");
  if (row) saved.position = std::get<0>(*row);
  connection.ForEach<std::string, std::int32_t, std::int64_t>(
      "SELECT topic, partition, next_offset FROM relay_heads",
      [&saved](const std::string& topic, std::int32_t partition, std::int64_t next) {
        saved.heads.push_back({.topic = topic, .partition = partition, .next_offset = next});
      });
  return saved;
}

void WriteSaved(store::Connection& connection, const Saved& saved) {
  connection.Execute("INSERT OR REPLACE INTO relay (id, position) VALUES (1, :position)",
                     saved.position);
  for (const auto& head : saved.heads) {
    connection.Execute(
        "INSERT OR REPLACE INTO relay_heads (topic, partition, next_offset) VALUES (:topic, "
        ":partition, :next)",
        head.topic, head.partition, head.next_offset);
  }
}

std::int64_t VersionOn(const journal::Head& head, std::string_view topic) {
  return IsRestricted(topic) ? head.restricted_version : head.public_version;
}

Error JournalUnreadable(const store::Failure& failure) { return failure.error(); }

}  // namespace

std::int64_t CountUnacknowledged(store::Connection& connection, std::int64_t watermark) {
  const auto row = connection.QueryOne<std::int64_t>(
      "SELECT count(*) FROM journal WHERE position > :watermark AND topic <> ''", watermark);
  return row ? std::get<0>(*row) : 0;
}

Relay::Relay(Parts parts, RelayOptions options)
    : parts_(std::move(parts)),
      options_(std::move(options)),
      source_(parts_.journal, options_.max_kept, options_.rows_per_read),
      backoff_(options_.backoff, parts_.random) {}

Relay::~Relay() { Stop(); }

void Relay::Start() {
  thread_ = std::thread([this] { Loop(); });
}

void Relay::Stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Relay::Offer(std::vector<journal::Row> rows) {
  source_.Offer(std::move(rows));
  {
    const std::scoped_lock lock(mutex_);
    news_ = true;
  }
  wake_.notify_one();
}

RelayStatus Relay::status() const {
  const std::scoped_lock lock(mutex_);
  return status_;
}

Result<void> Relay::OpenJournal() {
  if (connection_ == nullptr) {
    TRY(connection_, parts_.open());
  }
  if (window_) return {};
  try {
    auto saved = ReadSaved(*connection_);
    saved_ = saved.position;
    window_.emplace(saved.position, saved.heads);
    return {};
  } catch (const store::Failure& failure) {
    return Refuse(JournalUnreadable(failure));
  }
}

Result<void> Relay::Verify() {
  TRY(OpenJournal());
  std::vector<std::string> ahead;
  for (const auto& topic : options_.topics) {
    TRY(const auto last, parts_.bus.LastVersions(topic, options_.checked_tail));
    try {
      for (const auto& [aggregate, version] : last) {
        const auto head = parts_.journal.HeadOf(*connection_, aggregate);
        if (version <= VersionOn(head, topic)) continue;
        ahead.push_back(topic + ": " + aggregate + " (" + std::to_string(version) + ")");
      }
    } catch (const store::Failure& failure) {
      return Refuse(JournalUnreadable(failure));
    }
  }
  if (!ahead.empty()) {
    ahead.resize(std::min(ahead.size(), kNamedFacts));
    refused_ = true;
    return Refuse(JournalBehindTopic(ahead));
  }
  verified_ = true;
  refused_ = false;
  return {};
}

Result<void> Relay::Prepare() {
  TRY(OpenJournal());
  if (!verified_) TRY(Verify());
  if (producer_ == nullptr) {
    TRY(producer_, parts_.bus.MakeProducer());
  }
  return {};
}

bool Relay::Step(std::chrono::milliseconds wait) {
  if (refused_ || Steady::now() < next_try_) return false;
  auto prepared = Prepare();
  if (!prepared) {
    GiveUp(prepared.error());
    return false;
  }
  const auto before = window_->next();
  const auto sent = SendRows();
  const auto reported = sent ? TakeReports(wait) : Result<bool>(Refuse(sent.error()));
  if (!reported) GiveUp(reported.error());
  SaveWatermark(false);
  Publish();
  return !reported || *reported || (window_ && window_->next() != before);
}

Result<void> Relay::SendRows() {
  try {
    bool any = false;
    while (window_->in_flight() < options_.max_in_flight) {
      if (pending_.empty()) {
        if (!source_.HasNews()) break;
        auto rows = source_.Take(*connection_, window_->next());
        if (rows.empty()) break;
        std::move(rows.begin(), rows.end(), std::back_inserter(pending_));
      }
      if (!any) Pass(parts_.crash_points, kAfterCommitBeforePublish);
      any = true;
      TRY(const bool taken, SendOne(pending_.front()));
      if (!taken) break;
      pending_.pop_front();
      Pass(parts_.crash_points, kBetweenSends);
    }
    if (any) Pass(parts_.crash_points, kAfterSend);
    return {};
  } catch (const store::Failure& failure) {
    connection_.reset();
    return Refuse(JournalUnreadable(failure));
  }
}

// False when the producer's queue is full.
Result<bool> Relay::SendOne(const journal::Row& row) {
  if (row.topic.empty() || window_->WasReported(row.position)) {
    window_->Pass(row.position);
    return true;
  }
  const auto sent = producer_->Send(ToRecord(row), static_cast<std::uint64_t>(row.position));
  if (!sent && sent.error().code == Code::kResourceExhausted) return false;
  if (!sent) return Refuse(sent.error());
  window_->Sent(row.position);
  return true;
}

Result<bool> Relay::TakeReports(std::chrono::milliseconds wait) {
  const auto reports =
      producer_->Poll(window_->in_flight() == 0 ? std::chrono::milliseconds{0} : wait);
  const Error* failed = nullptr;
  std::int64_t delivered = 0;
  for (const auto& report : reports) {
    if (!report.delivered) {
      failed = &report.delivered.error();
      continue;
    }
    window_->Reported(static_cast<std::int64_t>(report.token), *report.delivered);
    heads_moved_ = true;
    ++delivered;
    Pass(parts_.crash_points, kAfterReport);
  }
  idle_polls_ = reports.empty() ? idle_polls_ + 1 : 0;
  if (delivered > 0) {
    backoff_.Reset();
    const std::scoped_lock lock(mutex_);
    status_.delivered += delivered;
    status_.trouble.reset();
  }
  if (failed != nullptr) return Refuse(*failed);
  return !reports.empty();
}

void Relay::SaveWatermark(bool now) {
  if (!window_ || window_->watermark() == saved_) return;
  if (!now && Steady::now() < next_save_) return;
  {
    const std::scoped_lock lock(saving_->mutex);
    if (saving_->under_way) {
      next_save_ = Steady::now() + options_.watermark_every;  // else AwaitWork would not wait
      return;
    }
    saving_->under_way = true;
  }
  Pass(parts_.crash_points, kAfterReportBeforeWatermark);
  Saved saved{.position = window_->watermark(), .heads = window_->Heads()};
  const auto position = saved.position;
  const auto submitted = parts_.writer.Submit(
      {.run =
           [saved = std::move(saved), points = parts_.crash_points](store::Connection& connection) {
             WriteSaved(connection, saved);
             Pass(points, kAfterWatermark);
             return true;
           },
       // Where it fails, the next one covers it.
       .done =
           [saving = saving_](const Result<void>&) {
             const std::scoped_lock lock(saving->mutex);
             saving->under_way = false;
           }});
  next_save_ = Steady::now() + options_.watermark_every;
  if (submitted) {
    saved_ = position;
    return;
  }
  const std::scoped_lock lock(saving_->mutex);
  saving_->under_way = false;
}

// The producer goes with everything it had not reported; that is read back and sent again, in
// order.
void Relay::GiveUp(const Error& error) {
  if (producer_ != nullptr) {
    const std::scoped_lock lock(mutex_);
    ++status_.restarts;
  }
  producer_.reset();
  pending_.clear();
  if (window_) window_->Restart();
  source_.Rescan();
  next_try_ = Steady::now() + backoff_.Next();
  bool news = false;
  {
    const std::scoped_lock lock(mutex_);
    news = !status_.trouble || status_.trouble->reason != error.reason;
    status_.trouble = error;
  }
  if (news && parts_.on_trouble) parts_.on_trouble(error);
}

void Relay::Publish() {
  if (!window_) return;
  const std::scoped_lock lock(mutex_);
  status_.watermark = window_->watermark();
  status_.in_flight = static_cast<std::int64_t>(window_->in_flight());
  status_.verified = verified_;
  if (std::exchange(heads_moved_, false)) status_.heads = window_->Heads();
}

bool Relay::HasWork() const {
  if (refused_) return false;
  return producer_ == nullptr || !pending_.empty() || window_->in_flight() > 0 ||
         window_->watermark() != saved_ || source_.HasNews();
}

// While nothing is reported (the bus is down), look less often.
std::chrono::milliseconds Relay::ReportWait() {
  constexpr int kPatience = 50;
  constexpr std::chrono::milliseconds kSlow{50};
  return idle_polls_ > kPatience ? kSlow : std::max(options_.pace, std::chrono::milliseconds{1});
}

void Relay::AwaitWork() {
  std::unique_lock lock(mutex_);
  const auto now = Steady::now();
  if (next_try_ > now) {
    wake_.wait_until(lock, next_try_, [this] { return stopping_; });
  } else if (!HasWork()) {
    // The producer's own news (a broker came or went) are served now and then.
    wake_.wait_for(lock, kIdle, [this] { return news_ || stopping_; });
  } else if (window_ && window_->in_flight() == 0 && pending_.empty() && !source_.HasNews()) {
    wake_.wait_until(lock, next_save_, [this] { return news_ || stopping_; });
  } else if (next_round_ > now) {
    wake_.wait_until(lock, next_round_, [this] { return stopping_; });
  }
  news_ = false;
}

void Relay::Loop() {
  while (true) {
    AwaitWork();
    {
      const std::scoped_lock lock(mutex_);
      if (stopping_) break;
    }
    const bool loaded = window_ && window_->in_flight() > 0;
    next_round_ = loaded ? Steady::now() + options_.pace : Steady::time_point{};
    Step(ReportWait());
  }
  const auto until = Steady::now() + options_.drain_within;
  next_try_ = Steady::time_point{};
  while (HasWork() && Steady::now() < until) {
    if (producer_ == nullptr && backoff_.failures() > 0) break;
    Step(options_.pace);
    SaveWatermark(true);
    if (window_ && window_->in_flight() == 0 && pending_.empty() && !source_.HasNews()) break;
  }
  producer_.reset();
}

}  // namespace parcours::bus
