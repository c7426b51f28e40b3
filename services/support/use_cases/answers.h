#pragma once

// What use cases share: loading an open case, and aggregates as answers.

#include <string_view>

#include "parcours/support/v1/support_service.pb.h"
#include "services/support/context.h"

namespace parcours::support {

// NOT_FOUND also while nothing is open for the person.
[[nodiscard]] Result<SupportCase> LoadOpen(std::string_view name, std::string_view etag,
                                           Context& context);

// With the referrals that the actor may see, the latest hundred.
[[nodiscard]] v1::SupportCase ToProto(const SupportCase& support_case, Context& context);
[[nodiscard]] v1::Referral ToProto(const Referral& referral, Context& context);

}  // namespace parcours::support
