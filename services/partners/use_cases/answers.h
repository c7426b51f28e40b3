#pragma once

#include "parcours/partners/v1/partners_service.pb.h"
#include "services/partners/context.h"

namespace parcours::partners {

[[nodiscard]] v1::Organisation ToProto(const Organisation& organisation, const Context& context);
[[nodiscard]] v1::PartnerKey ToProto(const PartnerKey& key, const Context& context);

// What of a presented key is kept and compared.
[[nodiscard]] std::string FingerprintOf(const std::string& key, Context& context);

}  // namespace parcours::partners
