#include "services/followup/domain/rules.h"

#include <google/protobuf/text_format.h>

#include "followup/rules.h"
#include "parcours/type/v1/rule.pb.h"
#include "services/platform/core/check.h"

namespace parcours::followup {
namespace {

const type::v1::RuleTable& Table() {
  static const auto kTable = [] {
    type::v1::RuleTable table;
    for (const char* file :
         {"apprenticeship.textproto", "appointments.textproto", "support_evaluation.textproto",
          "company_side.textproto", "presence.textproto"}) {
      CHECK(google::protobuf::TextFormat::MergeFromString(std::string(RuleText(file)), &table));
    }
    return table;
  }();
  return kTable;
}

// Every rule of the table holds on every day of the calendar: a gap is a fault of the table.
std::vector<int> Numbers(std::string_view rule, CivilDate day) {
  const std::string text = day.ToString();
  for (const auto& row : Table().rules()) {
    if (row.rule() == rule && row.from() <= text && (row.to().empty() || text <= row.to())) {
      CHECK(row.numbers_size() > 0);
      return {row.numbers().begin(), row.numbers().end()};
    }
  }
  CHECK(false);
  return {};
}

int Number(std::string_view rule, CivilDate day) { return Numbers(rule, day).front(); }

}  // namespace

Rules RulesOn(CivilDate day) {
  const auto too_fast = Numbers("pitfalls.too_fast", day);
  CHECK(too_fast.size() == 2);
  const auto evaluation = Numbers("company.evaluation", day);
  CHECK(evaluation.size() == 2);
  return {
      .dashboard = {.enrolled_without_contract = Number("dashboard.enrolled_without_contract", day),
                    .without_contract = Number("dashboard.without_contract", day),
                    .end_tolerance = Number("dashboard.end_tolerance", day)},
      .continuation = {.months = Number("continuation.months", day),
                       .expiring_days = Numbers("continuation.expiring", day)},
      .alert = {.days_without_contract = Number("contract_alert.days_without_contract", day)},
      .meetings = {.first_months = Number("employer_meeting.first_window", day),
                   .last_months = Number("employer_meeting.last_window", day)},
      .pitfalls = {.looked_back = Number("pitfalls.looked_back", day),
                   .most_meetings = too_fast[0],
                   .close_days = too_fast[1],
                   .longest_gap = Number("pitfalls.too_slow", day)},
      .reminders = {.days_before = Numbers("appointment.reminders", day)},
      .company = {.trimester_months = Number("company.trimester", day),
                  .meetings_a_year = Number("company.meetings", day),
                  .grid_days = Number("company.grid", day),
                  .check_days = Number("company.checks", day),
                  .silent_days = Number("company.silence", day),
                  .evaluation_lead_days = evaluation[0],
                  .evaluation_days = evaluation[1]},
      .rights = {.days_from_start = Number("rights.days_from_start", day)}};
}

}  // namespace parcours::followup
