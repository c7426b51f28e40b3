#include "services/partners/domain/refusals.h"
#include "services/partners/use_cases/answers.h"
#include "services/partners/use_cases/use_cases.h"
#include "services/platform/security/secrets.h"

namespace parcours::partners {

Result<v1::AuthenticatePartnerKeyResponse> Handle(const v1::AuthenticatePartnerKeyRequest& request,
                                                  Context& context) {
  const auto key = context.partner_keys.Find(NameIn(request.key()));
  if (!security::SameSecret(key.fingerprint(), FingerprintOf(request.key(), context)))
    return Refuse(PartnerKeyUnknown());
  TRY(key.Admit(request.scope(), context.session.today()));
  v1::AuthenticatePartnerKeyResponse answer;
  answer.set_partner_key(key.name());
  answer.set_organisation(key.organisation());
  answer.add_roles(options::v1::PARTNER_SYSTEM);
  answer.set_display_name(key.content().display_name());
  return answer;
}

}  // namespace parcours::partners
