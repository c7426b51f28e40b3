#include "services/platform/host/configuration.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <array>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace parcours::host {
namespace {

constexpr std::string_view kKafkaScheme = "kafka://";
constexpr std::string_view kVirtualScheme = "virtual:";

Error Malformed(std::string reason, std::string flag, std::string_view value,
                std::string_view french, std::string_view english) {
  const std::string shown = flag + " " + std::string(value);
  return {.code = Code::kInvalidArgument,
          .reason = std::move(reason),
          .field = std::move(flag),
          .french = shown + " : " + std::string(french),
          .english = shown + ": " + std::string(english)};
}

Result<std::string> ReadBrokers(const std::string& bus) {
  if (bus == "embedded") return std::string{};
  if (bus.starts_with(kKafkaScheme) && bus.size() > kKafkaScheme.size())
    return bus.substr(kKafkaScheme.size());
  return Refuse(Malformed("BUS_UNKNOWN", "--bus", bus,
                          "attendu : embedded, ou kafka://hôte:port[,hôte:port].",
                          "expected embedded, or kafka://host:port[,host:port]."));
}

Result<std::optional<CivilDate>> ReadClock(const std::string& clock) {
  if (clock == "real") return std::optional<CivilDate>{};
  if (clock.starts_with(kVirtualScheme)) {
    if (const auto day = CivilDate::Parse(std::string_view(clock).substr(kVirtualScheme.size())))
      return day;
  }
  return Refuse(Malformed("CLOCK_UNKNOWN", "--clock", clock,
                          "attendu : real, ou virtual:AAAA-MM-JJ.",
                          "expected real, or virtual:YYYY-MM-DD."));
}

Result<std::pair<std::string, std::string>> ReadSetting(const std::string& setting) {
  const auto equals = setting.find('=');
  if (equals == std::string::npos || equals == 0) {
    return Refuse(Malformed("KAFKA_SETTING_MALFORMED", "--kafka-setting", setting.substr(0, equals),
                            "attendu : nom=valeur.", "expected name=value."));
  }
  return std::pair{setting.substr(0, equals), setting.substr(equals + 1)};
}

Result<std::vector<std::pair<std::string, std::string>>> ReadSettings(const Options& options) {
  std::vector<std::pair<std::string, std::string>> settings;
  if (!options.kafka_settings_file.empty()) {
    std::ifstream file(options.kafka_settings_file);
    if (!file) {
      return Refuse(Malformed("KAFKA_SETTING_MALFORMED", "--kafka-settings-file",
                              options.kafka_settings_file, "le fichier ne peut pas être lu.",
                              "the file cannot be read."));
    }
    for (std::string line; std::getline(file, line);) {
      if (line.empty() || line.front() == '#') continue;
      TRY(auto setting, ReadSetting(line));
      settings.push_back(std::move(setting));
    }
  }
  for (const auto& text : options.kafka_settings) {
    TRY(auto setting, ReadSetting(text));
    settings.push_back(std::move(setting));
  }
  return settings;
}

Result<int> PortOf(const std::string& address, const std::string& flag) {
  const auto colon = address.rfind(':');
  int port = -1;
  if (colon != std::string::npos && colon > 0) {
    const auto [end, error] =
        std::from_chars(address.data() + colon + 1, address.data() + address.size(), port);
    if (error != std::errc{} || end != address.data() + address.size()) port = -1;
  }
  if (port >= 0 && port <= 65'535) return port;
  return Refuse(Malformed("LISTEN_ADDRESS_MALFORMED", flag, address, "attendu : hôte:port.",
                          "expected host:port."));
}

// Metrics name no person, but they are served on this machine alone.
Result<std::optional<std::uint16_t>> MetricsPortOf(const std::string& address) {
  TRY(const int port, PortOf(address, "--metrics"));
  const auto host = address.substr(0, address.rfind(':'));
  if (host == "127.0.0.1" || host == "localhost")
    return std::optional(static_cast<std::uint16_t>(port));
  return Refuse(Malformed("LISTEN_ADDRESS_MALFORMED", "--metrics", address,
                          "attendu : 127.0.0.1:port.", "expected 127.0.0.1:port."));
}

Result<observe::Level> ReadLogLevel(const std::string& level) {
  if (level == "debug") return observe::Level::kDebug;
  if (level == "info") return observe::Level::kInfo;
  if (level == "warning") return observe::Level::kWarning;
  if (level == "error") return observe::Level::kError;
  return Refuse(Malformed("LOG_LEVEL_UNKNOWN", "--log-level", level,
                          "attendu : debug, info, warning ou error.",
                          "expected debug, info, warning or error."));
}

}  // namespace

Result<std::string> ReadTokenKey(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!path.empty() && file && text.str().find("PUBLIC KEY") != std::string::npos)
    return text.str();
  return Refuse(Malformed(
      "TOKEN_KEY_UNREADABLE", "--token-key", path,
      "attendu : un fichier PEM avec la clé publique des jetons (parcours token --new-key).",
      "expected a PEM file with the tokens' public key (parcours token --new-key)."));
}

