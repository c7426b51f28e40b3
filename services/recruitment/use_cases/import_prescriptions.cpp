#include "services/platform/core/id.h"
#include "services/recruitment/domain/content_hash.h"
#include "services/recruitment/domain/day_of_act.h"
#include "services/recruitment/domain/identity.h"
#include "services/recruitment/domain/refusals.h"
#include "services/recruitment/projections/projections.h"
#include "services/recruitment/use_cases/answers.h"
#include "services/recruitment/use_cases/recognise_person.h"
#include "services/recruitment/use_cases/use_cases.h"
#include "services/recruitment/use_cases/verdicts.h"

namespace parcours::recruitment {
namespace {

using type::v1::RecordVerdict;

constexpr const char* kPurpose = "prescription";
constexpr const char* kDefaultProgramme = "programmes/APPRENTICESHIP";

// What became of a row: taken in, known, or set aside with the possible duplicate that it proposed.
struct TakenRow {
  type::v1::Verdict verdict = type::v1::ACCEPTED;
  std::vector<std::string> names;
  std::optional<Error> duplicate;
};

RecordPlace PlaceOf(const PrescriptionItem& item) {
  return {.index = item.index, .reference = item.reading.record.sender_id};
}

std::vector<std::string> NamesOf(const Candidacy& candidacy) {
  return {candidacy.name(), candidacy.pathway(), candidacy.person()};
}

Person::Statement StatementOf(const PrescriptionItem& item, const Context& context) {
  return {.identity = IdentityOf(item.reading.record),
          .has_nir = item.reading.record.has_nir,
          .organisation = context.session.actor().organisation};
}

// The receiving organisation and the caller's are bound by a convention, or are one.
Result<void> CheckAgreed(const PrescriptionItem& item, const Context& context) {
  const auto& prescriber = context.session.actor().organisation;
  const bool agreed =
      !prescriber.empty() && (prescriber == item.organisation ||
                              context.directory.InForce(kPurpose, prescriber, item.organisation));
  if (!agreed) return Refuse(PrescriptionNotAgreed(item.organisation));
  return {};
}

Result<directory::Programme> FindProgramme(const PrescriptionItem& item, const Context& context) {
  auto programme = context.directory.FindProgramme(LastSegment(item.programme));
  if (!programme) return Refuse(ProgrammeUnknown(item.programme));
  return *std::move(programme);
}

// A human decides; the row waits until then.
Result<TakenRow> ProposeDuplicate(const Person& known, v1::DuplicateCriterion criterion,
                                  Error refusal, const PrescriptionItem& item, Context& context) {
  TRY(RecordIfAny(context.persons, known,
                  known.ProposeDuplicate({.other_person = {},
                                          .criterion = criterion,
                                          .proposed_by = context.session.actor().organisation,
                                          .sender_reference = item.reading.record.sender_id},
                                         context.session.today())));
  return TakenRow{.verdict = type::v1::SET_ASIDE, .names = {}, .duplicate = std::move(refusal)};
}

Result<TakenRow> Prescribe(const PrescriptionItem& item, const directory::Programme& programme,
                           CivilDate day, Context& context) {
  const auto& actor = context.session.actor();
  const auto& record = item.reading.record;
  if (const auto known = FindPerson(IdentityOf(record), context)) {
    const auto before =
        FindPrescribed(context.session.db(), known->name(), actor.organisation, item.organisation);
    if (before)
      return ProposeDuplicate(*known, v1::SAME_IDENTITY, PersonAlreadyPrescribed(), item, context);
  }
  TRY(const auto person, RecognisePerson(StatementOf(item, context), record.sender_id, context));
  const Candidacy blank(ResourceName(Candidacy::kCollection, context.session.NewId()));
  TRY(const auto candidacy,
      context.candidacies.Record(blank, blank.Prescribe({.organisation = item.organisation,
                                                         .person = person.name(),
                                                         .programme = programme.name,
                                                         .programme_kind = programme.kind,
                                                         .prescriber = actor.organisation,
                                                         .sender_reference = record.sender_id,
                                                         .content_hash = item.content_hash},
                                                        actor, day)));
  return TakenRow{.verdict = type::v1::ACCEPTED, .names = NamesOf(candidacy), .duplicate = {}};
}

// The row's id is known: the same person, perhaps with other contacts, or somebody else under a
// used id.
Result<TakenRow> PrescribeAgain(const Candidacy& candidacy, const PrescriptionItem& item,
                                Context& context) {
  if (candidacy.content_hash() == item.content_hash) {
    return TakenRow{.verdict = type::v1::UNCHANGED, .names = NamesOf(candidacy), .duplicate = {}};
  }
  const auto person = context.persons.Find(candidacy.person());
  if (KeyOf(person.identity()) != KeyOf(IdentityOf(item.reading.record))) {
    return ProposeDuplicate(person, v1::SAME_SENDER_ID, SenderIdTaken(), item, context);
  }
  auto correction = person.Correct(StatementOf(item, context), context.session.today());
  const auto verdict = correction ? type::v1::CORRECTED : type::v1::UNCHANGED;
  TRY(RecordIfAny(context.persons, person, std::move(correction)));
  return TakenRow{.verdict = verdict, .names = NamesOf(candidacy), .duplicate = {}};
}

Result<TakenRow> Import(const PrescriptionItem& item, Context& context) {
  TRY(CheckAgreed(item, context));
  TRY(const auto programme, FindProgramme(item, context));
  TRY(const auto day, DayOfAct(item.date, context.session.today()));
  const auto key =
      PrescriptionFingerprint(context.session.keyring(), context.session.actor().organisation,
                              item.organisation, item.reading.record.sender_id);
  const auto known = FindCandidacy(context.session.db(), key);
  if (known) return PrescribeAgain(context.candidacies.Find(*known), item, context);
  return Prescribe(item, programme, day, context);
}

}  // namespace

Result<std::vector<PrescriptionItem>> Prepare(const v1::ImportPrescriptionsRequest& request,
                                              const security::Actor& /*actor*/) {
  std::vector<PrescriptionItem> items;
  items.reserve(static_cast<std::size_t>(request.records_size()));
  for (int index = 0; index < request.records_size(); ++index) {
    const auto& cells = request.records(index).cells();
    auto reading = ReadPrescription({cells.begin(), cells.end()});
    auto hash = Sha256(CanonicalText(reading.record));
    items.push_back(
        {.index = index,
         .reading = std::move(reading),
         .content_hash = std::move(hash),
         .organisation = request.organisation(),
         .programme = request.programme().empty() ? kDefaultProgramme : request.programme(),
         .date = request.date()});
  }
  return items;
}

Result<RecordVerdict> HandleItem(const PrescriptionItem& item, Context& context) {
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
  if (imported->duplicate)
    return RefusedVerdict(PlaceOf(item), *imported->duplicate, problems, language);
  auto verdict = VerdictOf(PlaceOf(item), imported->verdict, problems, language);
  for (const auto& name : imported->names) verdict.add_names(name);
  return verdict;
}

RecordVerdict SetAside(const PrescriptionItem& item, const Error& error) {
  return RefusedVerdict(PlaceOf(item), error, item.reading.problems, Language::kFrench);
}

}  // namespace parcours::recruitment
