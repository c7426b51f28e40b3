#include "services/partners/service.h"

#include "parcours/partners/v1/partners_service.pb.h"
#include "services/directory/directory.h"
#include "services/partners/domain/agent.h"
#include "services/partners/domain/convention.h"
#include "services/partners/domain/organisation.h"
#include "services/partners/domain/partner_key.h"
#include "services/partners/domain/programme.h"
#include "services/partners/projections/projections.h"

namespace parcours::partners {
namespace {

std::vector<const google::protobuf::Descriptor*> Facts() {
  std::vector<const google::protobuf::Descriptor*> facts;
  for (const auto& of_aggregate :
       {Organisation::Facts::Types(), Agent::Facts::Types(), Convention::Facts::Types(),
        Programme::Facts::Types(), PartnerKey::Facts::Types()}) {
    facts.insert(facts.end(), of_aggregate.begin(), of_aggregate.end());
  }
  return facts;
}

}  // namespace

execution::ServiceDefinition Define() {
  const auto* file = v1::GetOrganisationRequest::descriptor()->file();
  return {.name = "partners",
          .api = file->FindServiceByName("PartnersService"),
          .facts = Facts(),
          .projections = {directory::DirectoryProjection(), ContactsProjection(),
                          PartnerKeysProjection()},
          .reactions = Reactions(),
          .timers = {},
          .rpc = Rpc()};
}

}  // namespace parcours::partners
