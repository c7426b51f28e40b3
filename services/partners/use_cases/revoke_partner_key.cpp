#include "services/partners/use_cases/answers.h"
#include "services/partners/use_cases/use_cases.h"

namespace parcours::partners {

Result<v1::PartnerKey> Handle(const v1::RevokePartnerKeyRequest& request, Context& context) {
  TRY(auto key, context.partner_keys.Load(request.name(), request.etag()));
  TRY(key, context.partner_keys.Record(key, key.Revoke()));
  return ToProto(key, context);
}

}  // namespace parcours::partners
