#pragma once

#include "services/followup/context.h"

namespace parcours::followup {

// Keeps what a source says of the end of a contract, reconciles it with what others said, and
// judges the pathway by the day that then holds.
[[nodiscard]] Result<ContractBreak> TakeStatement(Context& context,
                                                  const BreakStatement& statement);

}  // namespace parcours::followup
