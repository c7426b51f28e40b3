#include "services/recruitment/domain/rules.h"

#include <google/protobuf/text_format.h>

#include "parcours/type/v1/rule.pb.h"
#include "recruitment/rules.h"
#include "services/platform/core/check.h"

namespace parcours::recruitment {
namespace {

using type::v1::Rule;
using type::v1::RuleTable;

RuleTable Parse(std::string_view file) {
  RuleTable table;
  CHECK(google::protobuf::TextFormat::ParseFromString(std::string(RuleText(file)), &table));
  return table;
}

const RuleTable& Missions() {
  static const auto kTable = Parse("missions.textproto");
  return kTable;
}

const RuleTable& Contracts() {
  static const auto kTable = Parse("contracts.textproto");
  return kTable;
}

// Every rule of these tables holds on every day of the calendar.
const Rule& RowOn(const RuleTable& table, std::string_view rule, CivilDate day) {
  const std::string text = day.ToString();
  const Rule* found = nullptr;
  for (const auto& row : table.rules()) {
    const bool holds = row.from() <= text && (row.to().empty() || text <= row.to());
    if (row.rule() == rule && holds) found = &row;
  }
  CHECK(found != nullptr);
  return *found;
}

int Number(const Rule& row, int place) { return static_cast<int>(row.numbers(place)); }

}  // namespace

MissionGateRule MissionGateOn(CivilDate day) {
  const auto& row = RowOn(Missions(), "mission.validation.days", day);
  return {.days = Number(row, 0), .rule = row.rule(), .source = row.source()};
}

ContractFormRule ContractFormOn(CivilDate day) {
  const auto& age = RowOn(Contracts(), "contract.apprentice.least_years", day);
  const auto& length = RowOn(Contracts(), "contract.length.months", day);
  return {.least_age = Number(age, 0),
          .least_months = Number(length, 0),
          .most_months = Number(length, 1)};
}

}  // namespace parcours::recruitment
