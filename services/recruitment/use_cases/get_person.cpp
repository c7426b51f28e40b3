#include "services/recruitment/projections/projections.h"
#include "services/recruitment/use_cases/person_access.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {

Result<v1::Person> Handle(const v1::GetPersonRequest& request, Context& context) {
  TRY(const auto person, LoadPerson(request.name(), {}, context));
  auto answer = person.ToProto();
  for (auto& pathway : PathwaysOfPerson(context.session.db(), person.name(),
                                        context.session.actor().organisation)) {
    answer.add_pathways(std::move(pathway));
  }
  answer.set_etag(context.persons.Etag(person));
  return answer;
}

}  // namespace parcours::recruitment
