#include <string>

#include "services/recruitment/projections/projections.h"
#include "services/recruitment/projections/rows.h"

namespace parcours::recruitment {
namespace {

using execution::ProjectionContext;

constexpr std::string_view kContractsSchema = R"sql(
CREATE TABLE p_contracts (
  contract TEXT PRIMARY KEY,
  pathway TEXT NOT NULL,
  number INTEGER NOT NULL,
  mission TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX p_contracts_pathway ON p_contracts (pathway, number);
CREATE INDEX p_contracts_mission ON p_contracts (mission) WHERE mission <> '';
)sql";

// ContractAuthorised and ContractSigned: whichever comes first.
template <typename Fact>
void PutContract(const Fact& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_contracts (contract, pathway, number, mission) VALUES (:contract, :pathway, "
      ":number, :mission) "
      "ON CONFLICT (contract) DO UPDATE SET number = excluded.number",
      fact.contract(), fact.pathway(), fact.number(), fact.mission());
}

void PutNumber(const v1::ContractCorrected& fact, ProjectionContext& context) {
  context.db.Execute("UPDATE p_contracts SET number = :number WHERE contract = :contract",
                     fact.number(), fact.contract());
}

}  // namespace

execution::Projection ContractsProjection() {
  using execution::Project;
  return {.name = "contracts",
          .version = 1,
          .schema = std::string(kContractsSchema),
          .tables = {"p_contracts"},
          .rows = {Project<v1::ContractAuthorised>(PutContract),
                   Project<v1::ContractSigned>(PutContract),
                   Project<v1::ContractCorrected>(PutNumber)}};
}

std::vector<std::string> ContractsOfPathway(store::Connection& db, std::string_view pathway) {
  return AllOf(db.Query<std::string>(
      "SELECT contract FROM p_contracts WHERE pathway = :pathway ORDER BY number, contract",
      pathway));
}

std::optional<std::string> FindContractOnMission(store::Connection& db, std::string_view mission) {
  if (mission.empty()) return std::nullopt;
  return FirstOf(db.QueryOne<std::string>(
      "SELECT contract FROM p_contracts WHERE mission = :mission AND mission <> '' LIMIT 1",
      mission));
}

}  // namespace parcours::recruitment
