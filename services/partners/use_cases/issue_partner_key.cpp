#include "services/partners/use_cases/answers.h"
#include "services/partners/use_cases/use_cases.h"
#include "services/platform/core/id.h"
#include "services/platform/security/secrets.h"

namespace parcours::partners {

Result<v1::IssuePartnerKeyResponse> Handle(const v1::IssuePartnerKeyRequest& request,
                                           Context& context) {
  TRY(context.directory.RequireOrganisation(request.organisation(), "organisation"));
  const PartnerKey blank(ResourceName(PartnerKey::kCollection, context.session.NewId()));
  v1::IssuePartnerKeyResponse answer;
  answer.set_key(WriteKey(blank.name(), security::NewSecret()));
  TRY(const auto issued,
      context.partner_keys.Record(blank, blank.Issue(request, FingerprintOf(answer.key(), context),
                                                     context.session.today())));
  *answer.mutable_partner_key() = ToProto(issued, context);
  return answer;
}

}  // namespace parcours::partners
