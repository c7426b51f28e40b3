#include <algorithm>

#include "services/support/projections/projections.h"
#include "services/support/use_cases/answers.h"
#include "services/support/use_cases/use_cases.h"

namespace parcours::support {

Result<v1::ListReferralsResponse> Handle(const v1::ListReferralsRequest& request,
                                         Context& context) {
  auto& db = context.session.db();
  const auto& actor = context.session.actor();
  const int size = request.page_size() == 0
                       ? directory::kDefaultPageSize
                       : std::min(request.page_size(), directory::kLargestPageSize);
  ReferralQuery query{.organisation = actor.organisation,
                      .person = actor.person,
                      .support_case = request.support_case(),
                      .state = request.state(),
                      .after = std::nullopt,
                      .limit = size + 1};
  if (!request.page_token().empty()) {
    query.after = PlaceOf(db, request.page_token());
    if (!query.after) return Refuse(directory::PageTokenInvalid());
  }
  v1::ListReferralsResponse response;
  for (bool more = true; more;) {
    const auto names = ListReferrals(db, query);
    more = static_cast<int>(names.size()) == query.limit;
    for (const auto& name : names) {
      const auto referral = context.referrals.Load(name);
      if (!referral) continue;
      if (response.referrals_size() == size) {
        response.set_next_page_token(response.referrals(size - 1).name());
        return response;
      }
      *response.add_referrals() = ToProto(*referral, context);
    }
    if (more) query.after = PlaceOf(db, names.back());
  }
  return response;
}

}  // namespace parcours::support
