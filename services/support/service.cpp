#include "services/support/service.h"

#include "parcours/support/v1/support_service.pb.h"
#include "services/directory/directory.h"
#include "services/support/domain/referral.h"
#include "services/support/domain/support_case.h"
#include "services/support/projections/projections.h"

namespace parcours::support {
namespace {

std::vector<const google::protobuf::Descriptor*> Facts() {
  auto facts = SupportCase::Facts::Types();
  const auto of_referral = Referral::Facts::Types();
  facts.insert(facts.end(), of_referral.begin(), of_referral.end());
  return facts;
}

}  // namespace

execution::ServiceDefinition Define() {
  return {
      .name = "support",
      .api = v1::GetCaseRequest::descriptor()->file()->FindServiceByName("SupportService"),
      .facts = Facts(),
      .projections = {directory::DirectoryProjection(), CasesProjection(), ReferralsProjection()},
      .reactions = Reactions(),
      .timers = TimerHandlers(),
      .rpc = Rpc()};
}

}  // namespace parcours::support
