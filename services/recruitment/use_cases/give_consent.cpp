#include "services/recruitment/domain/day_of_act.h"
#include "services/recruitment/domain/fact_days.h"
#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/person_access.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {

Result<v1::Consent> Handle(const v1::GiveConsentRequest& request, Context& context) {
  TRY(const auto person, LoadPerson(request.name(), request.etag(), context));
  TRY(const auto day, DayOfAct(request.date(), context.session.today()));
  TRY(context.directory.RequireOrganisation(request.recipient(), "recipient"));
  TRY(auto given, person.GiveConsent({.purpose = request.purpose(),
                                      .recipient = request.recipient(),
                                      .means = request.means(),
                                      .until = DayOf(request.until_date())},
                                     context.session.actor(), day));
  TRY(const auto after, RecordIfAny(context.persons, person, std::move(given)));
  return *after.FindConsent(request.purpose(), request.recipient());
}

}  // namespace parcours::recruitment
