#include "services/followup/use_cases/break_acts.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<void> HearOfBreak(const recruitment::v1::ContractBreakReported& fact,
                         const journal::FactMeta& meta, Context& context) {
  TRY(TakeStatement(context, {.organisation = fact.organisation(),
                              .person = fact.person(),
                              .pathway = fact.pathway(),
                              .contract = fact.contract(),
                              .number = fact.number(),
                              .employer = fact.employer(),
                              .broken_on = CivilDate::Parse(fact.break_date()),
                              .source = fact.source(),
                              .stated_on = meta.effective}));
  return {};
}

}  // namespace parcours::followup
