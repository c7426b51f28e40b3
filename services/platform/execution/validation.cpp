#include "services/platform/execution/validation.h"

#include <google/protobuf/descriptor.h>
#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/options/v1/options.pb.h"
#include "services/platform/core/check.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/id.h"
#include "services/platform/execution/utf8.h"

namespace parcours::execution {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using options::v1::Rules;

constexpr std::size_t kDefaultMaxLength = 4'000;
constexpr int kDefaultMaxItems = 1'000;
constexpr std::size_t kLongestResourceId = 64;

Error Invalid(std::string reason, const std::string& path, const std::string& french, const std::string& english) {
  return {.code = Code::kInvalidArgument,
          .reason = std::move(reason),
          .field = path,
          .french = "Le champ « " + path + " » " + french + ".",
          .english = "Field \"" + path + "\" " + english + "."};
}

const Rules& RulesOf(const FieldDescriptor& field) { return field.options().GetExtension(options::v1::rules); }

bool IsResourceName(std::string_view text, std::string_view collection) {
  const auto id = IdOf(text, collection);
  return !id.empty() && id.size() <= kLongestResourceId && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

bool MatchesPattern(const std::string& text, const std::string& pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  const RE2 expression(pattern, options);
  CHECK(expression.ok());
  return RE2::FullMatch(text, expression);
}

Result<void> CheckText(const std::string& text, const Rules& rules, const std::string& path) {
  const auto length = CountCodePoints(text);
  if (!length) {
    return Refuse(Invalid("FIELD_NOT_UTF8", path, "n'est pas un texte UTF-8 valide", "is not valid UTF-8 text"));
  }
  const std::size_t longest = rules.max_length() == 0 ? kDefaultMaxLength : rules.max_length();
  if (*length > longest) {
    return Refuse(Invalid("FIELD_TOO_LONG", path, "dépasse " + std::to_string(longest) + " caractères",
                          "is longer than " + std::to_string(longest) + " characters"));
  }
  if (text.empty()) return {};
  if (rules.date() && !CivilDate::Parse(text)) {
    return Refuse(Invalid("FIELD_NOT_A_DATE", path, "doit être une date qui existe, sous la forme AAAA-MM-JJ",
                          "must be a date that exists, as YYYY-MM-DD"));
  }
  if (!rules.resource().empty() && !IsResourceName(text, rules.resource())) {
    const std::string form = rules.resource() + "/{id}";
    return Refuse(Invalid("FIELD_NOT_A_RESOURCE_NAME", path, "doit être un nom de la forme " + form,
                          "must be a name of the form " + form));
  }
  if (!rules.pattern().empty() && !MatchesPattern(text, rules.pattern())) {
    return Refuse(Invalid("FIELD_PATTERN_MISMATCH", path, "doit respecter le motif " + rules.pattern(),
                          "must match the pattern " + rules.pattern()));
  }
  return {};
}

// Without an upper bound where `max` stands below `min` (unset).
template <typename Number>
Result<void> CheckNumber(Number value, const Rules& rules, const std::string& path) {
  if (rules.min() == 0 && rules.max() == 0) return {};
  const bool bounded = rules.max() >= rules.min();
  bool inside = false;
  if constexpr (std::is_integral_v<Number>) {
    inside = std::cmp_greater_equal(value, rules.min()) && (!bounded || std::cmp_less_equal(value, rules.max()));
  } else {
    inside = value >= static_cast<double>(rules.min()) && (!bounded || value <= static_cast<double>(rules.max()));
  }
  if (inside) return {};
  const std::string least = std::to_string(rules.min());
  const std::string most = std::to_string(rules.max());
  return Refuse(Invalid("FIELD_OUT_OF_RANGE", path,
                        bounded ? "doit être compris entre " + least + " et " + most : "doit valoir au moins " + least,
                        bounded ? "must be between " + least + " and " + most : "must be at least " + least));
}

Result<void> CheckEnum(const FieldDescriptor& field, int value, const std::string& path) {
  if (field.enum_type()->FindValueByNumber(value) != nullptr) return {};
  return Refuse(Invalid("ENUM_VALUE_UNKNOWN", path, "porte une valeur inconnue", "holds an unknown value"));
}

Result<void> CheckMessage(const Message& message, const std::string& path);

// One value of a field: that of a singular field, or item `index` of a repeated one.
class FieldValue {
 public:
  FieldValue(const Message& message, const FieldDescriptor& field, std::optional<int> index)
      : message_(message), reflection_(*message.GetReflection()), field_(field), index_(index) {}

  [[nodiscard]] Result<void> Check(const Rules& rules, const std::string& path) const {
    switch (field_.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return field_.type() == FieldDescriptor::TYPE_BYTES ? CheckBytes(rules, path) : CheckText(Text(), rules, path);
      case FieldDescriptor::CPPTYPE_INT32:
        return CheckNumber(Get(&Reflection::GetInt32, &Reflection::GetRepeatedInt32), rules, path);
      case FieldDescriptor::CPPTYPE_INT64:
        return CheckNumber(Get(&Reflection::GetInt64, &Reflection::GetRepeatedInt64), rules, path);
      case FieldDescriptor::CPPTYPE_UINT32:
        return CheckNumber(Get(&Reflection::GetUInt32, &Reflection::GetRepeatedUInt32), rules, path);
      case FieldDescriptor::CPPTYPE_UINT64:
        return CheckNumber(Get(&Reflection::GetUInt64, &Reflection::GetRepeatedUInt64), rules, path);
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return CheckNumber(Get(&Reflection::GetDouble, &Reflection::GetRepeatedDouble), rules, path);
      case FieldDescriptor::CPPTYPE_FLOAT:
        return CheckNumber(Get(&Reflection::GetFloat, &Reflection::GetRepeatedFloat), rules, path);
      case FieldDescriptor::CPPTYPE_ENUM:
        return CheckEnum(field_, Get(&Reflection::GetEnumValue, &Reflection::GetRepeatedEnumValue), path);
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return CheckMessage(index_ ? reflection_.GetRepeatedMessage(message_, &field_, *index_)
                                   : reflection_.GetMessage(message_, &field_),
                            path);
      case FieldDescriptor::CPPTYPE_BOOL: return {};
    }
    return {};
  }

 private:
  template <typename Number>
  [[nodiscard]] Number Get(Number (Reflection::*one)(const Message&, const FieldDescriptor*) const,
                           Number (Reflection::*item)(const Message&, const FieldDescriptor*, int) const) const {
    return index_ ? (reflection_.*item)(message_, &field_, *index_) : (reflection_.*one)(message_, &field_);
  }

  [[nodiscard]] std::string Text() const {
    return index_ ? reflection_.GetRepeatedString(message_, &field_, *index_) : reflection_.GetString(message_, &field_);
  }

  [[nodiscard]] Result<void> CheckBytes(const Rules& rules, const std::string& path) const {
    if (rules.max_length() == 0 || Text().size() <= rules.max_length()) return {};
    const std::string longest = std::to_string(rules.max_length());
    return Refuse(Invalid("FIELD_TOO_LONG", path, "dépasse " + longest + " octets", "is longer than " + longest + " bytes"));
  }

  const Message& message_;
  const Reflection& reflection_;
  const FieldDescriptor& field_;
  const std::optional<int> index_;
};

Result<void> CheckItems(const Message& message, const FieldDescriptor& field, const Rules& rules,
                        const std::string& path) {
  const int items = message.GetReflection()->FieldSize(message, &field);
  const auto most = rules.max_items() == 0 ? kDefaultMaxItems : static_cast<int>(rules.max_items());
  if (items > most) {
    return Refuse(Invalid("TOO_MANY_ITEMS", path, "compte plus de " + std::to_string(most) + " éléments",
                          "has more than " + std::to_string(most) + " items"));
  }
  for (int i = 0; i < items; ++i) {
    TRY(FieldValue(message, field, i).Check(rules, path + "[" + std::to_string(i) + "]"));
  }
  return {};
}

bool IsGiven(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  if (field.is_repeated()) return reflection.FieldSize(message, &field) > 0;
  if (!reflection.HasField(message, &field)) return false;
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) return !reflection.GetString(message, &field).empty();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) return reflection.GetEnumValue(message, &field) != 0;
  return true;
}

// Bounds hold for a plain number also when it is 0, since that cannot be told from "not given".
bool HasValueToCheck(const Message& message, const FieldDescriptor& field) {
  return !field.has_presence() || message.GetReflection()->HasField(message, &field);
}

Result<void> CheckMessage(const Message& message, const std::string& path) {
  const auto& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    const Rules& rules = RulesOf(field);
    const std::string field_path = path.empty() ? field.name() : path + "." + field.name();
    if (rules.required() && !IsGiven(message, field)) {
      return Refuse(Invalid("FIELD_REQUIRED", field_path, "est obligatoire", "is required"));
    }
    if (field.is_repeated()) {
      TRY(CheckItems(message, field, rules, field_path));
    } else if (HasValueToCheck(message, field)) {
      TRY(FieldValue(message, field, std::nullopt).Check(rules, field_path));
    }
  }
  return {};
}

}  // namespace

Result<void> Validate(const Message& request) { return CheckMessage(request, ""); }

}  // namespace parcours::execution
