#include "services/gateway/path_template.h"

#include <algorithm>

namespace parcours::gateway {
namespace {

constexpr std::string_view kAny = "*";
constexpr std::string_view kOutsideLiterals = "{}=*:";

bool IsLiteral(std::string_view segment) {
  return !segment.empty() && segment.find_first_of(kOutsideLiterals) == std::string_view::npos;
}

bool IsSegment(std::string_view segment) { return segment == kAny || IsLiteral(segment); }

}  // namespace

// "name=deadLetters/*", or "service" for "service=*".
bool PathTemplate::ParseVariable(std::string_view inner) {
  const auto equals = inner.find('=');
  std::string_view pattern = equals == std::string_view::npos ? kAny : inner.substr(equals + 1);
  Variable variable{std::string(inner.substr(0, equals)), segments_.size(), 0};
  while (!pattern.empty()) {
    const auto slash = std::min(pattern.find('/'), pattern.size());
    const auto segment = pattern.substr(0, slash);
    if (!IsSegment(segment)) return false;
    segments_.emplace_back(segment);
    ++variable.count;
    pattern.remove_prefix(std::min(slash + 1, pattern.size()));
  }
  variables_.push_back(std::move(variable));
  return IsLiteral(variables_.back().field);
}

std::optional<PathTemplate> PathTemplate::Parse(std::string_view text) {
  PathTemplate parsed;
  while (text.starts_with('/')) {
    text.remove_prefix(1);
    if (text.starts_with('{')) {
      const auto end = text.find('}');
      if (end == std::string_view::npos || !parsed.ParseVariable(text.substr(1, end - 1)))
        return std::nullopt;
      text.remove_prefix(end + 1);
      continue;
    }
    const auto end = std::min(text.find_first_of("/:"), text.size());
    if (!IsSegment(text.substr(0, end))) return std::nullopt;
    parsed.segments_.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  if (text.starts_with(':')) {
    parsed.verb_ = text.substr(1);
    if (!IsLiteral(parsed.verb_)) return std::nullopt;
    text = {};
  }
  if (!text.empty() || parsed.segments_.empty()) return std::nullopt;
  return parsed;
}

std::optional<std::vector<Parameter>> PathTemplate::Match(const Target& target) const {
  const auto suits = [](const std::string& wanted, const std::string& segment) {
    return wanted == kAny || wanted == segment;
  };
  if (verb_ != target.verb || !std::equal(segments_.begin(), segments_.end(),
                                          target.segments.begin(), target.segments.end(), suits))
    return std::nullopt;
  std::vector<Parameter> values;
  for (const auto& [field, first, count] : variables_) {
    std::string value = target.segments[first];
    for (std::size_t i = first + 1; i < first + count; ++i) value += "/" + target.segments[i];
    values.push_back({field, std::move(value)});
  }
  return values;
}

}  // namespace parcours::gateway
