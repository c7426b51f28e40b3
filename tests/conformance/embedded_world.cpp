#include "tests/conformance/embedded_world.h"

#include "services/platform/bus/topic_names.h"

namespace parcours::conformance {

EmbeddedWorld::EmbeddedWorld() {
  for (auto* producer : {&partners_, &insertion_}) {
    bus_.Register(producer->journal(), [producer] { return producer->OpenForReading(); });
  }
}

std::string EmbeddedWorld::TopicOf(std::string_view context) const {
  return bus::PublicTopic(context);
}

ProducerJournal& EmbeddedWorld::JournalOf(std::string_view context) {
  return context == kPartners ? partners_ : insertion_;
}

std::vector<journal::Row> EmbeddedWorld::Publish(std::string_view context,
                                                 const std::vector<TestFact>& facts) {
  auto rows = JournalOf(context).Record(facts);
  bus_.Wake(context);
  return rows;
}

void EmbeddedWorld::PublishPrivate(std::string_view context, const std::string& aggregate) {
  JournalOf(context).RecordPrivate(aggregate);
  bus_.Wake(context);
}

}  // namespace parcours::conformance
