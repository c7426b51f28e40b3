#pragma once

// A bus under test with two producing contexts, whatever the adapter. The suite (bus_suite.h) sees
// this alone.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/bus/bus.h"
#include "services/platform/journal/journal.h"
#include "services/platform/testing/fakes.h"

namespace parcours::conformance {

inline constexpr const char* kNowhere = "parcours.nowhere.v1";  // a topic that nobody created
inline constexpr std::string_view kPartners = "partners";
inline constexpr std::string_view kInsertion = "insertion";

struct TestFact {
  std::string aggregate = "organisations/a";
  std::string subject = "persons/p";
};

// A context's journal in a file of its own.
class ProducerJournal {
 public:
  explicit ProducerJournal(std::string_view context);

  // One transaction; facts of a type that travels on the context's public topic.
  [[nodiscard]] std::vector<journal::Row> Record(const std::vector<TestFact>& facts);
  // A row that stays in the journal.
  void RecordPrivate(const std::string& aggregate);

  [[nodiscard]] const journal::Journal& journal() const { return journal_; }
  [[nodiscard]] Result<std::unique_ptr<store::Connection>> OpenForReading() const;

 private:
  void Append(const google::protobuf::Message& fact, const TestFact& of);

  testing::TemporaryFolder folder_;
  testing::FakeClock clock_{CivilDate(2025, 3, 6)};
  std::unique_ptr<security::Keyring> keyring_ = security::MakeEphemeralKeyring();
  journal::Journal journal_;
  std::unique_ptr<store::Connection> connection_;
};

class BusWorld {
 public:
  virtual ~BusWorld() = default;
  BusWorld() = default;
  BusWorld(const BusWorld&) = delete;
  BusWorld& operator=(const BusWorld&) = delete;

  [[nodiscard]] virtual bus::Bus& bus() = 0;
  // Where the facts of a context stand on this bus.
  [[nodiscard]] virtual std::string TopicOf(std::string_view context) const = 0;
  // A name for a consumer group that no other test uses.
  [[nodiscard]] virtual std::string Group(std::string_view name) const { return std::string(name); }

  // Records facts and brings them to the bus; returns once they are there.
  virtual std::vector<journal::Row> Publish(std::string_view context,
                                            const std::vector<TestFact>& facts) = 0;
  // Something that does not travel.
  virtual void PublishPrivate(std::string_view context, const std::string& aggregate) = 0;
};

// Makes a world for one test; nullptr after it has failed or skipped the test.
using MakeWorld = std::function<std::unique_ptr<BusWorld>()>;

}  // namespace parcours::conformance
