#include "services/followup/domain/early_warning.h"

#include <algorithm>
#include <tuple>

namespace parcours::followup {
namespace {

using Facts = std::vector<RiskFact>;

struct RiskRule {
  std::string_view name;
  v1::CauseFamily family;
};
constexpr RiskRule kContractBroken{"risk.contract_broken", v1::COMPANY};
constexpr RiskRule kUnjustifiedAbsence{"risk.unjustified_absence", v1::PRESENCE};
constexpr RiskRule kMissedAppointment{"risk.missed_appointment", v1::PRESENCE};
constexpr RiskRule kOpenBarrier{"risk.open_barrier", v1::SOCIAL};
constexpr RiskRule kOverdueAction{"risk.overdue_action", v1::SUPPORT_ITSELF};
constexpr RiskRule kMissedMeeting{"risk.missed_meeting", v1::COMPANY};
constexpr RiskRule kSilentEmployer{"risk.silent_employer", v1::COMPANY};
constexpr RiskRule kFallingAutonomy{"risk.falling_autonomy", v1::SUPPORT_ITSELF};
constexpr RiskRule kNoInterview{"risk.no_interview", v1::SUPPORT_ITSELF};

class Tally {
 public:
  // At most `most` points come from one rule.
  void Add(const RiskRule& rule, const RiskFact& fact, int points, int most) {
    for (const auto& given : points_) {
      if (given.rule() == rule.name) most -= given.points();
    }
    points = std::min(points, most);
    if (points <= 0) return;
    v1::RiskPoint point;
    point.set_rule(std::string(rule.name));
    point.set_points(points);
    point.set_family(rule.family);
    point.set_kind(fact.kind);
    point.set_fact(fact.name);
    point.set_fact_date(fact.from.ToString());
    points_.push_back(std::move(point));
  }
  void Add(const RiskRule& rule, const RiskFact& fact, int points) {
    Add(rule, fact, points, points);
  }

  [[nodiscard]] std::vector<v1::RiskPoint> Points() && { return std::move(points_); }

