#include "services/recruitment/use_cases/recognise_person.h"

#include "services/platform/core/id.h"
#include "services/recruitment/projections/projections.h"
#include "services/recruitment/use_cases/answers.h"

namespace parcours::recruitment {

std::optional<Person> FindPerson(const v1::PersonIdentity& identity, Context& context) {
  const auto fingerprint = PersonFingerprint(context.session.keyring(), identity);
  const auto name = FindPersonByIdentity(context.session.db(), fingerprint);
  if (!name) return std::nullopt;
  return context.persons.Find(*name);
}

Result<Person> RegisterPerson(const Person::Statement& statement, std::string_view sender_reference,
                              Context& context) {
  const auto today = context.session.today();
  const auto same_ine = FindPersonByIne(
      context.session.db(), IneFingerprint(context.session.keyring(), statement.identity.ine()));
  const Person blank(ResourceName(Person::kCollection, context.session.NewId()));
  TRY(auto person, context.persons.Record(blank, blank.Register(statement, today)));
  if (same_ine) {
    const auto known = context.persons.Find(*same_ine);
    TRY(RecordIfAny(context.persons, known,
                    known.ProposeDuplicate({.other_person = person.name(),
                                            .criterion = v1::SAME_INE,
                                            .proposed_by = statement.organisation,
                                            .sender_reference = std::string(sender_reference)},
                                           today)));
  }
  return person;
}

Result<Person> RecognisePerson(const Person::Statement& statement,
                               std::string_view sender_reference, Context& context) {
  const auto known = FindPerson(statement.identity, context);
  if (!known) return RegisterPerson(statement, sender_reference, context);
  return RecordIfAny(context.persons, *known, known->Correct(statement, context.session.today()));
}

}  // namespace parcours::recruitment
