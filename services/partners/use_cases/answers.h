#pragma once

#include "parcours/partners/v1/partners_service.pb.h"
#include "services/partners/context.h"

namespace parcours::partners {

[[nodiscard]] v1::Organisation ToProto(const Organisation& organisation, const Context& context);

}  // namespace parcours::partners
