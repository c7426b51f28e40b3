#pragma once

// A real broker of one's own, by deploy/kafka/broker.

#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "services/platform/bus/kafka/options.h"
#include "services/platform/testing/command.h"

namespace parcours::conformance {

class KafkaBroker {
 public:
  // Name and password of each user; empty = a broker that asks nobody who he is. "admin" may do
  // everything.
  using Users = std::map<std::string, std::string>;

  // nullptr where there is no Kafka, said aloud; where CI is set, the test has failed.
  [[nodiscard]] static std::unique_ptr<KafkaBroker> Start(const Users& users = {});
  ~KafkaBroker();
  KafkaBroker(const KafkaBroker&) = delete;
  KafkaBroker& operator=(const KafkaBroker&) = delete;

  [[nodiscard]] const std::string& address() const { return address_; }
  // With PARCOURS_KAFKA_DEBUG=broker,eos,… clients say what they do.
  // Clients of a test: a machine that runs many tests may be slow to answer.
  [[nodiscard]] bus::KafkaOptions Options(const std::string& client) const;

  // As a power cut would, and back on the same data and port.
  void Kill();
  void StartAgain();

 private:
  explicit KafkaBroker(Users users);
  [[nodiscard]] std::string Address() const;
  [[nodiscard]] testing::Finished Control(const std::string& command) const;

  const Users users_;
  std::filesystem::path folder_;  // on a disk: what brokers keep does not fit into memory
  std::string address_;
};

}  // namespace parcours::conformance
