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

}  // namespace parcours::partners
