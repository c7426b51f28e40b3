#include "tests/conformance/kafka_broker.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "services/platform/core/check.h"

namespace parcours::conformance {

std::unique_ptr<KafkaBroker> KafkaBroker::Start(const Users& users) {
  std::unique_ptr<KafkaBroker> broker(new KafkaBroker(users));
  std::string options = "start --with-parent " + std::to_string(::getpid());
  if (!users.empty()) options += " --sasl";
  for (const auto& [user, password] : users) options += " --add-scram " + user + "=" + password;
  const auto started = broker->Control(options);
  if (started.status == 0) {
    broker->address_ = broker->Address();
    return broker;
  }
  constexpr int kNotInstalled = 3;
  if (std::getenv("CI") != nullptr || started.status != kNotInstalled) {
    ADD_FAILURE() << "the broker did not start: " << started.output;
  } else {
    std::cerr << "NO KAFKA, its tests are skipped: " << started.output;
  }
  return nullptr;
}

KafkaBroker::KafkaBroker(Users users) : users_(std::move(users)) {
  std::string pattern = (std::filesystem::temp_directory_path() / "parcours-kafka-XXXXXX").string();
  CHECK(::mkdtemp(pattern.data()) != nullptr);
  folder_ = pattern;
}

KafkaBroker::~KafkaBroker() {
  if (!address_.empty()) static_cast<void>(Control("stop --now"));
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

testing::Finished KafkaBroker::Control(const std::string& command) const {
  return testing::RunCommand(PARCOURS_SOURCE_DIR "/deploy/kafka/broker " + command + " --data " +
                             folder_.string());
}

bus::KafkaOptions KafkaBroker::Options(const std::string& client) const {
  bus::KafkaOptions options;
  options.brokers = address_;
  options.client_id = client;
  options.call_timeout = std::chrono::seconds{20};
  options.settings = {{"reconnect.backoff.ms", "20"},
                      {"reconnect.backoff.max.ms", "200"},
                      {"session.timeout.ms", "6000"},
                      {"heartbeat.interval.ms", "1000"}};
  if (const char* contexts = std::getenv("PARCOURS_KAFKA_DEBUG")) {
    options.settings["debug"] = contexts;
    options.log = [](bus::KafkaLogLevel, std::string_view text) { std::cerr << text << '\n'; };
  }
  return options;
}

void KafkaBroker::Kill() { CHECK(Control("stop --now").status == 0); }

void KafkaBroker::StartAgain() {
  std::string options = "start --with-parent " + std::to_string(::getpid());
  if (!users_.empty()) options += " --sasl";
  const auto started = Control(options);
  EXPECT_EQ(started.status, 0) << started.output;
  EXPECT_EQ(Address(), address_) << "its clients look for it where it was";
}

std::string KafkaBroker::Address() const {
  std::string address;
  std::getline(std::ifstream(folder_ / "bootstrap"), address);
  return address;
}

}  // namespace parcours::conformance
