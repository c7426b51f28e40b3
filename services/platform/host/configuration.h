#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"
#include "services/platform/observe/log.h"

namespace CLI {
class App;
}

namespace parcours::host {

// Options of a process as they are written: --flag, else the environment variable PARCOURS_FLAG.
struct Options {
  std::string data = "data";
  std::string listen = "127.0.0.1:0";
  std::string bus = "embedded";
  std::vector<std::string> kafka_settings;
  std::string kafka_settings_file;
  std::string clock = "real";
  std::string metrics;
  std::string zone = "Europe/Paris";
  std::string log_level = "info";
  std::string token_key;
  std::string crash_at;
  std::string write_address;
  std::size_t reader_threads = 2;
  std::size_t max_queued = 4'096;
  std::size_t max_request_bytes = 4 * 1'024 * 1'024;
  std::size_t drain_seconds = 10;
};

// The same, checked.
struct Configuration {
  std::filesystem::path data;
  std::string listen;
  std::string kafka_brokers;  // empty: embedded bus
  std::vector<std::pair<std::string, std::string>> kafka_settings;
  std::optional<CivilDate> virtual_day;       // nullopt: the machine's clock
  std::optional<std::uint16_t> metrics_port;  // of 127.0.0.1; nullopt: none served
  std::string zone;
  observe::Level log_level = observe::Level::kInfo;
  std::string token_public_key;         // PEM
  std::string crash_at;                 // empty: nowhere
  std::filesystem::path write_address;  // empty: nowhere
  std::size_t reader_threads = 2;
  std::size_t max_queued = 4'096;
  std::size_t max_request_bytes = 4 * 1'024 * 1'024;
  std::chrono::seconds longest_drain{10};
};

// Declares the options on a command or subcommand; `options` outlives its parsing.
void Declare(CLI::App& app, Options& options);

// INVALID_ARGUMENT with the flag as field: BUS_UNKNOWN, CLOCK_UNKNOWN, KAFKA_SETTING_MALFORMED,
// TOKEN_KEY_UNREADABLE, LISTEN_ADDRESS_MALFORMED or LOG_LEVEL_UNKNOWN.
[[nodiscard]] Result<Configuration> Check(const Options& options);

// "127.0.0.1:7000" and 2 → "127.0.0.1:7002"; port 0 stays 0.
[[nodiscard]] std::string NthAddress(const std::string& address, int n);

// The PEM text. TOKEN_KEY_UNREADABLE.
[[nodiscard]] Result<std::string> ReadTokenKey(const std::string& path);

// Language of the operator's terminal: LC_ALL, LC_MESSAGES, LANG.
[[nodiscard]] Language TerminalLanguage();

}  // namespace parcours::host
