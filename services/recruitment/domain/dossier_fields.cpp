#include "services/recruitment/domain/dossier_fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "services/recruitment/domain/dossier_lists.h"
#include "services/recruitment/domain/identifiers.h"
#include "services/recruitment/domain/person_key.h"
#include "services/recruitment/domain/phone.h"
#include "services/recruitment/domain/record_faults.h"
#include "services/recruitment/domain/school_year.h"
#include "services/recruitment/domain/text.h"

namespace parcours::recruitment {
namespace {

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestErpId = 100;
constexpr std::size_t kLongestSource = 100;
constexpr std::size_t kLongestTitle = 255;
constexpr std::size_t kShortestTitle = 2;

// What is shown of a value, whatever its type.
std::string Written(const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

bool DossierFields::Given(const std::string& field) const {
  const auto found = object_.find(field);
  if (found == object_.end() || found->is_null()) return false;
  return !found->is_string() || !Trimmed(found->get_ref<const std::string&>()).empty();
}

std::string DossierFields::Received(const std::string& field) const {
  const auto found = object_.find(field);
  return found == object_.end() ? std::string{} : Written(*found);
}

void DossierFields::Report(const std::string& field, Need need, const Fault& fault) {
  const auto received = Received(field);
  need == Need::kRequired ? problems_.SetAside(field, fault, received)
                          : problems_.Warn(field, fault, received);
}

std::string DossierFields::Scalar(const std::string& field, Need need) {
  if (!Given(field)) {
    if (need == Need::kRequired) problems_.SetAside(field, faults::kRequired);
    return {};
  }
  const auto& value = object_[field];
  if (value.is_structured()) {
    problems_.SetAside(field, faults::kStructure);
    return {};
  }
  if (!value.is_string() && !value.is_number_integer()) {
    Report(field, need, faults::kTextExpected);
    return {};
  }
  const std::string text = Trimmed(Written(value));
  if (!IsReadable(text)) {
    Report(field, need, faults::kTextUnreadable);
    return {};
  }
  if (ContainsNir(text)) {
    Report(field, need, faults::kNirElsewhere);
    return {};
  }
  return text;
}

std::string DossierFields::Text(const std::string& field, std::size_t longest) {
  auto text = Scalar(field, Need::kOptional);
  if (Length(text) <= longest) return text;
  Report(field, Need::kOptional, faults::kTextTooLong);
  return {};
}

std::string DossierFields::Name(const std::string& field, Need need) {
  if (Given(field) && object_[field].is_number()) {
    Report(field, need, faults::kTextExpected);
    return {};
  }
  auto name = Scalar(field, need);
  if (Length(name) <= kLongestName) return name;
  Report(field, need, faults::kTextTooLong);
  return {};
}

std::string DossierFields::ErpId(const std::string& field) {
  auto id = Scalar(field, Need::kRequired);
  if (Length(id) <= kLongestErpId) return id;
  Report(field, Need::kRequired, faults::kTextTooLong);
  return {};
}

std::string DossierFields::Source(const std::string& field) const {
  if (!Given(field) || !object_[field].is_string()) return {};
  auto source = Trimmed(Received(field));
  const bool fits = Length(source) <= kLongestSource && IsReadable(source) && !ContainsNir(source);
  return fits ? source : std::string{};
}

std::string DossierFields::ShortTitle(const std::string& field) {
  auto title = Text(field, kLongestTitle);
  if (title.empty() || Length(title) >= kShortestTitle) return title;
  Report(field, Need::kOptional, faults::kTextTooShort);
  return {};
}

std::optional<CivilDate> DossierFields::Date(const std::string& field, Need need) {
  const auto text = Scalar(field, need);
  if (text.empty()) return std::nullopt;
  const auto date = ReadDate(text);
  if (!date) Report(field, need, faults::kDateMalformed);
  return date;
}

std::optional<CivilDate> DossierFields::StatusDate(const std::string& field) {
  return Given(field) ? Date(field, Need::kRequired) : std::nullopt;
}

std::optional<CivilDate> DossierFields::BirthDate(const std::string& field) {
  const auto text = Scalar(field, Need::kRequired);
  if (text.empty()) return std::nullopt;
  const auto date = ReadBirthDate(text);
  if (!date) Report(field, Need::kRequired, faults::kDateMalformed);
  return date;
}

std::string DossierFields::SchoolYear(const std::string& field) {
  const auto text = Scalar(field, Need::kRequired);
  if (text.empty()) return {};
  auto label = NormaliseSchoolYear(text);
  if (!label) Report(field, Need::kRequired, faults::kSchoolYearMalformed);
  return label.value_or("");
}

std::string DossierFields::Siret(const std::string& field, Need need) {
  const auto text = Scalar(field, need);
  if (text.empty()) return {};
  std::string siret = WithoutSeparators(text);
  const auto verdict = CheckSiret(siret);
  if (verdict == Verdict::kMalformed) {
    Report(field, need, faults::kSiretMalformed);
    return {};
  }
  if (verdict == Verdict::kWrongKey) Report(field, Need::kOptional, faults::kSiretWrongKey);
  return siret;
}

std::string DossierFields::Uai(const std::string& field, Need need) {
  const auto text = Scalar(field, need);
  if (text.empty()) return {};
  std::string uai = UpperCase(text);
  const auto verdict = CheckUai(uai);
  if (verdict == Verdict::kMalformed) {
    Report(field, need, faults::kUaiMalformed);
    return {};
  }
  if (verdict == Verdict::kWrongKey) Report(field, Need::kOptional, faults::kUaiWrongKey);
  return uai;
}

std::string DossierFields::Ine(const std::string& field) {
  std::string ine = UpperCase(Scalar(field, Need::kOptional));
  if (ine.empty()) return {};
  const auto verdict = CheckIne(ine);
  if (verdict == Verdict::kMalformed) {
    Report(field, Need::kOptional, faults::kIneMalformed);
    return {};
  }
  if (verdict == Verdict::kWrongKey) Report(field, Need::kOptional, faults::kIneWrongKey);
  return ine;
}

std::string DossierFields::Rncp(const std::string& field) {
  const auto text = Scalar(field, Need::kOptional);
  if (text.empty()) return {};
  std::string code = NormaliseRncp(text);
  const auto digits = std::string_view(code).substr(4);
  if (!AllDigits(digits) || digits.size() < 2 || digits.size() > 5) {
    Report(field, Need::kOptional, faults::kRncpMalformed);
    return {};
  }
  if (!IsRncp(code)) Report(field, Need::kOptional, faults::kRncpShort);
  return code;
}

std::string DossierFields::Cfd(const std::string& field) {
  std::string code = UpperCase(Scalar(field, Need::kOptional));
  const bool fits = code.size() == 8 &&
                    std::ranges::all_of(code, [](char c) { return IsDigit(c) || IsUpper(c); });
  if (code.empty() || fits) return code;
  Report(field, Need::kOptional, faults::kCfdMalformed);
  return {};
}

std::string DossierFields::LastEstablishment(const std::string& field) {
  std::string code = UpperCase(Scalar(field, Need::kOptional));
  if (code.empty()) return {};
  if (!IsLastEstablishment(code)) {
    Report(field, Need::kOptional, faults::kLastEstablishmentMalformed);
    return {};
  }
  if (CheckUai(code) == Verdict::kWrongKey) Report(field, Need::kOptional, faults::kUaiWrongKey);
  return code;
}

std::string DossierFields::Email(const std::string& field) {
  auto email = Scalar(field, Need::kOptional);
  if (email.empty() || IsEmail(email)) return email;
  Report(field, Need::kOptional, faults::kEmailMalformed);
  return {};
}

std::string DossierFields::Phone(const std::string& field) {
  const auto text = Scalar(field, Need::kOptional);
  if (text.empty()) return {};
  auto phone = NormalisePhone(text);
  if (!phone) Report(field, Need::kOptional, faults::kPhoneMalformed);
  return phone.value_or("");
}

std::string DossierFields::Postcode(const std::string& field) {
  auto code = NormalisePostcode(Scalar(field, Need::kOptional));
  if (code.empty() || IsPostcode(code)) return code;
  Report(field, Need::kOptional, faults::kPostcodeMalformed);
  return {};
}

std::string DossierFields::Commune(const std::string& field) {
  auto code = UpperCase(Scalar(field, Need::kOptional));
  if (code.empty() || IsCommuneCode(code)) return code;
  Report(field, Need::kOptional, faults::kCommuneMalformed);
  return {};
}

std::string DossierFields::Sex(const std::string& field) {
  const auto code = Scalar(field, Need::kOptional);
  if (code == "M" || code == "H" || code == "1") return "M";
  if (code == "F" || code == "2") return "F";
  if (!code.empty()) Report(field, Need::kOptional, faults::kSexNotListed);
  return {};
}

std::string DossierFields::CfaType(const std::string& field) {
  auto code = Scalar(field, Need::kOptional);
  if (code.size() == 1) code.insert(0, 1, '0');
  if (code.empty() || IsCfaType(code)) return code;
  Report(field, Need::kOptional, faults::kNotListed);
  return {};
}

std::optional<bool> DossierFields::Boolean(const std::string& field) {
  if (!Given(field)) return std::nullopt;
  const auto& value = object_[field];
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_structured()) {
    problems_.SetAside(field, faults::kStructure);
  } else {
    Report(field, Need::kOptional, faults::kBooleanExpected);
  }
  return std::nullopt;
}

std::optional<long long> DossierFields::Whole(const std::string& field) {
  constexpr double kLargest = 1e9;
  if (Given(field) && object_[field].is_number_float()) {
    const double number = object_[field].get<double>();
    if (std::abs(number) <= kLargest && number == std::trunc(number)) return std::llround(number);
    Report(field, Need::kOptional, faults::kIntegerExpected);
    return std::nullopt;
  }
  const auto text = Scalar(field, Need::kOptional);
  if (text.empty()) return std::nullopt;
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size()) return number;
  Report(field, Need::kOptional, faults::kIntegerExpected);
  return std::nullopt;
}

std::optional<int> DossierFields::Integer(const std::string& field, int least, int most,
                                          const Fault& outside) {
  const auto number = Whole(field);
  if (!number) return std::nullopt;
  if (*number >= least && *number <= most) return static_cast<int>(*number);
  Report(field, Need::kOptional, outside);
  return std::nullopt;
}

std::optional<int> DossierFields::SenderStatus(const std::string& field) {
  const auto status = Integer(field, 0, 3, faults::kStatusNotListed);
  if (status != 1) return status;
  Report(field, Need::kOptional, faults::kStatusNotListed);
  return std::nullopt;
}

std::optional<int> DossierFields::LastSituation(const std::string& field) {
  const auto situation = Integer(field, 1000, 9999, faults::kNotListed);
  if (!situation || IsSifaSituation(*situation)) return situation;
  Report(field, Need::kOptional, faults::kNotListed);
  return std::nullopt;
}

bool DossierFields::Nir(const std::string& field) {
  if (!Given(field)) return false;
  const auto& value = object_[field];
  const bool scalar = value.is_string() || value.is_number_integer();
  const std::string nir = scalar ? Written(value) : std::string{};
  if (CheckNir(nir) == Verdict::kValid || IsNirWithoutKey(nir)) return true;
  problems_.Warn(field, faults::kNirInvalid);
  return false;
}

}  // namespace parcours::recruitment
