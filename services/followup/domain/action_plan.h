#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "parcours/followup/v1/followup_events.pb.h"
#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/domain/pathway.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

struct PlannedAction {
  int objective = 0;
  std::string text;
  std::string owner;
  CivilDate due;
  v1::PlanStatus status = v1::PLANNED;
  CivilDate since;  // of the status
};

struct PlannedObjective {
  std::string text;
  std::string measure;
  CivilDate due;
  v1::PlanStatus status = v1::PLANNED;
  CivilDate since;  // of the status
  std::string measured = {};
};

// Objectives and actions by number; those given up stay, with their status.
struct PlanContent {
  std::map<int, PlannedObjective> objectives;
  std::map<int, PlannedAction> actions;
};

// Whether `to` may follow `from`.
[[nodiscard]] bool MayFollow(v1::PlanStatus from, v1::PlanStatus to);
// Neither done nor given up.
[[nodiscard]] bool IsUnderWay(v1::PlanStatus status);

// The plan of action of a pathway (001 4-7, 004 2.2): versions follow each other, what was gained
// stays. Decisions return the facts or why not; none of them changes the plan.
class ActionPlan {
 public:
  static constexpr std::string_view kCollection = "actionPlans";
  // An aggregate stays under 200 facts (DOMAIN 2); the last one is the closing.
  static constexpr int kMostFacts = 199;
  using Facts = journal::FactList<v1::ActionPlanOpened, v1::ActionPlanRevised, v1::ObjectiveSet,
                                  v1::ObjectiveRevised, v1::ObjectiveAchieved, v1::ActionSet,
                                  v1::PlanStatusChanged, v1::ActionPlanClosed>;
  using Fact = std::variant<v1::ActionPlanOpened, v1::ActionPlanRevised, v1::ObjectiveSet,
                            v1::ObjectiveRevised, v1::ObjectiveAchieved, v1::ActionSet,
                            v1::PlanStatusChanged>;
  using Draft = google::protobuf::RepeatedPtrField<v1::PlanObjective>;

  explicit ActionPlan(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return opened_.organisation(); }
  [[nodiscard]] const std::string& person() const { return opened_.person(); }
  [[nodiscard]] std::vector<std::string> parties() const { return {opened_.opened_by()}; }
  [[nodiscard]] const std::string& pathway() const { return opened_.pathway(); }
  // As they came, from the first; as many as there are versions.
  [[nodiscard]] const std::vector<v1::PlanVersion>& versions() const { return versions_; }
  // A past version as it stood when it was revised.
  [[nodiscard]] const PlanContent& ContentOf(int version) const;
  [[nodiscard]] const PlanContent& content() const { return content_; }
  // Absent meta = open.
  [[nodiscard]] const v1::ActionPlanClosed& closing() const { return closed_; }
  [[nodiscard]] bool closed() const { return closed_.has_meta(); }

  [[nodiscard]] Result<std::vector<Fact>> Open(const Draft& draft, const Pathway& pathway,
                                               CivilDate day, const std::string& by) const;
  [[nodiscard]] Result<std::vector<Fact>> Revise(const v1::ReviseActionPlanRequest& request,
                                                 const Pathway& pathway, CivilDate day,
                                                 const std::string& by) const;
  // PlanStatusChanged, or ObjectiveAchieved.
  [[nodiscard]] Result<Fact> Change(const v1::ChangePlanStatusRequest& request,
                                    CivilDate day) const;
  [[nodiscard]] Result<v1::ActionPlanClosed> Close(const std::string& review, CivilDate day,
                                                   const std::string& by) const;

  void Apply(const v1::ActionPlanOpened& fact);
  void Apply(const v1::ActionPlanRevised& fact);
  void Apply(const v1::ObjectiveSet& fact);
  void Apply(const v1::ObjectiveRevised& fact);
  void Apply(const v1::ObjectiveAchieved& fact);
  void Apply(const v1::ActionSet& fact);
  void Apply(const v1::PlanStatusChanged& fact);
  void Apply(const v1::ActionPlanClosed& fact);

 private:
  // Appends what the draft says that the plan does not say yet.
  [[nodiscard]] Result<void> AddDraft(std::vector<Fact>& facts, const Draft& draft,
                                      const v1::ActionPlanOpened& plan, CivilDate day) const;
  // Writes what stays of the current version, and what does not, into the fact.
  [[nodiscard]] Result<void> Sort(v1::ActionPlanRevised& fact, const Draft& draft) const;
  void Counted(CivilDate day);

  std::string name_;
  v1::ActionPlanOpened opened_;
  PlanContent content_;
  std::vector<PlanContent> past_;
  std::vector<v1::PlanVersion> versions_;
  v1::ActionPlanClosed closed_;
  CivilDate changed_on_;  // last day of which a fact speaks
  int facts_ = 0;
};

}  // namespace parcours::followup
