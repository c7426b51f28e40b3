#include "services/recruitment/use_cases/person_access.h"

#include "services/platform/execution/refusals.h"
#include "services/recruitment/projections/projections.h"

namespace parcours::recruitment {

bool MaySeePerson(std::string_view name, Context& context) {
  return context.session.MaySee({.name = name,
                                 .organisation = {},
                                 .person = name,
                                 .parties = OrganisationsOfPerson(context.session.db(), name)},
                                context.directory);
}

Result<Person> LoadPerson(std::string_view name, std::string_view etag, Context& context) {
  if (!context.persons.Exists(name) || !MaySeePerson(name, context))
    return Refuse(execution::NotFound(name));
  auto person = context.persons.Find(name);
  if (!etag.empty() && etag != context.persons.Etag(person))
    return Refuse(execution::EtagMismatch(name));
  return person;
}

}  // namespace parcours::recruitment
