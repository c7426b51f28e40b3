#include "services/partners/use_cases/answers.h"

namespace parcours::partners {

v1::Organisation ToProto(const Organisation& organisation, const Context& context) {
  v1::Organisation answer = organisation.content();
  if (const auto contact = organisation.last_contact()) {
    answer.set_last_contact_date(contact->day.ToString());
    answer.set_last_contact_source(contact->source);
  }
  answer.set_etag(context.organisations.Etag(organisation));
  return answer;
}

v1::PartnerKey ToProto(const PartnerKey& key, const Context& context) {
  v1::PartnerKey answer = key.content();
  answer.set_etag(context.partner_keys.Etag(key));
  return answer;
}

std::string FingerprintOf(const std::string& key, Context& context) {
  return context.session.keyring().Fingerprint("partner key", key);
}

}  // namespace parcours::partners
