#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

#include "services/cli/shell.h"
#include "services/platform/bus/kafka/options.h"
#include "services/platform/core/result.h"

namespace parcours::cli {

// Which broker, and librdkafka's settings for it, as options of a command.
class KafkaChoice {
 public:
  void Declare(CLI::App& app, const Shell& shell);
  // OPTION_MISSING, KAFKA_SETTING_MALFORMED, FILE_UNREADABLE.
  [[nodiscard]] Result<bus::KafkaOptions> Read(const std::string& client) const;

 private:
  std::string brokers_;
  std::vector<std::string> settings_;
  std::string settings_file_;
};

}  // namespace parcours::cli
