#include "services/platform/core/id.h"
#include "services/recruitment/domain/content_hash.h"
#include "services/recruitment/domain/identity.h"
#include "services/recruitment/domain/refusals.h"
#include "services/recruitment/projections/projections.h"
#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/import_contracts.h"
#include "services/recruitment/use_cases/journeys.h"
#include "services/recruitment/use_cases/recognise_person.h"
#include "services/recruitment/use_cases/use_cases.h"
#include "services/recruitment/use_cases/verdicts.h"

namespace parcours::recruitment {
namespace {

using type::v1::RecordVerdict;

// What became of a record, and what it became.
struct Imported {
  type::v1::Verdict verdict = type::v1::ACCEPTED;
  std::vector<std::string> names;
};

RecordPlace PlaceOf(const DossierItem& item) {
  return {.index = item.index, .reference = item.reading.record.erp_id};
}

Result<std::string> FindEstablishment(const Establishment& establishment, std::string_view field,
                                      const Context& context) {
  auto found = context.directory.FindBySiretAndUai(establishment.siret, establishment.uai);
  if (!found) return Refuse(EstablishmentUnknown(field, establishment.siret, establishment.uai));
  return std::move(found->name);
}

// The organisations that the record names; the sender is one of them.
Result<Enrolment::Places> FindPlaces(const DossierItem& item, const Context& context) {
  const auto& record = item.reading.record;
  Enrolment::Places places;
  TRY(places.organisation,
      FindEstablishment(record.responsible, "etablissement_responsable_siret", context));
  TRY(places.trainer_organisation,
      FindEstablishment(record.trainer, "etablissement_formateur_siret", context));
  const auto& sender = context.session.actor().organisation;
  if (sender != places.organisation && sender != places.trainer_organisation) {
    return Refuse(RecordOfAnotherOrganisation());
  }
  places.source_system = item.source_system.empty() ? record.source : item.source_system;
  places.content_hash = item.content_hash;
  return places;
}

Person::Statement StatementOf(const DossierItem& item, const Context& context) {
  return {.identity = IdentityOf(item.reading.record),
          .has_nir = item.reading.record.has_nir,
          .organisation = context.session.actor().organisation};
}

std::vector<std::string> NamesOf(const Enrolment& enrolment, std::vector<std::string> contracts) {
  std::vector<std::string> names = {enrolment.name(), enrolment.pathway(), enrolment.person()};
  for (auto& contract : contracts) names.push_back(std::move(contract));
  return names;
}

std::vector<std::string> ContractNames(const Enrolment& enrolment, Context& context) {
  std::vector<std::string> names;
  for (const auto& contract : ContractsOn(enrolment.pathway(), context))
    names.push_back(contract.name());
  return names;
}

Result<Imported> AddEnrolment(const DossierItem& item, Enrolment::Places places, Context& context) {
  const auto& record = item.reading.record;
  TRY(const auto person, RecognisePerson(StatementOf(item, context), record.erp_id, context));
  places.person = person.name();
  const Enrolment blank(ResourceName(Enrolment::kCollection, context.session.NewId()));
  TRY(const auto enrolment, context.enrolments.Record(blank, blank.Import(record, places)));
  TRY(auto contracts, ImportContracts(record.contracts, enrolment, context));
  return Imported{.verdict = type::v1::ACCEPTED, .names = NamesOf(enrolment, std::move(contracts))};
}

// The corrected identity may be somebody else's already: a human decides.
Result<void> ProposeSameIdentity(const Person& person, const DossierItem& item, Context& context) {
  const auto other = FindPerson(IdentityOf(item.reading.record), context);
  if (!other || other->name() == person.name()) return {};
  TRY(RecordIfAny(context.persons, *other,
                  other->ProposeDuplicate({.other_person = person.name(),
                                           .criterion = v1::SAME_IDENTITY,
                                           .proposed_by = context.session.actor().organisation,
                                           .sender_reference = item.reading.record.erp_id},
                                          context.session.today())));
  return {};
}

Result<Imported> CorrectEnrolment(const Enrolment& enrolment, const DossierItem& item,
                                  Enrolment::Places places, Context& context) {
  const auto& record = item.reading.record;
  const auto today = context.session.today();
  const auto person = context.persons.Find(enrolment.person());
  TRY(ProposeSameIdentity(person, item, context));
  TRY(RecordIfAny(context.persons, person, person.Correct(StatementOf(item, context), today)));
  places.person = person.name();
  TRY(const auto corrected,
      context.enrolments.Record(enrolment, enrolment.Correct(record, places, today)));
  TRY(auto contracts, ImportContracts(record.contracts, corrected, context));
  return Imported{.verdict = type::v1::CORRECTED,
                  .names = NamesOf(corrected, std::move(contracts))};
}

Result<Imported> Import(const DossierItem& item, Context& context) {
  const auto& record = item.reading.record;
  TRY(auto places, FindPlaces(item, context));
  const auto key = EnrolmentFingerprint(context.session.keyring(), places.organisation,
                                        record.school_year, record.erp_id);
  const auto known = FindEnrolment(context.session.db(), key);
  if (!known) return AddEnrolment(item, std::move(places), context);
  const auto enrolment = context.enrolments.Find(*known);
  if (enrolment.content_hash() == item.content_hash) {
    return Imported{.verdict = type::v1::UNCHANGED,
                    .names = NamesOf(enrolment, ContractNames(enrolment, context))};
  }
  return CorrectEnrolment(enrolment, item, std::move(places), context);
}

}  // namespace

Result<std::vector<DossierItem>> Prepare(const v1::ImportDossiersRequest& request,
                                         const security::Actor& /*actor*/) {
  std::vector<DossierItem> items;
  items.reserve(static_cast<std::size_t>(request.records_size()));
  for (int index = 0; index < request.records_size(); ++index) {
    auto reading = ReadDossier(request.records(index));
    auto hash = Sha256(CanonicalText(reading.record));
    items.push_back({.index = index,
                     .reading = std::move(reading),
                     .content_hash = std::move(hash),
                     .source_system = request.source_system()});
  }
  return items;
}

Result<RecordVerdict> HandleItem(const DossierItem& item, Context& context) {
  const auto language = context.session.origin().language;
  const auto& problems = item.reading.problems;
  if (problems.SetsAside())
    return VerdictOf(PlaceOf(item), type::v1::SET_ASIDE, problems, language);
  const auto imported = Import(item, context);
  if (!imported) {
    // Once something was recorded, only an undone savepoint leaves nothing by half.
    if (context.session.recorded() > 0) return Refuse(imported.error());
    return RefusedVerdict(PlaceOf(item), imported.error(), problems, language);
  }
  auto verdict = VerdictOf(PlaceOf(item), imported->verdict, problems, language);
  for (const auto& name : imported->names) verdict.add_names(name);
  return verdict;
}

RecordVerdict SetAside(const DossierItem& item, const Error& error) {
  return RefusedVerdict(PlaceOf(item), error, item.reading.problems, Language::kFrench);
}

}  // namespace parcours::recruitment
