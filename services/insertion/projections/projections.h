#pragma once

#include "services/platform/execution/projection.h"

namespace parcours::insertion {

// Files with their calendar, statements and consolidation, dated.
[[nodiscard]] execution::Projection FilesProjection();

}  // namespace parcours::insertion
