#include "services/cli/all_services.h"

#include "services/followup/service.h"
#include "services/insertion/service.h"
#include "services/partners/service.h"
#include "services/recruitment/service.h"
#include "services/support/service.h"

namespace parcours::cli {

std::vector<execution::ServiceDefinition> AllServices() {
  std::vector<execution::ServiceDefinition> services;
  services.push_back(partners::Define());
  services.push_back(recruitment::Define());
  services.push_back(followup::Define());
  services.push_back(support::Define());
  services.push_back(insertion::Define());
  return services;
}

}  // namespace parcours::cli
