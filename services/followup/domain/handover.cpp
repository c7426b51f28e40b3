#include "services/followup/domain/handover.h"

#include <algorithm>

namespace parcours::followup {

static_assert(1 + Handover::kMostPathways / Handover::kStep < 200);

CivilDate Handover::day() const {
  return CivilDate::Parse(order_.meta().effective_date()).value_or(CivilDate{});
}

int Handover::handed_over() const {
  return reached_ - (static_cast<int>(refusals_.size()) - order_.refusals_size());
}

std::vector<std::string> Handover::Next() const {
  const auto& pathways = order_.pathways();
  const int last = std::min(pathways.size(), reached_ + kStep);
  return {pathways.begin() + reached_, pathways.begin() + last};
}

v1::HandoverStepped Handover::Step(const std::vector<v1::HandoverRefusal>& refusals) const {
  v1::HandoverStepped fact;
  fact.set_handover(name_);
  fact.set_organisation(organisation());
  fact.set_reached(std::min(order_.pathways_size(), reached_ + kStep));
  for (const auto& refusal : refusals) *fact.add_refusals() = refusal;
  return fact;
}

void Handover::Apply(const v1::HandoverOrdered& fact) {
  order_ = fact;
  refusals_.assign(fact.refusals().begin(), fact.refusals().end());
}

void Handover::Apply(const v1::HandoverStepped& fact) {
  reached_ = fact.reached();
  refusals_.insert(refusals_.end(), fact.refusals().begin(), fact.refusals().end());
}

}  // namespace parcours::followup
