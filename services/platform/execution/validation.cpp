#include "services/platform/execution/validation.h"

#include "services/platform/execution/field_rules.h"

namespace parcours::execution {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using options::v1::Rules;

Checked CheckMessage(const Message& message);

// One value of a field: that of a singular field, or item `index` of a repeated one.
class FieldValue {
 public:
  FieldValue(const Message& message, const FieldDescriptor& field, std::optional<int> index)
      : message_(message), reflection_(*message.GetReflection()), field_(field), index_(index) {}

  [[nodiscard]] Checked Check(const Rules& rules) const {
    switch (field_.cpp_type()) {
      case FieldDescriptor::CPPTYPE_STRING:
        return CheckString(rules);
      case FieldDescriptor::CPPTYPE_INT32:
        return CheckNumber(Get(&Reflection::GetInt32, &Reflection::GetRepeatedInt32), rules);
      case FieldDescriptor::CPPTYPE_INT64:
        return CheckNumber(Get(&Reflection::GetInt64, &Reflection::GetRepeatedInt64), rules);
      case FieldDescriptor::CPPTYPE_UINT32:
        return CheckNumber(Get(&Reflection::GetUInt32, &Reflection::GetRepeatedUInt32), rules);
      case FieldDescriptor::CPPTYPE_UINT64:
        return CheckNumber(Get(&Reflection::GetUInt64, &Reflection::GetRepeatedUInt64), rules);
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return CheckNumber(Get(&Reflection::GetDouble, &Reflection::GetRepeatedDouble), rules);
      case FieldDescriptor::CPPTYPE_FLOAT:
        return CheckNumber(Get(&Reflection::GetFloat, &Reflection::GetRepeatedFloat), rules);
      case FieldDescriptor::CPPTYPE_ENUM:
        return CheckEnum(*field_.enum_type(),
                         Get(&Reflection::GetEnumValue, &Reflection::GetRepeatedEnumValue));
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return CheckMessage(index_ ? reflection_.GetRepeatedMessage(message_, &field_, *index_)
                                   : reflection_.GetMessage(message_, &field_));
      case FieldDescriptor::CPPTYPE_BOOL:
        return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  template <typename Number>
  [[nodiscard]] Number Get(Number (Reflection::*one)(const Message&, const FieldDescriptor*) const,
                           Number (Reflection::*item)(const Message&, const FieldDescriptor*, int)
                               const) const {
    return index_ ? (reflection_.*item)(message_, &field_, *index_)
                  : (reflection_.*one)(message_, &field_);
  }

  [[nodiscard]] Checked CheckString(const Rules& rules) const {
    std::string scratch;
    const std::string& text =
        index_ ? reflection_.GetRepeatedStringReference(message_, &field_, *index_, &scratch)
               : reflection_.GetStringReference(message_, &field_, &scratch);
    return field_.type() == FieldDescriptor::TYPE_BYTES ? CheckBytes(text, rules)
                                                        : CheckText(text, rules);
  }

  const Message& message_;
  const Reflection& reflection_;
  const FieldDescriptor& field_;
  const std::optional<int> index_;
};

bool IsGiven(const Message& message, const FieldDescriptor& field) {
  const Reflection& reflection = *message.GetReflection();
  if (field.is_repeated()) return reflection.FieldSize(message, &field) > 0;
  if (!reflection.HasField(message, &field)) return false;
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING)
    return !reflection.GetString(message, &field).empty();
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM)
    return reflection.GetEnumValue(message, &field) != 0;
  return true;
}

// Bounds hold for a plain number also when it is 0, since that cannot be told from "not given".
bool HasValueToCheck(const Message& message, const FieldDescriptor& field) {
  return !field.has_presence() || message.GetReflection()->HasField(message, &field);
}

Checked CheckItems(const Message& message, const FieldDescriptor& field, const Rules& rules) {
  const int items = message.GetReflection()->FieldSize(message, &field);
  if (auto wrong = CheckItemCount(items, rules)) return std::move(*wrong).Within(field.name());
  for (int i = 0; i < items; ++i) {
    if (auto wrong = FieldValue(message, field, i).Check(rules)) {
      return std::move(*wrong).Within(field.name() + "[" + std::to_string(i) + "]");
    }
  }
  return std::nullopt;
}

Checked CheckMessage(const Message& message) {
  const auto& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    const Rules& rules = field.options().GetExtension(options::v1::rules);
    if (rules.required() && !IsGiven(message, field)) return Missing().Within(field.name());
    if (field.is_repeated()) {
      if (auto wrong = CheckItems(message, field, rules)) return wrong;
    } else if (HasValueToCheck(message, field)) {
      if (auto wrong = FieldValue(message, field, std::nullopt).Check(rules))
        return std::move(*wrong).Within(field.name());
    }
  }
  return std::nullopt;
}

}  // namespace

Result<void> Validate(const Message& request) {
  const auto wrong = CheckMessage(request);
  if (!wrong) return {};
  return Refuse(Error{.code = Code::kInvalidArgument,
                      .reason = wrong->reason,
                      .field = wrong->path,
                      .french = "Le champ « " + wrong->path + " » " + wrong->french + ".",
                      .english = "Field \"" + wrong->path + "\" " + wrong->english + "."});
}

}  // namespace parcours::execution
