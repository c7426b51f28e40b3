#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parcours/followup/v1/followup_events.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

// An order that hands many pathways over, and how far it is.
class Handover {
 public:
  static constexpr std::string_view kCollection = "handovers";
  // Pathways of one step, which is one transaction. With the most that one order takes, an
  // aggregate stays under 200 facts (DOMAIN 2).
  static constexpr int kStep = 200;
  static constexpr int kMostPathways = 20'000;
  using Facts = journal::FactList<v1::HandoverOrdered, v1::HandoverStepped>;

  explicit Handover(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return order_.organisation(); }
  [[nodiscard]] static std::string_view person() { return {}; }
  [[nodiscard]] static std::vector<std::string> parties() { return {}; }

  [[nodiscard]] const v1::HandoverOrdered& order() const { return order_; }
  // First day of the new référent.
  [[nodiscard]] CivilDate day() const;
  // All refusals, those of the order first.
  [[nodiscard]] const std::vector<v1::HandoverRefusal>& refusals() const { return refusals_; }
  // Pathways of the order that are behind us, and those of them that have their new référent.
  [[nodiscard]] int reached() const { return reached_; }
  [[nodiscard]] int handed_over() const;
  [[nodiscard]] bool done() const { return reached_ == order_.pathways_size(); }
  // The pathways of the next step; empty once done.
  [[nodiscard]] std::vector<std::string> Next() const;
  [[nodiscard]] v1::HandoverStepped Step(const std::vector<v1::HandoverRefusal>& refusals) const;

  void Apply(const v1::HandoverOrdered& fact);
  void Apply(const v1::HandoverStepped& fact);

 private:
  std::string name_;
  v1::HandoverOrdered order_;
  std::vector<v1::HandoverRefusal> refusals_;
  int reached_ = 0;
};

}  // namespace parcours::followup
