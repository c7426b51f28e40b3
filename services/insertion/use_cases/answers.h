#pragma once

#include "parcours/insertion/v1/insertion_service.pb.h"
#include "services/insertion/context.h"

namespace parcours::insertion {

[[nodiscard]] v1::InsertionFile ToProto(const InsertionFile& file, const Context& context);

}  // namespace parcours::insertion
