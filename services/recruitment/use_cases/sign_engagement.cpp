#include "services/platform/core/id.h"
#include "services/platform/execution/refusals.h"
#include "services/recruitment/domain/day_of_act.h"
#include "services/recruitment/domain/fact_days.h"
#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {

Result<v1::EngagementContract> Handle(const v1::SignEngagementRequest& request, Context& context) {
  TRY(const auto candidacy, context.candidacies.Load(request.candidacy()));
  TRY(const auto day, DayOfAct(request.date(), context.session.today()));
  auto contract = context.engagements.Find(
      ResourceName(EngagementContract::kCollection, LastSegment(candidacy.name())));
  if (!request.etag().empty() && request.etag() != context.engagements.Etag(contract)) {
    return Refuse(execution::EtagMismatch(contract.name()));
  }
  TRY(contract, context.engagements.Record(
                    contract, contract.Sign(candidacy,
                                            {.training_start = DayOf(request.training_start_date()),
                                             .training_end = DayOf(request.training_end_date()),
                                             .commitments = request.commitments()},
                                            context.session.actor(), day)));
  TRY(contract, RecordIfAny(context.engagements, contract, contract.Complete(candidacy)));
  return ToProto(contract, context);
}

}  // namespace parcours::recruitment
