#include "services/recruitment/domain/day_of_act.h"
#include "services/recruitment/use_cases/person_access.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {

Result<v1::Consent> Handle(const v1::WithdrawConsentRequest& request, Context& context) {
  TRY(const auto person, LoadPerson(request.name(), request.etag(), context));
  TRY(const auto day, DayOfAct(request.date(), context.session.today()));
  TRY(const auto after,
      context.persons.Record(person, person.WithdrawConsent(request.purpose(), request.recipient(),
                                                            context.session.actor(), day)));
  return *after.FindConsent(request.purpose(), request.recipient());
}

}  // namespace parcours::recruitment
