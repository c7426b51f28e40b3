#include "services/platform/execution/field_rules.h"

#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "services/platform/core/check.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/id.h"
#include "services/platform/execution/utf8.h"

namespace parcours::execution {
namespace {

using options::v1::Rules;

constexpr std::size_t kDefaultMaxLength = 4'000;
constexpr std::uint32_t kDefaultMaxItems = 1'000;
constexpr std::size_t kLongestResourceId = 64;

bool IsIdCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.';
}

bool IsResourceName(std::string_view text, std::string_view collection) {
  const auto id = IdOf(text, collection);
  return !id.empty() && id.size() <= kLongestResourceId &&
         std::all_of(id.begin(), id.end(), IsIdCharacter);
}

// Patterns stand in our own protos: few, and asked for with every request.
const RE2& Compiled(const std::string& pattern) {
  static std::mutex mutex;
  static std::unordered_map<std::string, std::unique_ptr<const RE2>> known;
  const std::scoped_lock lock(mutex);
  auto& expression = known[pattern];
  if (expression == nullptr) expression = std::make_unique<const RE2>(pattern, RE2::Quiet);
  CHECK(expression->ok());
  return *expression;
}

bool MatchesPattern(const std::string& text, const std::string& pattern) {
  return RE2::FullMatch(text, Compiled(pattern));
}

// The shape of a text that is not empty.
Checked CheckShape(const std::string& text, const Rules& rules) {
  if (rules.date() && !CivilDate::Parse(text)) {
    return Violation{"FIELD_NOT_A_DATE", "doit être une date qui existe, sous la forme AAAA-MM-JJ",
                     "must be a date that exists, as YYYY-MM-DD"};
  }
  if (!rules.resource().empty() && !IsResourceName(text, rules.resource())) {
    const std::string form = rules.resource() + "/{id}";
    return Violation{"FIELD_NOT_A_RESOURCE_NAME", "doit être un nom de la forme " + form,
                     "must be a name of the form " + form};
  }
  if (!rules.pattern().empty() && !MatchesPattern(text, rules.pattern())) {
    return Violation{"FIELD_PATTERN_MISMATCH", "doit respecter le motif " + rules.pattern(),
                     "must match the pattern " + rules.pattern()};
  }
  return std::nullopt;
}

}  // namespace

Violation Missing() { return {"FIELD_REQUIRED", "est obligatoire", "is required"}; }

Violation OutOfRange(const Rules& rules) {
  const std::string least = std::to_string(rules.min());
  const std::string most = std::to_string(rules.max());
  if (!HasUpperBound(rules))
    return {"FIELD_OUT_OF_RANGE", "doit valoir au moins " + least, "must be at least " + least};
  return {"FIELD_OUT_OF_RANGE", "doit être compris entre " + least + " et " + most,
          "must be between " + least + " and " + most};
}

Checked CheckText(const std::string& text, const Rules& rules) {
  const auto length = CountCodePoints(text);
  if (!length)
    return Violation{"FIELD_NOT_UTF8", "n'est pas un texte UTF-8 valide",
                     "is not valid UTF-8 text"};
  const std::size_t longest = rules.max_length() == 0 ? kDefaultMaxLength : rules.max_length();
  if (*length > longest) {
    return Violation{"FIELD_TOO_LONG", "dépasse " + std::to_string(longest) + " caractères",
                     "is longer than " + std::to_string(longest) + " characters"};
  }
  return text.empty() ? std::nullopt : CheckShape(text, rules);
}

Checked CheckBytes(const std::string& bytes, const Rules& rules) {
  if (rules.max_length() == 0 || bytes.size() <= rules.max_length()) return std::nullopt;
  const std::string longest = std::to_string(rules.max_length());
  return Violation{"FIELD_TOO_LONG", "dépasse " + longest + " octets",
                   "is longer than " + longest + " bytes"};
}

Checked CheckEnum(const google::protobuf::EnumDescriptor& type, int value) {
  if (type.FindValueByNumber(value) != nullptr) return std::nullopt;
  return Violation{"ENUM_VALUE_UNKNOWN", "porte une valeur inconnue", "holds an unknown value"};
}

Checked CheckItemCount(int items, const Rules& rules) {
  const std::uint32_t most = rules.max_items() == 0 ? kDefaultMaxItems : rules.max_items();
  if (std::cmp_less_equal(items, most)) return std::nullopt;
  return Violation{"TOO_MANY_ITEMS", "compte plus de " + std::to_string(most) + " éléments",
                   "has more than " + std::to_string(most) + " items"};
}

}  // namespace parcours::execution
