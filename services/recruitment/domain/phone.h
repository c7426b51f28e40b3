#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parcours::recruitment {

// A phone number as the national dashboard keeps it: "0638424988" for mainland France,
// "+262693310000" for anywhere else. The overseas regions are tried before the mainland, since a
// number written without its prefix may belong to either. Premium-rate, shared-cost, pager and
// voicemail lines are refused. nullopt: not a number that can be called.
[[nodiscard]] std::optional<std::string> NormalisePhone(std::string_view text);

// The same number in E.164: "0639981234" → "+33639981234". Takes what NormalisePhone gave.
[[nodiscard]] std::string InternationalPhone(std::string_view normalised);

}  // namespace parcours::recruitment
