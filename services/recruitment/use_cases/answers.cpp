#include "services/recruitment/use_cases/answers.h"

#include "services/platform/core/id.h"
#include "services/recruitment/projections/projections.h"

namespace parcours::recruitment {

v1::Candidacy ToProto(const Candidacy& candidacy, const Context& context) {
  auto answer = candidacy.ToProto();
  const auto engagement = context.engagements.Find(
      ResourceName(EngagementContract::kCollection, LastSegment(candidacy.name())));
  if (!engagement.organisation().empty()) answer.set_engagement_contract(engagement.name());
  if (engagement.complete()) answer.set_state(v1::Candidacy::ENGAGED);
  answer.set_etag(context.candidacies.Etag(candidacy));
  return answer;
}

v1::EngagementContract ToProto(const EngagementContract& contract, const Context& context) {
  auto answer = contract.ToProto();
  answer.set_etag(context.engagements.Etag(contract));
  return answer;
}

v1::EmployerSearch ToProto(const EmployerSearch& search, const Context& context) {
  auto answer = search.ToProto();
  answer.set_etag(context.searches.Etag(search));
  return answer;
}

v1::Mission ToProto(const Mission& mission, Context& context) {
  auto answer = mission.ToProto();
  answer.set_contract(FindContractOnMission(context.session.db(), mission.name()).value_or(""));
  answer.set_etag(context.missions.Etag(mission));
  return answer;
}

v1::ApprenticeshipContract ToProto(const ApprenticeshipContract& contract, const Context& context) {
  auto answer = contract.ToProto();
  answer.set_etag(context.contracts.Etag(contract));
  return answer;
}

}  // namespace parcours::recruitment
