#include "services/followup/projections/spells.h"

#include <array>

namespace parcours::followup {
namespace {

// The next line or field of `rest`, which is shortened by it and its separator.
std::string_view Take(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const auto taken = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return taken;
}

template <std::size_t N>
std::array<std::string_view, N> Fields(std::string_view line) {
  std::array<std::string_view, N> fields;
  for (auto& field : fields) field = Take(line, '|');
  return fields;
}

}  // namespace

std::string ContractSpell(const v1::ContractAttached& fact) {
  if (fact.start_date().empty()) return {};
  return fact.contract() + "|" + fact.employer() + "|" + fact.start_date() + "|" + fact.end_date() +
         "|" + fact.break_date() + "|" + (fact.withdrawn() ? "1" : "");
}

std::vector<Contract> ReadContracts(std::string_view text) {
  std::vector<Contract> contracts;
  while (!text.empty()) {
    const auto line = Take(text, '\n');
    if (line.empty()) continue;
    const auto [name, employer, start, end, broken, withdrawn] = Fields<6>(line);
    contracts.push_back({.name = std::string(name),
                         .employer = std::string(employer),
                         .start = CivilDate::Parse(start).value_or(CivilDate{}),
                         .end = CivilDate::Parse(end),
                         .broken_on = CivilDate::Parse(broken),
                         .cancelled = !withdrawn.empty()});
  }
  return contracts;
}

std::string AssignmentLine(const v1::ReferentAssigned& fact, CivilDate from) {
  return from.ToString() + "|" + fact.referent() + "|" + (fact.by_default() ? "default" : "");
}

std::string ReleaseLine(CivilDate day) { return day.ToString() + "||released"; }

std::string ReadingLine(const std::string& referent) { return "|" + referent + "|reads"; }
std::string ReadingEndLine(const std::string& referent) { return "|" + referent + "|ended"; }

std::vector<ReferentSpell> ReadReferents(std::string_view text) {
  std::vector<ReferentSpell> spells;
  while (!text.empty()) {
    const auto [from, referent, mark] = Fields<3>(Take(text, '\n'));
    if (from.empty()) continue;
    const CivilDate day = CivilDate::Parse(from).value_or(CivilDate{});
    if (mark == "released") {
      if (!spells.empty()) spells.back().released_on = day;
    } else {
      Assign(spells, {.referent = std::string(referent), .by_default = !mark.empty(), .from = day});
    }
  }
  return spells;
}

std::set<std::string> ReadFormerReaders(std::string_view text) {
  std::set<std::string> readers;
  while (!text.empty()) {
    const auto [from, referent, mark] = Fields<3>(Take(text, '\n'));
    if (mark == "reads") {
      readers.emplace(referent);
    } else {
      readers.erase(std::string(referent));
    }
  }
  return readers;
}

}  // namespace parcours::followup
