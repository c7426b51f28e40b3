#include "services/followup/domain/company_side.h"

#include <algorithm>

namespace parcours::followup {
namespace {

std::optional<CivilDate> FirstWithin(Period days, std::span<const CivilDate> events) {
  std::optional<CivilDate> first;
  for (const CivilDate event : events) {
    if (days.Contains(event) && (!first || event < *first)) first = event;
  }
  return first;
}

v1::Trimester::State StateOfTrimester(Period days, CivilDate known_since, CivilDate today) {
  if (today < days.first) return v1::Trimester::TO_COME;
  if (today <= days.last) return v1::Trimester::RUNNING;
  return days.last < known_since ? v1::Trimester::UNSEEN : v1::Trimester::WITHOUT_SESSION;
}

// The contract in force on the day, the latest to start.
const Contract* ContractOn(const Training& training, CivilDate day) {
  const Contract* found = nullptr;
  for (const Contract& contract : training.contracts) {
    if (contract.cancelled || !contract.InForce(training.session.last).Contains(day)) continue;
    if (found == nullptr || contract.start > found->start) found = &contract;
  }
  return found;
}

// The days of its contracts within these days.
std::vector<Period> EmployedWithin(Period days, const Training& training) {
  std::vector<Period> employed;
  for (const Contract& contract : training.contracts) {
    const Period in_force = contract.InForce(training.session.last);
    const Period within{std::max(in_force.first, days.first), std::min(in_force.last, days.last)};
    if (!contract.cancelled && !within.empty()) employed.push_back(within);
  }
  return employed;
}

// Collects what is due by a day and after the platform knew of the pathway.
class Lapses {
 public:
  Lapses(CivilDate known_since, CivilDate today) : known_since_(known_since), today_(today) {}

  void Add(v1::CompanyLapseKind kind, CivilDate due) {
    if (due < known_since_ || today_ <= due) return;
    v1::CompanyLapse lapse;
    lapse.set_kind(kind);
    lapse.set_due_date(due.ToString());
    lapses_.push_back(std::move(lapse));
  }
  [[nodiscard]] std::vector<v1::CompanyLapse> Sorted() && {
    std::ranges::stable_sort(lapses_, {}, [](const auto& lapse) { return lapse.due_date(); });
    return std::move(lapses_);
  }

