#include "services/recruitment/domain/prescription_record.h"

#include <algorithm>
#include <array>

#include "services/recruitment/domain/canonical_lines.h"
#include "services/recruitment/domain/identifiers.h"
#include "services/recruitment/domain/person_key.h"
#include "services/recruitment/domain/phone.h"
#include "services/recruitment/domain/prescription_lists.h"
#include "services/recruitment/domain/record_faults.h"
#include "services/recruitment/domain/text.h"

namespace parcours::recruitment {
namespace {

constexpr std::size_t kLongestCell = 500;
constexpr std::size_t kLongestName = 200;

// Reads the cells of one row by the rule of their kind and keeps what was wrong.
class Cells {
 public:
  Cells(const PrescriptionRow& row, ProblemList& problems) : row_(row), problems_(problems) {}

  [[nodiscard]] std::string Raw(std::string_view header) const {
    const auto found = row_.find(header);
    return found == row_.end() ? std::string{} : found->second;
  }

  // The trimmed cell, "" when it is blank or may not be kept.
  [[nodiscard]] std::string Optional(std::string_view header) { return Read(header, false); }
  [[nodiscard]] std::string Required(std::string_view header) {
    if (!IsUtf8(Raw(header)) || !Trimmed(Raw(header)).empty()) return Read(header, true);
    problems_.SetAside(header, faults::kRequired);
    return {};
  }

  void Fault(std::string_view header, const recruitment::Fault& fault, bool required) {
    required ? problems_.SetAside(header, fault, Raw(header))
             : problems_.Warn(header, fault, Raw(header));
  }

 private:
  [[nodiscard]] std::string Read(std::string_view header, bool required) {
    const auto raw = Raw(header);
    const auto* fault = FaultOf(raw);
    if (fault == nullptr) return Trimmed(raw);
    Fault(header, *fault, required);
    return {};
  }

  [[nodiscard]] static const recruitment::Fault* FaultOf(const std::string& raw) {
    if (!IsReadable(raw)) return &faults::kTextUnreadable;
    if (ContainsNir(raw)) return &faults::kNirElsewhere;
    if (Length(raw) > kLongestCell) return &faults::kTextTooLong;
    return nullptr;
  }