void Declare(CLI::App& app, Options& options) {
  app.add_option("--data", options.data, "Directory of the databases")->envname("PARCOURS_DATA");
  app.add_option("--listen", options.listen, "Address of the gRPC port; port 0: the system chooses")
      ->envname("PARCOURS_LISTEN");
  app.add_option("--bus", options.bus, "embedded, or kafka://host:port")->envname("PARCOURS_BUS");
  app.add_option("--kafka-setting", options.kafka_settings,
                 "A librdkafka setting, name=value; repeatable")
      ->envname("PARCOURS_KAFKA_SETTING");
  app.add_option("--kafka-settings-file", options.kafka_settings_file,
                 "File of librdkafka settings, one per line")
      ->envname("PARCOURS_KAFKA_SETTINGS_FILE");
  app.add_option("--clock", options.clock, "real, or virtual:YYYY-MM-DD")
      ->envname("PARCOURS_CLOCK");
  app.add_option("--metrics", options.metrics, "Address on which Prometheus metrics are served")
      ->envname("PARCOURS_METRICS");
  app.add_option("--zone", options.zone, "IANA time zone of civil days")->envname("PARCOURS_ZONE");
  app.add_option("--log-level", options.log_level, "debug, info, warning or error")
      ->envname("PARCOURS_LOG_LEVEL");
  app.add_option("--token-key", options.token_key, "PEM file with the public key of tokens")
      ->envname("PARCOURS_TOKEN_PUBLIC_KEY");
  app.add_option("--crash-at", options.crash_at,
                 "Named point at which the process kills itself; for tests")
      ->envname("PARCOURS_CRASH_AT");
  app.add_option("--write-address", options.write_address,
                 "File that receives the actual addresses")
      ->envname("PARCOURS_WRITE_ADDRESS");
  app.add_option("--reader-threads", options.reader_threads, "Threads for queries, per service")
      ->envname("PARCOURS_READER_THREADS")
      ->check(CLI::Range(std::size_t{1}, std::size_t{64}));
  app.add_option("--max-queued", options.max_queued, "Commands that may wait for the writer")
      ->envname("PARCOURS_MAX_QUEUED")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
  app.add_option("--max-request-bytes", options.max_request_bytes, "Largest request")
      ->envname("PARCOURS_MAX_REQUEST_BYTES")
      ->check(CLI::Range(std::size_t{1'024}, std::size_t{256 * 1'024 * 1'024}));
  app.add_option("--drain-seconds", options.drain_seconds,
                 "Longest wait for running calls when stopping")
      ->envname("PARCOURS_DRAIN_SECONDS")
      ->check(CLI::Range(std::size_t{0}, std::size_t{3'600}));
}

Result<Configuration> Check(const Options& options) {
  Configuration checked;
  checked.data = options.data;
  TRY(PortOf(options.listen, "--listen"));
  checked.listen = options.listen;
  if (!options.metrics.empty()) {
    TRY(checked.metrics_port, MetricsPortOf(options.metrics));
  }
  TRY(checked.kafka_brokers, ReadBrokers(options.bus));
  TRY(checked.kafka_settings, ReadSettings(options));
  TRY(checked.virtual_day, ReadClock(options.clock));
  TRY(checked.log_level, ReadLogLevel(options.log_level));
  TRY(checked.token_public_key, ReadTokenKey(options.token_key));
  checked.zone = options.zone;
  checked.crash_at = options.crash_at;
  checked.write_address = options.write_address;
  checked.reader_threads = options.reader_threads;
  checked.max_queued = options.max_queued;
  checked.max_request_bytes = options.max_request_bytes;
  checked.longest_drain = std::chrono::seconds(options.drain_seconds);
  return checked;
}

std::string NthAddress(const std::string& address, int n) {
  const auto colon = address.rfind(':');
  const int port = std::atoi(address.c_str() + colon + 1);
  return address.substr(0, colon + 1) + std::to_string(port == 0 ? 0 : port + n);
}

Language TerminalLanguage() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("fr") ? Language::kFrench : Language::kEnglish;
  }
  return Language::kEnglish;
}

}  // namespace parcours::host
