#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "services/platform/bus/embedded/embedded_bus.h"

namespace parcours::bus {

// Reads journals in turn, a stretch of each; the rows of topics that it did not subscribe to are
// passed over.
class EmbeddedConsumer final : public Consumer {
 public:
  EmbeddedConsumer(EmbeddedBus& bus, const ConsumerOptions& options);

  [[nodiscard]] Result<std::vector<ReceivedRecord>> Poll(std::chrono::milliseconds wait,
                                                         std::size_t limit) override;
  [[nodiscard]] std::vector<Position> TakeRevoked() override { return {}; }
  void Announce(const std::vector<Position>&) override {}
  void SeekToBeginning(const std::vector<std::string>& topics) override;

 private:
  struct Reading {
    std::string context;
    std::unique_ptr<store::Connection> connection;
    std::int64_t next = 1;                       // first row not looked at
    std::map<std::string, std::int64_t> topics;  // subscribed ones: first row wanted
  };

  [[nodiscard]] Result<std::vector<ReceivedRecord>> ReadAll(std::size_t limit);
  // Appends to `found` until it holds `limit` or the journal ends.
  [[nodiscard]] Result<std::vector<ReceivedRecord>> ReadOne(Reading& reading, std::size_t limit);

  EmbeddedBus& bus_;
  std::vector<Reading> readings_;
  std::vector<std::string> contexts_;
  std::size_t turn_ = 0;
};

}  // namespace parcours::bus