 private:
  const CivilDate known_since_;
  const CivilDate today_;
  std::vector<v1::CompanyLapse> lapses_;
};

bool CheckedSince(const CompanyRecord& record, CivilDate since) {
  const auto checked = [&](v1::AdequacySubject subject) {
    const auto [first, last] = record.checks.equal_range(subject);
    return std::any_of(first, last, [&](const auto& check) { return check.second >= since; });
  };
  return checked(v1::POST) && checked(v1::MEANS);
}

}  // namespace

CivilDate ObservedTraining::LastDay() const {
  const CivilDate last = training.session.last;
  return training.exited_on ? std::min(last, training.exited_on->AddDays(-1)) : last;
}

std::vector<v1::Trimester> Trimesters(const ObservedTraining& observed,
                                      std::span<const CivilDate> sessions, CivilDate today,
                                      const CompanyRule& rule) {
  const CivilDate start = observed.training.session.first;
  std::vector<v1::Trimester> trimesters;
  for (int months = 0;; months += rule.trimester_months) {
    const Period days{start.AddMonths(months),
                      start.AddMonths(months + rule.trimester_months).AddDays(-1)};
    if (days.last > observed.LastDay()) return trimesters;
    auto& trimester = trimesters.emplace_back();
    trimester.set_from_date(days.first.ToString());
    trimester.set_to_date(days.last.ToString());
    if (const auto session = FirstWithin(days, sessions); session && *session <= today) {
      trimester.set_state(v1::Trimester::SESSION_HELD);
      trimester.set_session_date(session->ToString());
    } else {
      trimester.set_state(StateOfTrimester(days, observed.known_since, today));
    }
  }
}

std::vector<v1::MeetingYear> MeetingYears(const ObservedTraining& observed,
                                          std::span<const CivilDate> meetings,
                                          const MeetingMinima& minima, CivilDate today,
                                          const CompanyRule& rule) {
  const Period& session = observed.training.session;
  std::vector<v1::MeetingYear> years;
  CivilDate first = session.first;
  for (int months = 12; first <= session.last; months += 12) {
    const bool is_last =
        session.last.AddDays(1) < session.first.AddMonths(months + rule.shortest_year_months);
    const Period days{first, is_last ? session.last : session.first.AddMonths(months).AddDays(-1)};
    first = days.last.AddDays(1);
    auto& year = years.emplace_back();
    year.set_from_date(days.first.ToString());
    year.set_to_date(days.last.ToString());
    const auto after = minima.upper_bound(std::min(days.last, today));
    year.set_minimum(after == minima.begin() ? rule.meetings_a_year : std::prev(after)->second);
    year.set_held(static_cast<int>(std::ranges::count_if(
        meetings, [&](CivilDate meeting) { return days.Contains(meeting) && meeting <= today; })));
  }
  return years;
}

bool OpensLogbook(const Contract& contract, const Training& training, CivilDate day,
                  const CompanyRule& rule) {
  const CivilDate last = contract.InForce(training.session.last).last;
  const bool broken = contract.broken_on && *contract.broken_on <= day;
  const CivilDate closes = std::max(last, training.session.last).AddDays(rule.evaluation_days);
  if (contract.cancelled || broken || closes < day) return false;
  const auto follows = [&](const Contract& other) {
    return !other.cancelled && other.employer != contract.employer &&
           contract.start < other.start && other.start <= day;
  };
  return day <= last || std::ranges::none_of(training.contracts, follows);
}

std::vector<v1::CompetenceGap> CompetenceGaps(std::span<const v1::LogbookEntry> entries) {
  std::map<std::string, v1::CompetenceGap> gaps;
  for (const auto& entry : entries) {
    if (entry.competence().empty()) continue;
    auto& gap = gaps[entry.competence()];
    gap.set_competence(entry.competence());
    if (entry.expected_level() > 0) gap.set_expected_level(entry.expected_level());
    if (entry.level() == 0) continue;
    if (entry.party() == v1::APPRENTICE_PARTY) {
      gap.set_own_level(entry.level());
    } else if (entry.party() == v1::EMPLOYER_PARTY) {
      gap.set_company_level(entry.level());
    } else {
      gap.set_taught_level(entry.level());
    }
  }
  std::vector<v1::CompetenceGap> told;
  for (auto& [competence, gap] : gaps) {
    if (gap.expected_level() > 0 && gap.company_level() > 0) {
      gap.set_gap(gap.expected_level() - gap.company_level());
    }
    told.push_back(std::move(gap));
  }
  return told;
}

std::vector<v1::CompanyLapse> CompanyLapses(const ObservedTraining& observed,
                                            const CompanyRecord& record, CivilDate today,
                                            const CompanyRule& rule) {
  const Training& training = observed.training;
  Lapses lapses(observed.known_since, today);
  const auto employed = EmployedWithin(training.session, training);
  if (!employed.empty() && !(record.apprentice_evaluated && record.employer_evaluated)) {
    lapses.Add(v1::EVALUATION_MISSING, observed.LastDay().AddDays(rule.evaluation_days));
  }
  if (training.exited_on && *training.exited_on <= today) return std::move(lapses).Sorted();

  for (const auto& trimester : Trimesters(observed, record.sessions, today, rule)) {
    if (trimester.state() != v1::Trimester::WITHOUT_SESSION) continue;
    lapses.Add(v1::TRIMESTER_WITHOUT_SESSION, *CivilDate::Parse(trimester.to_date()));
  }
  for (const auto& year : MeetingYears(observed, record.meetings, record.minima, today, rule)) {
    const Period days{*CivilDate::Parse(year.from_date()), *CivilDate::Parse(year.to_date())};
    if (year.held() >= year.minimum() || EmployedWithin(days, training).empty()) continue;
    lapses.Add(v1::TOO_FEW_MEETINGS, days.last);
  }
  if (!employed.empty() && !record.grid_shared_on) {
    const auto first = std::ranges::min_element(employed, {}, &Period::first);
    lapses.Add(v1::GRID_NOT_SHARED, first->first.AddDays(rule.grid_days));
  }
  if (const Contract* contract = ContractOn(training, today)) {
    const CivilDate start = std::max(contract->start, training.session.first);
    // What was checked while the contract was being prepared counts.
    if (!CheckedSince(record, start.AddDays(-rule.check_days))) {
      lapses.Add(v1::COMPANY_NOT_CHECKED, start.AddDays(rule.check_days));
    }
    const CivilDate heard =
        std::max({start, observed.known_since, record.company_heard_on.value_or(CivilDate{})});
    lapses.Add(v1::LOGBOOK_SILENT, heard.AddDays(rule.silent_days));
  }
  return std::move(lapses).Sorted();
}

}  // namespace parcours::followup
