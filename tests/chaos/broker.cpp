#include "tests/chaos/broker.h"

#include <unistd.h>

#include <csignal>
#include <fstream>

#include "services/cli/story/process.h"

namespace parcours::chaos {
namespace {

constexpr std::chrono::seconds kControlWithin{90};

template <typename Value>
Value ReadOne(const std::filesystem::path& file) {
  Value value{};
  std::ifstream(file) >> value;
  return value;
}

Error NotStarted(const std::filesystem::path& log) {
  return {.code = Code::kUnavailable,
          .reason = "BROKER_NOT_STARTED",
          .field = log.string(),
          .french = "Le courtier n'a pas démarré ; voir " + log.string() + ".",
          .english = "The broker did not start; see " + log.string() + "."};
}

}  // namespace

Result<std::unique_ptr<Broker>> Broker::Start(const std::filesystem::path& data) {
  std::filesystem::create_directories(data);
  std::unique_ptr<Broker> broker(new Broker(data));
  TRY(broker->StartAgain());
  return broker;
}

Broker::~Broker() { Control({"stop", "--now"}); }

void Broker::Control(const std::vector<std::string>& arguments) const {
  auto words = arguments;
  words.insert(words.end(), {"--data", data_.string()});
  auto script =
      cli::Process::Start(PARCOURS_SOURCE_DIR "/deploy/kafka/broker", words, data_ / "control.log");
  if (script) static_cast<void>(script->WaitForEnd(kControlWithin));
}

void Broker::Signal(int number) const {
  const auto pid = ReadOne<pid_t>(data_ / "broker.pid");
  if (pid > 0) ::kill(pid, number);
}

void Broker::Stop() const { Control({"stop"}); }

Result<void> Broker::StartAgain() {
  Control({"start", "--with-parent", std::to_string(::getpid())});
  address_ = ReadOne<std::string>(data_ / "bootstrap");
  if (address_.empty()) return Refuse(NotStarted(data_ / "control.log"));
  return {};
}

}  // namespace parcours::chaos
