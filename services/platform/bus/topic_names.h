#pragma once

// Two topics per context: parcours.<context>.v1 and parcours.<context>.restricted.v1 (DELIVERY
// section 2).

#include <string>
#include <string_view>

namespace parcours::bus {

inline constexpr std::string_view kTopicPrefix = "parcours.";
inline constexpr std::string_view kTopicSuffix = ".v1";
inline constexpr std::string_view kRestrictedSuffix = ".restricted.v1";

[[nodiscard]] inline std::string PublicTopic(std::string_view context) {
  return std::string(kTopicPrefix).append(context).append(kTopicSuffix);
}

[[nodiscard]] inline std::string RestrictedTopic(std::string_view context) {
  return std::string(kTopicPrefix).append(context).append(kRestrictedSuffix);
}

[[nodiscard]] inline bool IsRestricted(std::string_view topic) {
  return topic.ends_with(kRestrictedSuffix);
}

// "parcours.followup.restricted.v1" → "followup"; empty for a topic that is not ours.
[[nodiscard]] inline std::string_view ContextOfTopic(std::string_view topic) {
  if (!topic.starts_with(kTopicPrefix)) return {};
  topic.remove_prefix(kTopicPrefix.size());
  const auto suffix = IsRestricted(topic) ? kRestrictedSuffix : kTopicSuffix;
  if (!topic.ends_with(suffix)) return {};
  topic.remove_suffix(suffix.size());
  return topic.find('.') == std::string_view::npos ? topic : std::string_view{};
}

}  // namespace parcours::bus
