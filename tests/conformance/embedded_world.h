#pragma once

#include "services/platform/bus/embedded/embedded_bus.h"
#include "tests/conformance/bus_world.h"

namespace parcours::conformance {

class EmbeddedWorld final : public BusWorld {
 public:
  EmbeddedWorld();

  [[nodiscard]] bus::Bus& bus() override { return bus_; }
  [[nodiscard]] std::string TopicOf(std::string_view context) const override;
  std::vector<journal::Row> Publish(std::string_view context,
                                    const std::vector<TestFact>& facts) override;
  void PublishPrivate(std::string_view context, const std::string& aggregate) override;

 private:
  [[nodiscard]] ProducerJournal& JournalOf(std::string_view context);

  ProducerJournal partners_{kPartners};
  ProducerJournal insertion_{kInsertion};
  bus::EmbeddedBus bus_;
};

}  // namespace parcours::conformance
