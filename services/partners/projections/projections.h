#pragma once

#include "services/platform/execution/projection.h"

namespace parcours::partners {

// The last contact with each employer, dated.
[[nodiscard]] execution::Projection ContactsProjection();

}  // namespace parcours::partners
