#include "services/followup/domain/training.h"

namespace parcours::followup {
namespace {

void ForgetAfter(std::optional<CivilDate>& known, CivilDate day) {
  if (known && *known > day) known.reset();
}

}  // namespace

Training AsOf(Training training, CivilDate day) {
  std::erase_if(training.contracts, [&](const Contract& contract) { return contract.start > day; });
  for (Contract& contract : training.contracts) ForgetAfter(contract.broken_on, day);
  ForgetAfter(training.excluded_on, day);
  ForgetAfter(training.exited_on, day);
  return training;
}

}  // namespace parcours::followup
