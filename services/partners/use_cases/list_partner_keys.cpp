#include "services/partners/projections/projections.h"
#include "services/partners/use_cases/answers.h"
#include "services/partners/use_cases/use_cases.h"

namespace parcours::partners {

Result<v1::ListPartnerKeysResponse> Handle(const v1::ListPartnerKeysRequest& request,
                                           Context& context) {
  TRY(context.organisations.Load(request.organisation()));
  constexpr int kUsualPage = 50;
  const int page = request.page_size() == 0 ? kUsualPage : request.page_size();
  const auto names =
      PartnerKeysOf(context.session.db(), request.organisation(), request.page_token(), page + 1);
  v1::ListPartnerKeysResponse response;
  for (const auto& name : names) {
    if (response.partner_keys_size() == page) {
      response.set_next_page_token(response.partner_keys(page - 1).name());
      break;
    }
    TRY(const auto key, context.partner_keys.Load(name));
    *response.add_partner_keys() = ToProto(key, context);
  }
  return response;
}

}  // namespace parcours::partners
