#include "services/insertion/domain/waves.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <string>

#include "insertion/rules.h"
#include "parcours/type/v1/rule.pb.h"
#include "services/platform/core/check.h"

namespace parcours::insertion {
namespace {

const type::v1::RuleTable& Table() {
  static const auto kTable = [] {
    type::v1::RuleTable table;
    CHECK(google::protobuf::TextFormat::ParseFromString(std::string(RuleText("waves.textproto")),
                                                        &table));
    return table;
  }();
  return kTable;
}

}  // namespace

std::vector<Wave> WavesAfter(CivilDate end) {
  const std::string day = end.ToString();
  std::vector<Wave> waves;
  for (const auto& row : Table().rules()) {
    if (day < row.from() || (!row.to().empty() && row.to() < day)) continue;
    for (const auto number : row.numbers()) {
      const int months = static_cast<int>(number);
      waves.push_back({.months = months, .due = end.AddMonths(months)});
    }
  }
  std::sort(waves.begin(), waves.end(),
            [](const Wave& one, const Wave& other) { return one.months < other.months; });
  return waves;
}

}  // namespace parcours::insertion
