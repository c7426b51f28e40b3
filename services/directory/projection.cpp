#include <string>
#include <string_view>

#include "services/directory/directory.h"

namespace parcours::directory {
namespace {

using execution::ProjectionContext;

constexpr std::string_view kProjectionSchema = R"sql(
CREATE TABLE p_directory_organisations (
  organisation TEXT PRIMARY KEY,
  display_name TEXT NOT NULL,
  siret TEXT NOT NULL,
  uai TEXT NOT NULL,
  commune TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  default_referent TEXT NOT NULL,
  registered_date TEXT NOT NULL
);
CREATE INDEX p_directory_organisations_siret ON p_directory_organisations (siret, uai);
CREATE INDEX p_directory_organisations_display ON p_directory_organisations (display_name, organisation);
CREATE TABLE p_directory_kinds (
  organisation TEXT NOT NULL,
  kind INTEGER NOT NULL,
  PRIMARY KEY (organisation, kind)
);
CREATE TABLE p_directory_agents (
  agent TEXT PRIMARY KEY,
  organisation TEXT NOT NULL,
  from_date TEXT NOT NULL,
  to_date TEXT
);
CREATE INDEX p_directory_agents_organisation ON p_directory_agents (organisation);
CREATE TABLE p_directory_roles (
  agent TEXT NOT NULL,
  role INTEGER NOT NULL,
  PRIMARY KEY (agent, role)
);
CREATE TABLE p_directory_conventions (
  convention TEXT PRIMARY KEY,
  organisation TEXT NOT NULL,
  from_date TEXT NOT NULL,
  to_date TEXT
);
CREATE TABLE p_directory_parties (
  organisation TEXT NOT NULL,
  convention TEXT NOT NULL,
  PRIMARY KEY (organisation, convention)
);
CREATE INDEX p_directory_parties_convention ON p_directory_parties (convention);
CREATE TABLE p_directory_purposes (
  convention TEXT NOT NULL,
  purpose TEXT NOT NULL,
  PRIMARY KEY (convention, purpose)
);
CREATE TABLE p_directory_programmes (
  code TEXT NOT NULL,
  version INTEGER NOT NULL,
  programme TEXT NOT NULL,
  kind INTEGER NOT NULL,
  display_name TEXT NOT NULL,
  published_date TEXT NOT NULL,
  PRIMARY KEY (code, version)
);
CREATE TABLE p_directory_rules (
  code TEXT NOT NULL,
  version INTEGER NOT NULL,
  place INTEGER NOT NULL,
  rule TEXT NOT NULL,
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL,
  numbers TEXT NOT NULL,
  unit TEXT NOT NULL,
  source TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (code, version, place)
);
)sql";

// OrganisationRegistered and OrganisationCorrected carry the same content.
template <typename Fact>
void PutOrganisation(const Fact& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_directory_organisations (organisation, display_name, siret, uai, commune, "
      "time_zone, "
      "default_referent, registered_date) VALUES (:organisation, :display_name, :siret, :uai, "
      ":commune, :time_zone, "
      ":default_referent, :registered_date) ON CONFLICT (organisation) DO UPDATE SET display_name "
      "= "
      "excluded.display_name, siret = excluded.siret, uai = excluded.uai, commune = "
      "excluded.commune, time_zone = "
      "excluded.time_zone, default_referent = excluded.default_referent",
      fact.organisation(), fact.display_name(), fact.siret(), fact.uai(), fact.commune(),
      fact.time_zone(), fact.default_referent(), context.meta.effective);
  context.db.Execute("DELETE FROM p_directory_kinds WHERE organisation = :organisation",
                     fact.organisation());
  for (const int kind : fact.kinds()) {
    context.db.Execute(
        "INSERT INTO p_directory_kinds (organisation, kind) VALUES (:organisation, :kind) ON "
        "CONFLICT DO NOTHING",
        fact.organisation(), kind);
  }
}

void PutAgent(const partners::v1::AgentAppointed& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_directory_agents (agent, organisation, from_date, to_date) VALUES (:agent, "
      ":organisation, "
      ":from_date, :to_date) ON CONFLICT (agent) DO UPDATE SET organisation = "
      "excluded.organisation, from_date = "
      "excluded.from_date, to_date = excluded.to_date",
      fact.agent(), fact.organisation(),
      CivilDate::Parse(fact.from_date()).value_or(context.meta.effective),
      CivilDate::Parse(fact.to_date()));
  context.db.Execute("DELETE FROM p_directory_roles WHERE agent = :agent", fact.agent());
  for (const int role : fact.roles()) {
    context.db.Execute(
        "INSERT INTO p_directory_roles (agent, role) VALUES (:agent, :role) ON CONFLICT DO NOTHING",
        fact.agent(), role);
  }
}

void EndMandate(const partners::v1::AgentRevoked& fact, ProjectionContext& context) {
  context.db.Execute("UPDATE p_directory_agents SET to_date = :to_date WHERE agent = :agent",
                     CivilDate::Parse(fact.to_date()).value_or(context.meta.effective),
                     fact.agent());
}

void PutConvention(const partners::v1::ConventionSigned& fact, ProjectionContext& context) {
  const auto& convention = fact.convention();
  context.db.Execute(
      "INSERT INTO p_directory_conventions (convention, organisation, from_date, to_date) VALUES "
      "(:convention, "
      ":organisation, :from_date, :to_date) ON CONFLICT (convention) DO UPDATE SET organisation = "
      "excluded.organisation, from_date = excluded.from_date, to_date = excluded.to_date",
      convention, fact.organisation(),
      CivilDate::Parse(fact.from_date()).value_or(context.meta.effective),
      CivilDate::Parse(fact.to_date()));
  context.db.Execute("DELETE FROM p_directory_parties WHERE convention = :convention", convention);
  for (const auto& party : fact.parties()) {
    context.db.Execute(
        "INSERT INTO p_directory_parties (organisation, convention) VALUES (:party, :convention) "
        "ON CONFLICT DO "
        "NOTHING",
        party, convention);
  }
  context.db.Execute("DELETE FROM p_directory_purposes WHERE convention = :convention", convention);
  for (const auto& purpose : fact.purposes()) {
    context.db.Execute(
        "INSERT INTO p_directory_purposes (convention, purpose) VALUES (:convention, :purpose) ON "
        "CONFLICT DO NOTHING",
        convention, purpose);
  }
}

void EndConvention(const partners::v1::ConventionEnded& fact, ProjectionContext& context) {
  context.db.Execute(
      "UPDATE p_directory_conventions SET to_date = :to_date WHERE convention = :convention",
      CivilDate::Parse(fact.to_date()).value_or(context.meta.effective), fact.convention());
}

std::string Joined(const google::protobuf::RepeatedField<std::int64_t>& numbers) {
  std::string text;
  for (const auto number : numbers) {
    if (!text.empty()) text += ',';
    text += std::to_string(number);
  }
  return text;
}

void PutProgramme(const partners::v1::ProgrammePublished& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_directory_programmes (code, version, programme, kind, display_name, "
      "published_date) VALUES "
      "(:code, :version, :programme, :kind, :display_name, :published_date) ON CONFLICT (code, "
      "version) DO UPDATE SET "
      "programme = excluded.programme, kind = excluded.kind, display_name = excluded.display_name, "
      "published_date = "
      "excluded.published_date",
      fact.code(), fact.version(), fact.programme(), static_cast<int>(fact.kind()),
      fact.display_name(), context.meta.effective);
  context.db.Execute("DELETE FROM p_directory_rules WHERE code = :code AND version = :version",
                     fact.code(), fact.version());
  int place = 0;
  for (const auto& rule : fact.rules()) {
    context.db.Execute(
        "INSERT INTO p_directory_rules (code, version, place, rule, from_date, to_date, numbers, "
        "unit, source, text) "
        "VALUES (:code, :version, :place, :rule, :from_date, :to_date, :numbers, :unit, :source, "
        ":text)",
        fact.code(), fact.version(), place++, rule.rule(), rule.from_date(), rule.to_date(),
        Joined(rule.numbers()), rule.unit(), rule.source(), rule.text());
  }
}

}  // namespace

execution::Projection DirectoryProjection() {
  using execution::Project;
  return {.name = "directory",
          .version = 1,
          .schema = std::string(kProjectionSchema),
          .tables = {"p_directory_organisations", "p_directory_kinds", "p_directory_agents",
                     "p_directory_roles", "p_directory_conventions", "p_directory_parties",
                     "p_directory_purposes", "p_directory_programmes", "p_directory_rules"},
          .rows = {Project<partners::v1::OrganisationRegistered>(PutOrganisation),
                   Project<partners::v1::OrganisationCorrected>(PutOrganisation),
                   Project<partners::v1::AgentAppointed>(PutAgent),
                   Project<partners::v1::AgentRevoked>(EndMandate),
                   Project<partners::v1::ConventionSigned>(PutConvention),
                   Project<partners::v1::ConventionEnded>(EndConvention),
                   Project<partners::v1::ProgrammePublished>(PutProgramme)}};
}

}  // namespace parcours::directory
