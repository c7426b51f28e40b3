#include <string>

#include "services/recruitment/domain/identifiers.h"
#include "services/recruitment/domain/identity.h"
#include "services/recruitment/projections/projections.h"
#include "services/recruitment/projections/rows.h"

namespace parcours::recruitment {
namespace {

using execution::ProjectionContext;

constexpr std::string_view kRecognitionSchema = R"sql(
CREATE TABLE p_recognition_persons (
  person TEXT PRIMARY KEY,
  identity_key TEXT NOT NULL,
  ine_key TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX p_recognition_persons_identity ON p_recognition_persons (identity_key, person);
CREATE INDEX p_recognition_persons_ine ON p_recognition_persons (ine_key, person) WHERE ine_key <> '';
CREATE TABLE p_recognition_enrolments (
  natural_key TEXT PRIMARY KEY,
  enrolment TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE p_recognition_candidacies (
  natural_key TEXT PRIMARY KEY,
  candidacy TEXT NOT NULL,
  person TEXT NOT NULL,
  prescriber TEXT NOT NULL,
  organisation TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX p_recognition_candidacies_person ON p_recognition_candidacies (person, prescriber, organisation);
)sql";

std::string Joined(std::string_view one, std::string_view two, std::string_view three) {
  std::string text(one);
  text.append("\n").append(two).append("\n").append(three);
  return text;
}

// PersonRegistered and PersonCorrected carry the whole identity.
template <typename Fact>
void PutPerson(const Fact& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_recognition_persons (person, identity_key, ine_key) VALUES (:person, "
      ":identity, :ine) "
      "ON CONFLICT (person) DO UPDATE SET identity_key = excluded.identity_key, ine_key = "
      "excluded.ine_key",
      fact.person(), PersonFingerprint(context.keyring, fact.identity()),
      IneFingerprint(context.keyring, fact.identity().ine()));
}

void AddEnrolment(const v1::EnrolmentImported& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_recognition_enrolments (natural_key, enrolment) VALUES (:key, :enrolment) ON "
      "CONFLICT DO NOTHING",
      EnrolmentFingerprint(context.keyring, fact.organisation(), fact.school_year(),
                           fact.sender_reference()),
      fact.enrolment());
}

void AddCandidacy(const v1::CandidacyPrescribed& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_recognition_candidacies (natural_key, candidacy, person, prescriber, "
      "organisation) VALUES "
      "(:key, :candidacy, :person, :prescriber, :organisation) ON CONFLICT DO NOTHING",
      PrescriptionFingerprint(context.keyring, fact.prescriber(), fact.organisation(),
                              fact.sender_reference()),
      fact.candidacy(), fact.person(), fact.prescriber(), fact.organisation());
}

}  // namespace

execution::Projection RecognitionProjection() {
  using execution::Project;
  return {
      .name = "recognition",
      .version = 1,
      .schema = std::string(kRecognitionSchema),
      .tables = {"p_recognition_persons", "p_recognition_enrolments", "p_recognition_candidacies"},
      .rows = {Project<v1::PersonRegistered>(PutPerson), Project<v1::PersonCorrected>(PutPerson),
               Project<v1::EnrolmentImported>(AddEnrolment),
               Project<v1::CandidacyPrescribed>(AddCandidacy)}};
}

std::string PersonFingerprint(const security::Keyring& keyring,
                              const v1::PersonIdentity& identity) {
  return keyring.Fingerprint("recruitment.person", KeyOf(identity));
}

std::string IneFingerprint(const security::Keyring& keyring, std::string_view ine) {
  return CheckIne(ine) == Verdict::kValid ? keyring.Fingerprint("recruitment.ine", ine)
                                          : std::string{};
}

std::string EnrolmentFingerprint(const security::Keyring& keyring, std::string_view organisation,
                                 std::string_view school_year, std::string_view sender_reference) {
  return keyring.Fingerprint("recruitment.enrolment",
                             Joined(organisation, school_year, sender_reference));
}

std::string PrescriptionFingerprint(const security::Keyring& keyring, std::string_view prescriber,
                                    std::string_view organisation,
                                    std::string_view sender_reference) {
  return keyring.Fingerprint("recruitment.prescription",
                             Joined(prescriber, organisation, sender_reference));
}

std::optional<std::string> FindPersonByIdentity(store::Connection& db,
                                                std::string_view fingerprint) {
  return FirstOf(db.QueryOne<std::string>(
      "SELECT person FROM p_recognition_persons WHERE identity_key = :key ORDER BY person LIMIT 1",
      fingerprint));
}

std::optional<std::string> FindPersonByIne(store::Connection& db, std::string_view fingerprint) {
  if (fingerprint.empty()) return std::nullopt;
  return FirstOf(
      db.QueryOne<std::string>("SELECT person FROM p_recognition_persons WHERE ine_key = :key AND "
                               "ine_key <> '' ORDER BY person LIMIT 1",
                               fingerprint));
}

std::optional<std::string> FindEnrolment(store::Connection& db, std::string_view fingerprint) {
  return FirstOf(db.QueryOne<std::string>(
      "SELECT enrolment FROM p_recognition_enrolments WHERE natural_key = :key", fingerprint));
}

std::optional<std::string> FindCandidacy(store::Connection& db, std::string_view fingerprint) {
  return FirstOf(db.QueryOne<std::string>(
      "SELECT candidacy FROM p_recognition_candidacies WHERE natural_key = :key", fingerprint));
}

std::optional<std::string> FindPrescribed(store::Connection& db, std::string_view person,
                                          std::string_view prescriber,
                                          std::string_view organisation) {
  return FirstOf(
      db.QueryOne<std::string>("SELECT candidacy FROM p_recognition_candidacies WHERE person = "
                               ":person AND prescriber = :prescriber AND "
                               "organisation = :organisation ORDER BY candidacy LIMIT 1",
                               person, prescriber, organisation));
}

}  // namespace parcours::recruitment
