#include "services/platform/observe/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <nlohmann/json.hpp>

namespace parcours::observe {
namespace {

spdlog::level::level_enum ToSpdlog(Level level) {
  switch (level) {
    case Level::kDebug:
      return spdlog::level::debug;
    case Level::kInfo:
      return spdlog::level::info;
    case Level::kWarning:
      return spdlog::level::warn;
    case Level::kError:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

std::string_view LevelName(Level level) {
  switch (level) {
    case Level::kDebug:
      return "debug";
    case Level::kInfo:
      return "info";
    case Level::kWarning:
      return "warning";
    case Level::kError:
      return "error";
  }
  return "info";
}

std::unique_ptr<spdlog::logger> MakeLogger(const LogOptions& options, spdlog::sink_ptr sink) {
  auto logger = std::make_unique<spdlog::logger>(options.service, std::move(sink));
  logger->set_pattern("%v");
  logger->set_level(ToSpdlog(options.level));
  logger->flush_on(spdlog::level::info);
  return logger;
}

spdlog::sink_ptr MakeSink(const LogOptions& options) {
  if (options.file.empty()) return std::make_shared<spdlog::sinks::stderr_sink_mt>();
  return std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
      options.file.string(), options.max_file_bytes, options.kept_files);
}

std::string Timestamp(Instant instant) {
  const auto days = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time(instant - days);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", CivilDate(days).ToString(),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

std::string Quoted(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

Log::Log(std::string service, const Clock& clock, std::unique_ptr<spdlog::logger> logger)
    : service_(std::move(service)), clock_(clock), logger_(std::move(logger)) {}

Log::~Log() = default;

Result<std::unique_ptr<Log>> Log::Open(LogOptions options, const Clock& clock) {
  try {
    auto logger = MakeLogger(options, MakeSink(options));
    return std::unique_ptr<Log>(new Log(std::move(options.service), clock, std::move(logger)));
  } catch (const spdlog::spdlog_ex&) {
    const std::string name = options.file.filename().string();
    return Refuse(Error{.code = Code::kUnavailable,
                        .reason = "LOG_FILE_UNWRITABLE",
                        .field = name,
                        .french = "Le journal technique « " + name +
                                  " » ne peut pas être écrit. Vérifiez le dossier et ses droits.",
                        .english = "The log file \"" + name +
                                   "\" cannot be written. Check the folder and its permissions."});
  }
}

std::unique_ptr<Log> Log::ToStream(std::ostream& stream, LogOptions options, const Clock& clock) {
  auto logger = MakeLogger(options, std::make_shared<spdlog::sinks::ostream_sink_mt>(stream));
  return std::unique_ptr<Log>(new Log(std::move(options.service), clock, std::move(logger)));
}

bool Log::Writes(Level level) const { return logger_->should_log(ToSpdlog(level)); }

void Log::Write(Level level, Word event, std::initializer_list<Field> fields) {
  if (!Writes(level)) return;
  struct Printer {
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(std::int64_t value) const { return std::to_string(value); }
    std::string operator()(double value) const { return fmt::format("{:.6f}", value); }
    std::string operator()(const std::string& value) const { return Quoted(value); }
    std::string operator()(const Field::Json& value) const { return value.text; }
  };
  std::string line =
      fmt::format(R"({{"time":"{}","level":"{}","service":{},"event":"{}")",
                  Timestamp(clock_.Now()), LevelName(level), Quoted(service_), event.text());
  for (const Field& field : fields) {
    line.append(",")
        .append(Quoted(field.key_))
        .append(":")
        .append(std::visit(Printer{}, field.value_));
  }
  line.push_back('}');
  logger_->log(ToSpdlog(level), spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace parcours::observe