  const PrescriptionRow& row_;
  ProblemList& problems_;
};

std::string ReadName(Cells& cells, std::string_view header) {
  auto name = cells.Required(header);
  if (name.find_first_of("()") != std::string::npos)
    cells.Fault(header, faults::kParenthesesInName, true);
  if (Length(name) > kLongestName) cells.Fault(header, faults::kTextTooLong, true);
  return Composed(name);
}

// "25/05/1998" → "1998-05-25"; anything else as it is.
std::string YearFirst(const std::string& date) {
  const bool day_first =
      date.size() == 10 && (date[2] == '/' || date[2] == '-') && date[5] == date[2];
  return day_first ? date.substr(6) + "-" + date.substr(3, 2) + "-" + date.substr(0, 2) : date;
}

CivilDate ReadBirth(Cells& cells, std::string_view header) {
  const auto text = cells.Required(header);
  if (text.empty()) return {};
  const auto birth = CivilDate::Parse(YearFirst(text));
  if (!birth) cells.Fault(header, faults::kDateMalformed, true);
  return birth.value_or(CivilDate{});
}

std::vector<std::string> Split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto end = text.find_first_of(separators);
    if (auto part = Trimmed(text.substr(0, end)); !part.empty()) parts.push_back(std::move(part));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return parts;
}

// One cell may hold several numbers; each stands or falls alone.
std::vector<std::string> ReadPhones(Cells& cells, ProblemList& problems, std::string_view header) {
  std::vector<std::string> phones;
  for (const auto& part : Split(cells.Optional(header), ",;/")) {
    const auto phone = NormalisePhone(part);
    if (!phone) {
      problems.Warn(header, faults::kPhoneMalformed, part);
    } else if (std::ranges::find(phones, *phone) == phones.end()) {
      phones.push_back(*phone);
    }
  }
  return phones;
}

// Reads an optional cell that must pass `fits`; dropped with a warning where it does not.
template <typename Fits>
std::string ReadChecked(Cells& cells, std::string_view header, const Fault& fault, Fits fits) {
  auto text = cells.Optional(header);
  if (text.empty() || fits(text)) return text;
  cells.Fault(header, fault, false);
  return {};
}

std::optional<bool> ReadYesNo(Cells& cells, std::string_view header) {
  const auto text = UpperCase(cells.Optional(header));
  if (text.empty()) return std::nullopt;
  if (text == "OUI" || text == "VRAI" || text == "1") return true;
  if (text == "NON" || text == "FAUX" || text == "0") return false;
  cells.Fault(header, faults::kYesNoExpected, false);
  return std::nullopt;
}

bool ReadNir(Cells& cells, ProblemList& problems, std::string_view header) {
  const auto nir = cells.Raw(header);
  if (!IsUtf8(nir) || Trimmed(nir).empty()) return false;
  if (CheckNir(nir) == Verdict::kValid) return true;
  problems.Warn(header, faults::kNirInvalid);
  return false;
}

std::string ReadAddress(Cells& cells) {
  auto address = cells.Optional("Adresse");
  const auto complement = cells.Optional("Adresse (complément)");
  if (!address.empty() && !complement.empty()) address += ", ";
  return address + complement;
}

// "Pontier élingueur (N1104)" or "N1104".
bool EndsWithRome(std::string_view text) {
  if (text.ends_with(")")) text.remove_suffix(1);
  return text.size() >= 5 && IsRome(text.substr(text.size() - 5));
}

// Columns that the platform checks for the sender and does not keep.
void CheckUnused(Cells& cells) {
  static_cast<void>(ReadChecked(cells, "Situation", faults::kNotListed, IsWorkSituation));
  static_cast<void>(ReadChecked(cells, "Droits RSA", faults::kNotListed, IsRsaRight));
  static_cast<void>(
      ReadChecked(cells, "Niveau de formation", faults::kNotListed, IsEducationLevel));
  static_cast<void>(ReadChecked(cells, "Identifiant Pôle emploi", faults::kFranceTravailIdMalformed,
                                IsFranceTravailId));
  static_cast<void>(
      ReadChecked(cells, "Emploi recherché (code ROME)", faults::kRomeMalformed, EndsWithRome));
  for (const auto* header : {"Droits ARE", "Droits ASS", "Prime d'activité"})
    static_cast<void>(ReadYesNo(cells, header));
}

}  // namespace

PrescriptionReading ReadPrescription(const PrescriptionRow& row) {
  PrescriptionReading reading;
  auto& [record, problems] = reading;
  Cells cells(row, problems);
  record.sender_id = cells.Required("Identifiant dans le SI*");
  record.given_name = ReadName(cells, "Prénom*");
  record.family_name = ReadName(cells, "Nom*");
  record.birth = ReadBirth(cells, "Date de naissance*");
  record.has_nir = ReadNir(cells, problems, "NIR");
  record.birth_place = cells.Optional("Lieu de naissance");
  record.phones = ReadPhones(cells, problems, "Téléphone");
  record.email = ReadChecked(cells, "Email", faults::kEmailMalformed, IsEmail);
  record.address = ReadAddress(cells);
  record.postcode = NormalisePostcode(
      ReadChecked(cells, "Code postal", faults::kPostcodeMalformed,
                  [](const std::string& code) { return IsPostcode(NormalisePostcode(code)); }));
  record.disability_recognised = ReadYesNo(cells, "RQTH").value_or(false);
  CheckUnused(cells);
  return reading;
}

std::string CanonicalText(const PrescriptionRecord& record) {
  CanonicalLines lines;
  lines.Add(record.sender_id).Add(PersonKey(record.family_name, record.given_name, record.birth));
  lines.Add(record.birth_place).Add(record.email).Add(record.address).Add(record.postcode);
  lines.Add(record.disability_recognised ? "yes" : "no").Add(record.has_nir ? "yes" : "no");
  for (const auto& phone : record.phones) lines.Add(phone);
  return std::move(lines).Take();
}

}  // namespace parcours::recruitment