 private:
  std::vector<v1::RiskPoint> points_;
};

bool IsRecent(const RiskFact& fact, const EventWeight& weight, CivilDate day) {
  return fact.HoldsOn(day) && day < fact.from.AddDays(weight.days);
}

int BarrierPoints(const RiskRules& rules, int severity) {
  const auto last = static_cast<int>(rules.barrier.size()) - 1;
  return rules.barrier[static_cast<std::size_t>(std::clamp(severity - 1, 0, last))];
}

int SilencePoints(const SilenceWeight& weight, int days) {
  int points = 0;
  for (const auto& [longer_than, given] : weight.steps) {
    if (days > longer_than) points = std::max(points, given);
  }
  return points;
}

void CountEach(const Facts& facts, const RiskRules& rules, CivilDate day, Tally& tally) {
  const auto recent = [&](const RiskRule& rule, const RiskFact& fact, const EventWeight& weight) {
    if (IsRecent(fact, weight, day)) tally.Add(rule, fact, weight.points, weight.most);
  };
  for (const RiskFact& fact : facts) {
    switch (fact.kind) {
      case v1::CONTRACT_BROKEN:
        if (fact.HoldsOn(day)) tally.Add(kContractBroken, fact, rules.contract_broken);
        break;
      case v1::ABSENCE_UNJUSTIFIED:
        recent(kUnjustifiedAbsence, fact, rules.unjustified_absence);
        break;
      case v1::APPOINTMENT_MISSED:
        recent(kMissedAppointment, fact, rules.missed_appointment);
        break;
      case v1::BARRIER_OPEN:
        if (fact.HoldsOn(day)) {
          tally.Add(kOpenBarrier, fact, BarrierPoints(rules, fact.amount), rules.most_for_barriers);
        }
        break;
      case v1::ACTION_OVERDUE:
        if (fact.HoldsOn(day)) {
          tally.Add(kOverdueAction, fact, rules.overdue_action.points, rules.overdue_action.most);
        }
        break;
      case v1::MEETING_MISSED:
        recent(kMissedMeeting, fact, rules.missed_meeting);
        break;
      case v1::FOLLOWED:  // what counts together: CountSilences, CountAutonomy
      case v1::EMPLOYED:
      case v1::INTERVIEW_HELD:
      case v1::EMPLOYER_CONTACT:
      case v1::AUTONOMY:
      case v1::RISK_FACT_KIND_UNSPECIFIED:
      case v1::RiskFactKind_INT_MIN_SENTINEL_DO_NOT_USE_:
      case v1::RiskFactKind_INT_MAX_SENTINEL_DO_NOT_USE_:
        break;
    }
  }
}

// The facts of one of these kinds, by day.
std::vector<const RiskFact*> OfKind(const Facts& facts,
                                    std::initializer_list<v1::RiskFactKind> kinds) {
  std::vector<const RiskFact*> found;
  for (const RiskFact& fact : facts) {
    if (std::ranges::find(kinds, fact.kind) != kinds.end()) found.push_back(&fact);
  }
  std::ranges::stable_sort(found, {}, [](const RiskFact* fact) { return fact->from; });
  return found;
}

void CountSilences(const Facts& facts, const RiskRules& rules, CivilDate day, Tally& tally) {
  const auto interviews = OfKind(facts, {v1::FOLLOWED, v1::INTERVIEW_HELD});
  const RiskFact& last = *interviews.back();
  tally.Add(kNoInterview, last, SilencePoints(rules.no_interview, day.DaysSince(last.from)));

  const auto employed = OfKind(facts, {v1::EMPLOYED});
  if (std::ranges::none_of(employed, [&](const auto* fact) { return fact->HoldsOn(day); })) return;
  const auto contacts = OfKind(facts, {v1::FOLLOWED, v1::EMPLOYED, v1::EMPLOYER_CONTACT});
  const RiskFact& contact = *contacts.back();
  tally.Add(kSilentEmployer, contact,
            SilencePoints(rules.silent_employer, day.DaysSince(contact.from)));
}

void CountAutonomy(const Facts& facts, const RiskRules& rules, Tally& tally) {
  const auto levels = OfKind(facts, {v1::AUTONOMY});
  if (levels.size() < 2) return;
  const RiskFact& last = *levels.back();
  if (last.amount < levels[levels.size() - 2]->amount) {
    tally.Add(kFallingAutonomy, last, rules.falling_autonomy);
  }
}

v1::RiskBand BandOf(int score, const RiskRules& rules) {
  if (score >= rules.bands[2]) return v1::CRITICAL;
  if (score >= rules.bands[1]) return v1::HIGH_RISK;
  return score >= rules.bands[0] ? v1::WATCH : v1::LOW_RISK;
}

}  // namespace

RiskScore ScoreOn(std::vector<RiskFact> facts, const RiskRules& rules, CivilDate day) {
  std::erase_if(facts, [&](const RiskFact& fact) { return fact.from > day; });
  const bool followed = std::ranges::any_of(
      facts, [&](const RiskFact& fact) { return fact.kind == v1::FOLLOWED && fact.HoldsOn(day); });
  if (!followed) return {};
  std::ranges::sort(facts, {}, [](const RiskFact& fact) {
    return std::tie(fact.kind, fact.from, fact.name, fact.amount);
  });
  Tally tally;
  CountEach(facts, rules, day, tally);
  CountSilences(facts, rules, day, tally);
  CountAutonomy(facts, rules, tally);

  RiskScore score{.points = std::move(tally).Points()};
  for (const auto& point : score.points) score.score += point.points();
  score.score = std::min(score.score, 100);
  score.band = BandOf(score.score, rules);
  return score;
}

std::optional<CivilDate> NextChange(const std::vector<RiskFact>& facts, const RiskRules& rules,
                                    CivilDate day) {
  std::optional<CivilDate> next;
  const auto consider = [&](CivilDate candidate) {
    if (candidate > day && (!next || candidate < *next)) next = candidate;
  };
  const auto forgotten = [&](const RiskFact& fact, const EventWeight& weight) {
    consider(fact.from.AddDays(weight.days));
  };
  const auto silence = [&](const RiskFact& fact, const SilenceWeight& weight) {
    for (const auto& step : weight.steps) consider(fact.from.AddDays(step.first + 1));
  };
  for (const RiskFact& fact : facts) {
    consider(fact.from);
    if (fact.until) consider(*fact.until);
    switch (fact.kind) {
      case v1::ABSENCE_UNJUSTIFIED:
        forgotten(fact, rules.unjustified_absence);
        break;
      case v1::APPOINTMENT_MISSED:
        forgotten(fact, rules.missed_appointment);
        break;
      case v1::MEETING_MISSED:
        forgotten(fact, rules.missed_meeting);
        break;
      case v1::FOLLOWED:
        silence(fact, rules.no_interview);
        silence(fact, rules.silent_employer);
        break;
      case v1::INTERVIEW_HELD:
        silence(fact, rules.no_interview);
        break;
      case v1::EMPLOYED:
      case v1::EMPLOYER_CONTACT:
        silence(fact, rules.silent_employer);
        break;
      case v1::CONTRACT_BROKEN:  // change when they begin and when they end
      case v1::BARRIER_OPEN:
      case v1::ACTION_OVERDUE:
      case v1::AUTONOMY:
      case v1::RISK_FACT_KIND_UNSPECIFIED:
      case v1::RiskFactKind_INT_MIN_SENTINEL_DO_NOT_USE_:
      case v1::RiskFactKind_INT_MAX_SENTINEL_DO_NOT_USE_:
        break;
    }
  }
  return next;
}

std::vector<v1::CauseFamily> FamiliesOf(const std::vector<v1::RiskPoint>& points) {
  std::vector<v1::CauseFamily> families;
  for (const auto& point : points) families.push_back(point.family());
  std::ranges::sort(families);
  const auto doubled = std::ranges::unique(families);
  families.erase(doubled.begin(), doubled.end());
  return families;
}

}  // namespace parcours::followup
