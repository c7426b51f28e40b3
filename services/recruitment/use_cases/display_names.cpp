#include "services/platform/core/id.h"
#include "services/recruitment/projections/projections.h"
#include "services/recruitment/use_cases/person_access.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {
namespace {

// What is shown for a name; empty where there is nothing that the actor may see.
std::string TextOfPerson(const std::string& name, Context& context) {
  const auto person = LoadPerson(name, {}, context);
  return person ? person->DisplayName() : std::string{};
}

std::string TextOfEnrolment(const std::string& name, Context& context) {
  const auto enrolment = context.enrolments.Find(name);
  const bool visible = context.session.MaySee(
      {.name = name,
       .organisation = enrolment.organisation(),
       .person = enrolment.person(),
       .parties = OrganisationsOfPathway(context.session.db(), enrolment.pathway())},
      context.directory);
  return visible ? enrolment.sender_reference() : std::string{};
}

}  // namespace

Result<v1::DisplayNamesResponse> Handle(const v1::DisplayNamesRequest& request, Context& context) {
  v1::DisplayNamesResponse answer;
  for (const auto& name : request.names()) {
    const bool is_person = CollectionOf(name) == Person::kCollection;
    auto text = is_person ? TextOfPerson(name, context) : TextOfEnrolment(name, context);
    if (text.empty()) continue;
    auto& shown = *answer.add_display_names();
    shown.set_name(name);
    shown.set_text(std::move(text));
  }
  return answer;
}

}  // namespace parcours::recruitment
