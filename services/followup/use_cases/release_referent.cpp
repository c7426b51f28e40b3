#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<void> ReleaseReferent(const insertion::v1::SituationConsolidated& fact,
                             const journal::FactMeta& meta, Context& context) {
  const auto pathway = context.pathways.Find(fact.pathway());
  auto released = pathway.Release(v1::ReferentReleased::CONSOLIDATED, meta.effective);
  if (!released) return {};
  TRY(context.pathways.Record(pathway, *std::move(released)));
  return {};
}

}  // namespace parcours::followup
