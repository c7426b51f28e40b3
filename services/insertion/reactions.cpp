#include "services/insertion/service.h"
#include "services/insertion/use_cases/use_cases.h"

namespace parcours::insertion {

execution::Reactions Reactions() {
  using execution::On;
  return {
      On<followup::v1::PathwayCompleted>(OpenFile),
      On<followup::v1::PathwayInterrupted>(OpenFile),
  };
}

}  // namespace parcours::insertion
