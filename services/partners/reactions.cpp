#include "services/partners/service.h"
#include "services/partners/use_cases/use_cases.h"

namespace parcours::partners {

execution::Reactions Reactions() {
  using execution::On;
  return {
      On<recruitment::v1::ContractSigned>(NoteContact),
      On<recruitment::v1::MissionSubmitted>(NoteContact),
      On<insertion::v1::OutcomeRecorded>(NoteContact),
  };
}

}  // namespace parcours::partners
