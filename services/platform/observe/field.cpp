#include <algorithm>
#include <nlohmann/json.hpp>

#include "services/platform/core/id.h"
#include "services/platform/execution/projection.h"
#include "services/platform/observe/log.h"
#include "services/platform/observe/trace.h"
#include "services/platform/schedule/timers.h"
#include "services/platform/security/redaction.h"

namespace parcours::observe {
namespace {

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestMessage = 8'192;
constexpr std::size_t kLongestFault = 300;
constexpr std::string_view kOwnPackages = "parcours.";

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

template <typename Allowed>
bool IsMadeOf(std::string_view text, Allowed allowed) {
  return !text.empty() && text.size() <= kLongestName &&
         std::all_of(text.begin(), text.end(), allowed);
}

bool IsCollection(std::string_view text) {
  return IsMadeOf(text, [](char c) { return IsLower(c) || c == '_'; });
}

bool IsReason(std::string_view text) {
  return IsMadeOf(text, [](char c) { return IsUpper(c) || IsDigit(c) || c == '_'; });
}

bool IsOwnDotted(std::string_view text) {
  return text.starts_with(kOwnPackages) && IsMadeOf(text, [](char c) {
           return IsLower(c) || IsUpper(c) || IsDigit(c) || c == '_' || c == '.';
         });
}

bool IsEndpoint(std::string_view text) {
  const auto colon = text.rfind(':');
  return colon != std::string_view::npos && IsMadeOf(text.substr(colon + 1), IsDigit) &&
         IsMadeOf(text.substr(0, colon), [](char c) {
           return IsLower(c) || IsUpper(c) || IsDigit(c) || c == '.' || c == '-' || c == ':' ||
                  c == '[' || c == ']';
         });
}

bool IsMintedName(std::string_view name) {
  return IsCollection(CollectionOf(name)) && IsUuid(IdOf(name, CollectionOf(name)));
}

bool IsFactId(std::string_view id) {
  const auto slash = id.rfind('/');
  return slash != std::string_view::npos && IsMintedName(id.substr(0, slash)) &&
         IsMadeOf(id.substr(slash + 1), IsDigit);
}

// "barriers[1].severity" names a field of a field of the type.
bool IsPathInto(const google::protobuf::Descriptor* type, std::string_view path) {
  while (type != nullptr) {
    const auto dot = path.find('.');
    auto step = path.substr(0, dot);
    if (const auto bracket = step.find('['); bracket != std::string_view::npos) {
      const auto index = step.substr(bracket);
      if (!IsMadeOf(index, [](char c) { return IsDigit(c) || c == '[' || c == ']'; })) return false;
      step = step.substr(0, bracket);
    }
    const auto* field = type->FindFieldByName(std::string(step));
    if (field == nullptr) return false;
    if (dot == std::string_view::npos) return true;
    path = path.substr(dot + 1);
    type = field->message_type();
  }
  return false;
}

std::string Shown(std::string_view text, bool allowed) {
  return std::string(allowed ? text : kHidden);
}

// Libraries quote their input: SOCI the statement and its parameters ("… while executing …"),
// nlohmann what it last read.
std::string WithoutQuotations(std::string_view what) {
  for (const std::string_view start :
       {"\"", "'", "`", "\xC2\xAB", " while ", " with :", "last read"}) {
    what = what.substr(0, what.find(start));
  }
  return std::string(what.substr(0, kLongestFault));
}

}  // namespace

Field Field::Count(Word key, std::int64_t value) { return {key.text(), value}; }
Field Field::Flag(Word key, bool value) { return {key.text(), value}; }
Field Field::Day(Word key, CivilDate day) { return {key.text(), day.ToString()}; }
Field Field::Seconds(Word key, std::chrono::nanoseconds duration) {
  return {key.text(), std::chrono::duration<double>(duration).count()};
}
Field Field::State(Word key, Word value) { return {key.text(), std::string(value.text())}; }

Field Field::Resource(Word key, std::string_view name) {
  return {key.text(), Shown(name, IsMintedName(name))};
}
Field Field::Fact(Word key, std::string_view id) { return {key.text(), Shown(id, IsFactId(id))}; }
Field Field::Trace(std::string_view traceparent) {
  const auto trace = ParseTraceparent(traceparent);
  return {"trace_id", trace ? trace->trace_id : std::string(kHidden)};
}

Field Field::Topic(std::string_view topic) { return {"topic", Shown(topic, IsOwnDotted(topic))}; }
Field Field::Type(std::string_view full_name) {
  return {"type", Shown(full_name, IsOwnDotted(full_name))};
}
Field Field::Type(const google::protobuf::Descriptor& type) { return {"type", type.full_name()}; }
Field Field::Method(const google::protobuf::MethodDescriptor& method) {
  return {"method", method.full_name()};
}
Field Field::Projection(const execution::Projection& projection) {
  return {"projection", projection.name};
}
Field Field::Timer(const schedule::Timer& timer) { return {"timer", timer.kind}; }

Field Field::Endpoint(std::string_view host_and_port) {
  return {"endpoint", Shown(host_and_port, IsEndpoint(host_and_port))};
}
Field Field::File(Word key, const std::filesystem::path& file) {
  return {key.text(), file.string()};
}

Field Field::Refusal(const Error& error, const google::protobuf::Descriptor* about) {
  nlohmann::ordered_json json;
  json["code"] = CodeName(error.code);
  json["reason"] = Shown(error.reason, IsReason(error.reason));
  if (!error.field.empty()) {
    json["field"] = Shown(error.field, IsMintedName(error.field) || IsPathInto(about, error.field));
  }
  return {"error", Json{json.dump()}};
}

Field Field::Fault(const std::exception& thrown) {
  return {"fault", WithoutQuotations(thrown.what())};
}

Field Field::Redacted(Word key, const google::protobuf::Message& message) {
  std::string json = security::RedactedJson(message);
  if (json.size() > kLongestMessage) json = nlohmann::json{{"omitted_bytes", json.size()}}.dump();
  return {key.text(), Json{std::move(json)}};
}

}  // namespace parcours::observe
