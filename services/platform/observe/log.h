#pragma once

// The structured log: one JSON object per line. A field is made from something that names no
// person: a word of the source code, a number, a date, a descriptor, an id that the platform
// minted, an Error's stable parts, a message without its sensitive fields. There is no field for a
// text, so a request's text cannot reach the log.

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "services/platform/core/clock.h"
#include "services/platform/core/result.h"

namespace spdlog {
class logger;
}
namespace parcours::execution {
struct Projection;
}
namespace parcours::schedule {
struct Timer;
}

namespace parcours::observe {

// A literal of the source code: nothing that came from outside can become one.
class Word {
 public:
  template <std::size_t N>
  // NOLINTNEXTLINE(google-explicit-constructor): written as a literal
  consteval Word(const char (&text)[N]) : text_(text, N - 1) {}
  [[nodiscard]] constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// What is printed in place of a text that does not have the shape its field demands.
inline constexpr std::string_view kHidden = "*";

class Field {
 public:
  static Field Count(Word key, std::int64_t value);
  static Field Flag(Word key, bool value);
  static Field Day(Word key, CivilDate day);
  static Field Seconds(Word key, std::chrono::nanoseconds duration);
  static Field State(Word key, Word value);

  // "missions/0195…"; a name whose id is not a UUID is hidden: it may have been made from a
  // person's.
  static Field Resource(Word key, std::string_view name);
  // "<aggregate>/<version>", a fact's CloudEvents id.
  static Field Fact(Word key, std::string_view id);
  // The trace id of a traceparent.
  static Field Trace(std::string_view traceparent);
  // "parcours.recruitment.v1"; other shapes are hidden.
  static Field Topic(std::string_view topic);
  // Full message name; of another package than parcours: hidden.
  static Field Type(std::string_view full_name);
  static Field Type(const google::protobuf::Descriptor& type);
  static Field Method(const google::protobuf::MethodDescriptor& method);
  static Field Projection(const execution::Projection& projection);
  static Field Timer(const schedule::Timer& timer);

  // "127.0.0.1:9092"; other shapes are hidden.
  static Field Endpoint(std::string_view host_and_port);
  // A path of the operator's configuration.
  static Field File(Word key, const std::filesystem::path& file);

  // Code, reason and field of an error; never its sentences. The field is printed when it is a
  // resource name or a path into `about`, the request or fact that was refused.
  static Field Refusal(const Error& error, const google::protobuf::Descriptor* about = nullptr);
  // What a library threw, up to where it begins to quote what it was given.
  static Field Fault(const std::exception& thrown);
  // The message without its sensitive fields.
  static Field Redacted(Word key, const google::protobuf::Message& message);

 private:
  friend class Log;
  struct Json {
    std::string text;
  };
  using Value = std::variant<bool, std::int64_t, double, std::string, Json>;
  Field(std::string_view key, Value value) : key_(key), value_(std::move(value)) {}

  std::string_view key_;
  Value value_;
};

enum class Level { kDebug, kInfo, kWarning, kError };

struct LogOptions {
  std::string service;
  Level level = Level::kInfo;
  std::filesystem::path file;  // empty = standard error
  std::size_t max_file_bytes = 16U << 20U;
  std::size_t kept_files = 4;  // beside the current one, the oldest leaves first
};

// Thread-safe; writing never fails the caller. The clock outlives it.
class Log {
 public:
  // UNAVAILABLE, LOG_FILE_UNWRITABLE.
  [[nodiscard]] static Result<std::unique_ptr<Log>> Open(LogOptions options, const Clock& clock);
  // For tests; the stream outlives the log.
  [[nodiscard]] static std::unique_ptr<Log> ToStream(std::ostream& stream, LogOptions options,
                                                     const Clock& clock);
  ~Log();

  void Debug(Word event, std::initializer_list<Field> fields) {
    Write(Level::kDebug, event, fields);
  }
  void Info(Word event, std::initializer_list<Field> fields) { Write(Level::kInfo, event, fields); }
  void Warn(Word event, std::initializer_list<Field> fields) {
    Write(Level::kWarning, event, fields);
  }
  void Fail(Word event, std::initializer_list<Field> fields) {
    Write(Level::kError, event, fields);
  }
  // Whether a line of that level goes anywhere: fields cost something to make.
  [[nodiscard]] bool Writes(Level level) const;
  void Write(Level level, Word event, std::initializer_list<Field> fields);

 private:
  Log(std::string service, const Clock& clock, std::unique_ptr<spdlog::logger> logger);

  const std::string service_;
  const Clock& clock_;
  const std::unique_ptr<spdlog::logger> logger_;
};

}  // namespace parcours::observe
