#include <string>

#include "services/recruitment/projections/projections.h"
#include "services/recruitment/projections/rows.h"

namespace parcours::recruitment {
namespace {

using execution::ProjectionContext;

constexpr std::string_view kRelationsSchema = R"sql(
CREATE TABLE p_relations (
  pathway TEXT NOT NULL,
  organisation TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (pathway, organisation)
) WITHOUT ROWID;
CREATE INDEX p_relations_person ON p_relations (person, organisation);
)sql";

void Relate(const std::string& pathway, const std::string& organisation, const std::string& person,
            ProjectionContext& context) {
  if (organisation.empty()) return;
  context.db.Execute(
      "INSERT INTO p_relations (pathway, organisation, person) VALUES (:pathway, :organisation, "
      ":person) "
      "ON CONFLICT DO NOTHING",
      pathway, organisation, person);
}

// EnrolmentImported and EnrolmentCorrected carry the whole content: a former trainer no longer
// relates.
template <typename Fact>
void RelateEnrolment(const Fact& fact, ProjectionContext& context) {
  context.db.Execute("DELETE FROM p_relations WHERE pathway = :pathway", fact.pathway());
  Relate(fact.pathway(), fact.organisation(), fact.person(), context);
  Relate(fact.pathway(), fact.trainer_organisation(), fact.person(), context);
}

void RelateCandidacy(const v1::CandidacyPrescribed& fact, ProjectionContext& context) {
  Relate(fact.pathway(), fact.organisation(), fact.person(), context);
  Relate(fact.pathway(), fact.prescriber(), fact.person(), context);
}

}  // namespace

execution::Projection RelationsProjection() {
  using execution::Project;
  return {.name = "relations",
          .version = 1,
          .schema = std::string(kRelationsSchema),
          .tables = {"p_relations"},
          .rows = {Project<v1::EnrolmentImported>(RelateEnrolment),
                   Project<v1::EnrolmentCorrected>(RelateEnrolment),
                   Project<v1::CandidacyPrescribed>(RelateCandidacy)}};
}

std::vector<std::string> OrganisationsOfPerson(store::Connection& db, std::string_view person) {
  return AllOf(db.Query<std::string>(
      "SELECT DISTINCT organisation FROM p_relations WHERE person = :person ORDER BY organisation",
      person));
}

std::vector<std::string> OrganisationsOfPathway(store::Connection& db, std::string_view pathway) {
  return AllOf(db.Query<std::string>(
      "SELECT organisation FROM p_relations WHERE pathway = :pathway ORDER BY organisation",
      pathway));
}

std::vector<std::string> PathwaysOfPerson(store::Connection& db, std::string_view person,
                                          std::string_view organisation) {
  return AllOf(
      db.Query<std::string>("SELECT DISTINCT pathway FROM p_relations WHERE person = :person AND "
                            "(:any = '' OR organisation = :organisation) "
                            "ORDER BY pathway",
                            person, organisation, organisation));
}

}  // namespace parcours::recruitment
