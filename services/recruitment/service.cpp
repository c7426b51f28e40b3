#include "services/recruitment/service.h"

#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "services/directory/directory.h"
#include "services/recruitment/context.h"
#include "services/recruitment/projections/projections.h"

namespace parcours::recruitment {
namespace {

template <typename... Aggregates>
std::vector<const google::protobuf::Descriptor*> FactsOf() {
  std::vector<const google::protobuf::Descriptor*> facts;
  const auto add = [&facts](const std::vector<const google::protobuf::Descriptor*>& types) {
    facts.insert(facts.end(), types.begin(), types.end());
  };
  (add(Aggregates::Facts::Types()), ...);
  return facts;
}

}  // namespace

execution::ServiceDefinition Define() {
  return {
      .name = "recruitment",
      .api = v1::GetPersonRequest::descriptor()->file()->FindServiceByName("RecruitmentService"),
      .facts = FactsOf<Person, Enrolment, Candidacy, EngagementContract, EmployerSearch, Mission,
                       ApprenticeshipContract>(),
      .projections = {directory::DirectoryProjection(), RecognitionProjection(),
                      RelationsProjection(), ContractsProjection()},
      .reactions = Reactions(),
      .timers = TimerHandlers(),
      .rpc = Rpc()};
}

}  // namespace parcours::recruitment
