#include "services/support/domain/rules.h"

#include <google/protobuf/text_format.h>

#include <algorithm>

#include "parcours/type/v1/rule.pb.h"
#include "services/platform/core/check.h"
#include "support/rules.h"

namespace parcours::support {
namespace {

template <typename Table>
Table Parse(std::string_view file) {
  Table table;
  CHECK(google::protobuf::TextFormat::ParseFromString(std::string(RuleText(file)), &table));
  return table;
}

const v1::BarrierTable& Barriers() {
  static const auto kTable = Parse<v1::BarrierTable>("barriers.textproto");
  return kTable;
}

const type::v1::RuleTable& Referrals() {
  static const auto kTable = Parse<type::v1::RuleTable>("referrals.textproto");
  return kTable;
}

template <typename Row>
bool HoldsOn(const Row& row, CivilDate day) {
  const std::string text = day.ToString();
  return row.from() <= text && (row.to().empty() || text <= row.to());
}

template <typename Predicate>
std::vector<type::v1::BarrierCategory> BarriersWhere(CivilDate day, Predicate answers) {
  std::vector<type::v1::BarrierCategory> found;
  for (const auto& row : Barriers().barriers()) {
    if (HoldsOn(row, day) && answers(row)) found.push_back(row.category());
  }
  return found;
}

int NumberOf(std::string_view rule, CivilDate day) {
  for (const auto& row : Referrals().rules()) {
    if (row.rule() == rule && HoldsOn(row, day)) return static_cast<int>(row.numbers(0));
  }
  CHECK(false);  // every rule of this table holds on every day of the calendar
  return 0;
}

}  // namespace

const v1::BarrierRule* FindBarrierRule(type::v1::BarrierCategory category, CivilDate day) {
  for (const auto& row : Barriers().barriers()) {
    if (row.category() == category && HoldsOn(row, day)) return &row;
  }
  return nullptr;
}

std::vector<type::v1::BarrierCategory> BarriersOfFranceTravail(int code, CivilDate day) {
  return BarriersWhere(
      day, [code](const auto& row) { return code != 0 && row.france_travail_code() == code; });
}

std::vector<type::v1::BarrierCategory> BarriersOfMissionLocale(std::string_view motive,
                                                               CivilDate day) {
  return BarriersWhere(day, [motive](const auto& row) {
    const auto& motives = row.mission_locale_motives();
    return std::find(motives.begin(), motives.end(), motive) != motives.end();
  });
}

ReferralTerms ReferralTermsOn(CivilDate day) {
  return {.least_options = NumberOf("referral.options.least", day),
          .reminder_days = NumberOf("referral.reminder.days", day),
          .expiry_days = NumberOf("referral.expiry.days", day)};
}

}  // namespace parcours::support
