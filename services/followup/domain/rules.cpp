#include "services/followup/domain/rules.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <array>

#include "followup/rules.h"
#include "parcours/type/v1/rule.pb.h"
#include "services/platform/core/check.h"

namespace parcours::followup {
namespace {

const type::v1::RuleTable& Table() {
  static const auto kTable = [] {
    type::v1::RuleTable table;
    for (const char* file :
         {"apprenticeship.textproto", "appointments.textproto", "early_warning.textproto",
          "company_side.textproto", "gaps.textproto", "presence.textproto", "referents.textproto",
          "support_evaluation.textproto"}) {
      CHECK(google::protobuf::TextFormat::MergeFromString(std::string(RuleText(file)), &table));
    }
    return table;
  }();
  return kTable;
}

// Every rule of the table holds on every day of the calendar: a gap is a fault of the table.
const type::v1::Rule& RowOf(std::string_view rule, CivilDate day) {
  const std::string text = day.ToString();
  const auto row = std::ranges::find_if(Table().rules(), [&](const auto& candidate) {
    return candidate.rule() == rule && candidate.from() <= text &&
           (candidate.to().empty() || text <= candidate.to());
  });
  CHECK(row != Table().rules().end());
  return *row;
}

std::vector<int> Numbers(std::string_view rule, CivilDate day) {
  const auto& row = RowOf(rule, day);
  CHECK(row.numbers_size() > 0);
  return {row.numbers().begin(), row.numbers().end()};
}

template <std::size_t N>
std::array<int, N> ExactNumbers(std::string_view rule, CivilDate day) {
  const auto numbers = Numbers(rule, day);
  CHECK(numbers.size() == N);
  std::array<int, N> exact;
  std::ranges::copy(numbers, exact.begin());
  return exact;
}

EventWeight Event(std::string_view rule, CivilDate day) {
  const auto [points, most, days] = ExactNumbers<3>(rule, day);
  return {.points = points, .most = most, .days = days};
}

SilenceWeight Silence(std::string_view rule, CivilDate day) {
  const auto numbers = Numbers(rule, day);
  CHECK(numbers.size() % 2 == 0);
  SilenceWeight weight;
  for (std::size_t i = 0; i < numbers.size(); i += 2) {
    weight.steps.emplace_back(numbers[i], numbers[i + 1]);
  }
  return weight;
}

int Number(std::string_view rule, CivilDate day) { return Numbers(rule, day).front(); }

}  // namespace

Rules RulesOn(CivilDate day) {
  const auto too_fast = ExactNumbers<2>("pitfalls.too_fast", day);
  const auto evaluation = ExactNumbers<2>("company.evaluation", day);
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
                  .shortest_year_months = Number("company.shortest_year", day),
                  .grid_days = Number("company.grid", day),
                  .check_days = Number("company.checks", day),
                  .silent_days = Number("company.silence", day),
                  .evaluation_lead_days = evaluation[0],
                  .evaluation_days = evaluation[1]},
      .evaluation = {.poor_interaction = Number("evaluation.poor_interaction", day)},
      .rights = {.days_from_start = Number("rights.days_from_start", day)},
      .former_referent_reads = Number("referent.former_reads", day),
      .gaps = {.no_interview = Number("gap.no_interview", day),
               .window_closing = Number("gap.window_closing", day),
               .no_record = Number("gap.no_record", day),
               .cover_ending = Number("gap.cover_ending", day)}};
}

RiskRules RiskRulesOn(CivilDate day) {
  const auto barrier = ExactNumbers<5>("risk.open_barrier", day);
  const auto overdue = ExactNumbers<2>("risk.overdue_action", day);
  return {.bands = ExactNumbers<3>("risk.bands", day),
          .contract_broken = Number("risk.contract_broken", day),
          .unjustified_absence = Event("risk.unjustified_absence", day),
          .missed_appointment = Event("risk.missed_appointment", day),
          .barrier = {barrier[0], barrier[1], barrier[2], barrier[3]},
          .most_for_barriers = barrier[4],
          .overdue_action = {.points = overdue[0], .most = overdue[1]},
          .missed_meeting = Event("risk.missed_meeting", day),
          .silent_employer = Silence("risk.silent_employer", day),
          .falling_autonomy = Number("risk.falling_autonomy", day),
          .no_interview = Silence("risk.no_interview", day),
          .longest_override = Number("risk.longest_override", day)};
}

}  // namespace parcours::followup
