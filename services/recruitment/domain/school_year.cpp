#include "services/recruitment/domain/school_year.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "services/recruitment/domain/text.h"

namespace parcours::recruitment {
namespace {

constexpr unsigned kFirstMonth = 8;

int FirstYear(CivilDate day) { return day.month() >= kFirstMonth ? day.year() : day.year() - 1; }

std::string Label(int first, int second) {
  return std::to_string(first) + "-" + std::to_string(second);
}

std::string SchoolLabel(int first_year) { return Label(first_year, first_year + 1); }

std::string CivilLabel(int year) { return Label(year, year); }

int Year(std::string_view digits) {
  int year = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), year);
  return year;
}

}  // namespace

std::optional<std::string> NormaliseSchoolYear(std::string_view text) {
  std::string label = Trimmed(text);
  std::erase(label, ' ');
  std::ranges::replace(label, '/', '-');
  const std::string_view view = label;
  const bool shaped = view.size() == 9 && view[4] == '-' && AllDigits(view.substr(0, 4)) &&
                      AllDigits(view.substr(5)) && (view[0] == '1' || view[0] == '2');
  if (!shaped) return std::nullopt;
  const int apart = Year(view.substr(5)) - Year(view.substr(0, 4));
  if (apart != 0 && apart != 1) return std::nullopt;
  return label;
}

std::string SchoolYearOf(CivilDate day) { return SchoolLabel(FirstYear(day)); }

std::vector<std::string> LabelsOn(CivilDate day) {
  return {CivilLabel(day.year()), SchoolYearOf(day)};
}

std::vector<std::string> LabelsBetween(CivilDate first, CivilDate last) {
  std::set<std::string> labels;
  for (int year = first.year(); year <= last.year(); ++year) labels.insert(CivilLabel(year));
  for (int year = FirstYear(first); year <= FirstYear(last); ++year)
    labels.insert(SchoolLabel(year));
  return {labels.begin(), labels.end()};
}

std::vector<std::string> ActiveSchoolYears(CivilDate day) {
  return {SchoolLabel(FirstYear(day)), SchoolLabel(FirstYear(day) - 1)};
}

}  // namespace parcours::recruitment
