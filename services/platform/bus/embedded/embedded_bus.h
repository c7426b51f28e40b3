#pragma once

// The bus of one process: a subscriber reads the producer's journal itself, from its own position,
// and is woken when the producer has committed. A topic has one partition, 0; the offset of a
// record is its row's position in the journal.

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/journal/journal.h"
#include "services/platform/store/connection.h"

namespace parcours::bus {

class EmbeddedBus final : public Bus {
 public:
  // A read-only connection to a producer's database.
  using Open = std::function<Result<std::unique_ptr<store::Connection>>()>;

  EmbeddedBus();
  ~EmbeddedBus() override;

  // A producer of this process. `journal` outlives the bus. Consumers may be made once all are
  // registered.
  void Register(const journal::Journal& journal, Open open);

  [[nodiscard]] bool NeedsRelay() const override { return false; }
  // FAILED_PRECONDITION, NOTHING_TO_RELAY.
  [[nodiscard]] Result<std::unique_ptr<Producer>> MakeProducer() override;
  [[nodiscard]] Result<std::unique_ptr<Consumer>> MakeConsumer(ConsumerOptions options) override;
  [[nodiscard]] Result<void> CheckTopics(const std::vector<std::string>& topics) override;
  [[nodiscard]] Result<std::vector<AggregateOnTopic>> LastVersions(const std::string& topic,
                                                                   std::int64_t limit) override;
  [[nodiscard]] Result<std::vector<Position>> Ends(const std::vector<std::string>& topics) override;
  void Wake(std::string_view context) override;

 private:
  friend class EmbeddedConsumer;
  struct Source {
    const journal::Journal* journal = nullptr;
    Open open;
    std::uint64_t generation = 0;  // commits announced
  };
  // What Ends() has seen of a topic, so that it reads on from there.
  struct Seen {
    std::unique_ptr<store::Connection> connection;
    std::int64_t scanned = 0;
    std::int64_t end = 0;
  };

  // Commits announced by these contexts so far.
  [[nodiscard]] std::uint64_t Announced(const std::vector<std::string>& contexts) const;
  // Returns when that number has grown past `known`, or at `until`.
  void AwaitNews(const std::vector<std::string>& contexts, std::uint64_t known,
                 std::chrono::steady_clock::time_point until);
  [[nodiscard]] std::uint64_t AnnouncedLocked(const std::vector<std::string>& contexts) const;
  [[nodiscard]] Result<Source> SourceOf(const std::string& topic) const;
  [[nodiscard]] Result<std::int64_t> EndOf(const std::string& topic, Seen& seen) const;

  mutable std::mutex mutex_;
  std::condition_variable news_;
  std::map<std::string, Source, std::less<>> sources_;
  std::mutex seen_mutex_;
  std::map<std::string, Seen> seen_;
};

}  // namespace parcours::bus
