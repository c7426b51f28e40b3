#include "services/support/domain/refusals.h"
#include "services/support/use_cases/use_cases.h"

namespace parcours::support {
namespace {

// Both contexts state barriers with the same fields.
template <typename Fact>
Result<void> Confirm(const Fact& fact, const journal::FactMeta& meta, Context& context) {
  const std::string name = CaseOf(fact.person());
  if (name.empty()) return Refuse(PersonMissing(meta.Id()));
  const StatedBarrier stated{.organisation = fact.organisation(),
                             .pathway = fact.pathway(),
                             .category = fact.category(),
                             .severity = fact.severity(),
                             .day = meta.effective};
  auto support_case = context.cases.Find(name);
  if (support_case.Knows(stated)) return {};
  TRY(auto confirmed, support_case.Confirm(stated));
  if (!support_case.opened()) {
    TRY(support_case, context.cases.Record(support_case, support_case.Open(stated)));
  }
  TRY(context.cases.Record(support_case, std::move(confirmed)));
  return {};
}

}  // namespace

Result<void> ConfirmBarrier(const followup::v1::BarrierIdentified& fact,
                            const journal::FactMeta& meta, Context& context) {
  return Confirm(fact, meta, context);
}

Result<void> ConfirmBarrier(const recruitment::v1::BarrierIdentified& fact,
                            const journal::FactMeta& meta, Context& context) {
  return Confirm(fact, meta, context);
}

}  // namespace parcours::support
