#include "services/cli/commands/kafka_choice.h"

#include <sstream>

#include "services/cli/files.h"
#include "services/cli/refusals.h"
#include "services/platform/rpc/json_refusals.h"

namespace parcours::cli {
namespace {

constexpr std::string_view kScheme = "kafka://";

Result<void> AddSetting(const std::string& text, bus::KafkaOptions& options) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0) return Refuse(rpc::ArgumentMalformed(text));
  options.settings[text.substr(0, equals)] = text.substr(equals + 1);
  return {};
}

}  // namespace

void KafkaChoice::Declare(CLI::App& app, const Shell& shell) {
  app.add_option("--brokers,--bus", brokers_,
                 shell.Say("Kafka, hôte:port (PARCOURS_BUS)", "Kafka, host:port (PARCOURS_BUS)"))
      ->envname("PARCOURS_BUS");
  app.add_option("--kafka-setting", settings_,
                 shell.Say("Réglage de librdkafka, nom=valeur ; plusieurs possibles",
                           "A librdkafka setting, name=value; repeatable"))
      ->envname("PARCOURS_KAFKA_SETTING");
  app.add_option("--kafka-settings-file", settings_file_,
                 shell.Say("Fichier de réglages, un par ligne", "File of settings, one per line"))
      ->envname("PARCOURS_KAFKA_SETTINGS_FILE");
}

Result<bus::KafkaOptions> KafkaChoice::Read(const std::string& client) const {
  bus::KafkaOptions options{.brokers = brokers_, .client_id = client, .settings = {}, .log = {}};
  if (options.brokers.starts_with(kScheme)) options.brokers.erase(0, kScheme.size());
  if (options.brokers.empty() || options.brokers == "embedded")
    return Refuse(OptionMissing("--brokers", "--brokers 127.0.0.1:9092"));
  if (!settings_file_.empty()) {
    TRY(const auto text, ReadSmallFile(settings_file_));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (line.empty() || line.front() == '#') continue;
      TRY(AddSetting(line, options));
    }
  }
  for (const auto& setting : settings_) TRY(AddSetting(setting, options));
  return options;
}

}  // namespace parcours::cli
