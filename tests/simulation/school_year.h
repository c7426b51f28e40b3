#pragma once

#include <deque>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "services/platform/core/civil_date.h"
#include "services/platform/testing/fakes.h"
#include "tests/simulation/act.h"

namespace parcours::simulation {

// Somebody of the population, as far as it matters for what may happen next.
struct Learner {
  std::string alias;       // ${alias.pathway}, ${alias.person}…
  nlohmann::json dossier;  // what the training centre sent last; null for a candidate
  CivilDate training_end = CivilDate(2025, 8, 31);
  bool followed = true;  // follow-up has a pathway
  int signatures = 0;    // of a candidate's engagement
  bool closed = false;
  std::set<std::string> barriers = {};  // that stand
  bool consents = false;
  enum class Referral { kNone, kOffered, kAccepted } referral = Referral::kNone;
  enum class Mission { kNone, kSubmitted, kValidated, kAuthorised } mission = Mission::kNone;
  bool outcome = false;
  int serial = 0;  // of missions and referrals
};

// What people of a training centre and its partners do: drawn from a seed, weighted by the month,
// and likely to be accepted, since it knows what was accepted before.
class SchoolYear {
 public:
  // `random` outlives it.
  SchoolYear(testing::FixedRandom& random, const std::vector<Learner>& population);

  // Some acts at once, each about somebody else.
  [[nodiscard]] std::vector<Act> Next(CivilDate today);
  // The day of the next ones.
  [[nodiscard]] CivilDate NextDay(CivilDate today);
  // What became of an act of Next().
  void Accepted(const Act& act);

 private:
  struct Choice {
    unsigned weight;
    std::function<Act(Learner&)> act;
  };

  [[nodiscard]] Act Draw(Learner& learner, CivilDate today);
  [[nodiscard]] std::vector<Choice> ChoicesOf(const Learner& learner, CivilDate today);
  void AddFollowUp(const Learner& learner, CivilDate today, std::vector<Choice>& choices);
  void AddSupport(const Learner& learner, std::vector<Choice>& choices);
  void AddRecruitment(const Learner& learner, CivilDate today, std::vector<Choice>& choices);
  void AddInsertion(const Learner& learner, std::vector<Choice>& choices);
  [[nodiscard]] Act Enrol();
  [[nodiscard]] Act RenameEmployer();
  [[nodiscard]] static Act Import(const std::string& alias, const nlohmann::json& dossier);

  testing::FixedRandom& random_;
  std::deque<Learner> learners_;                                // effects refer to them
  std::vector<std::pair<int, std::function<void()>>> effects_;  // of acts that were handed out
  int acts_ = 0;
  int enrolled_ = 0;
};

// Stands in every free text of theirs: must never travel.
inline constexpr std::string_view kConfidence = "Confidence-7f3a";

}  // namespace parcours::simulation
