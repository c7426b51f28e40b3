#include "services/platform/observe/trace.h"

#include <algorithm>
#include <array>

namespace parcours::observe {
namespace {

constexpr std::size_t kTraceDigits = 32;
constexpr std::size_t kSpanDigits = 16;
constexpr std::size_t kVersionEnd = 2;
constexpr std::size_t kTraceEnd = kVersionEnd + 1 + kTraceDigits;
constexpr std::size_t kSpanEnd = kTraceEnd + 1 + kSpanDigits;
constexpr std::size_t kFlagsEnd = kSpanEnd + 1 + 2;
constexpr std::size_t kMostMembers = 32;
constexpr std::size_t kLongestKey = 256;
constexpr std::size_t kLongestValue = 256;
constexpr std::uint8_t kSampled = 0x01;
constexpr std::uint8_t kRandomTraceId = 0x02;

bool IsHex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool IsZero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

std::uint8_t HexByte(std::string_view digits) {
  const auto nibble = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  return static_cast<std::uint8_t>(nibble(digits[0]) * 16 + nibble(digits[1]));
}

std::string ToHex(std::uint64_t value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(kSpanDigits, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4U) {
    *digit = kDigits[value & 0xFU];
  }
  return text;
}

std::string_view Trim(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool IsKey(std::string_view key) {
  const auto starts = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  const auto continues = [&](char c) {
    return starts(c) || std::string_view("_-*/@").find(c) != std::string_view::npos;
  };
  return !key.empty() && key.size() <= kLongestKey && starts(key.front()) &&
         std::all_of(key.begin(), key.end(), continues);
}

bool IsValue(std::string_view value) {
  return !value.empty() && value.size() <= kLongestValue &&
         std::all_of(value.begin(), value.end(),
                     [](char c) { return c >= ' ' && c <= '~' && c != ',' && c != '='; });
}

bool IsMember(std::string_view member) {
  const auto equals = member.find('=');
  return equals != std::string_view::npos && IsKey(member.substr(0, equals)) &&
         IsValue(member.substr(equals + 1));
}

bool NamedIgnoringCase(std::string_view header, std::string_view name) {
  return std::equal(header.begin(), header.end(), name.begin(), name.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

}  // namespace

std::string TraceContext::Traceparent() const {
  return "00-" + trace_id + "-" + span_id + "-" + ToHex(flags).substr(kSpanDigits - 2);
}

std::optional<TraceContext> ParseTraceparent(std::string_view value) {
  value = Trim(value);
  if (value.size() < kFlagsEnd) return std::nullopt;
  const auto version = value.substr(0, kVersionEnd);
  const auto trace_id = value.substr(kVersionEnd + 1, kTraceDigits);
  const auto span_id = value.substr(kTraceEnd + 1, kSpanDigits);
  const auto flags = value.substr(kSpanEnd + 1, 2);
  const bool dashed =
      value[kVersionEnd] == '-' && value[kTraceEnd] == '-' && value[kSpanEnd] == '-';
  if (!dashed || !IsHex(version) || !IsHex(trace_id) || !IsHex(span_id) || !IsHex(flags)) {
    return std::nullopt;
  }
  if (version == "ff" || IsZero(trace_id) || IsZero(span_id)) return std::nullopt;
  if (value.size() > kFlagsEnd && (version == "00" || value[kFlagsEnd] != '-')) return std::nullopt;
  return TraceContext{
      .trace_id = std::string(trace_id),
      .span_id = std::string(span_id),
      .flags = static_cast<std::uint8_t>(HexByte(flags) & (kSampled | kRandomTraceId)),
      .state = {}};
}

std::string CombineTracestate(std::span<const std::string_view> values) {
  std::string state;
  std::size_t members = 0;
  for (auto rest : values) {
    while (!rest.empty()) {
      const auto comma = rest.find(',');
      const auto member = Trim(rest.substr(0, comma));
      rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
      if (member.empty()) continue;
      if (!IsMember(member) || ++members > kMostMembers) return {};
      if (!state.empty()) state.push_back(',');
      state.append(member);
    }
  }
  return state;
}

std::string Tracer::NewSpanId() {
  std::uint64_t id = 0;
  while (id == 0) id = random_.Next();
  return ToHex(id);
}

TraceContext Tracer::Start() {
  const std::scoped_lock lock(mutex_);
  std::string trace_id = NewSpanId();
  trace_id += NewSpanId();
  return {.trace_id = std::move(trace_id),
          .span_id = NewSpanId(),
          .flags = kSampled | kRandomTraceId,
          .state = {}};
}

TraceContext Tracer::Child(const TraceContext& parent) {
  const std::scoped_lock lock(mutex_);
  TraceContext child = parent;
  child.span_id = NewSpanId();
  return child;
}

TraceContext Tracer::Continue(std::string_view traceparent) {
  const auto parent = ParseTraceparent(traceparent);
  return parent ? Child(*parent) : Start();
}

TraceContext Tracer::Continue(const HeaderList& headers) {
  std::vector<std::string_view> parents;
  std::vector<std::string_view> states;
  for (const auto& [name, value] : headers) {
    if (NamedIgnoringCase(name, "traceparent")) parents.push_back(value);
    if (NamedIgnoringCase(name, "tracestate")) states.push_back(value);
  }
  auto parent = parents.size() == 1 ? ParseTraceparent(parents.front()) : std::nullopt;
  if (!parent) return Start();
  parent->state = CombineTracestate(states);
  return Child(*parent);
}

}  // namespace parcours::observe
