#include "parcours/partners/v1/partners_events.pb.h"
#include "services/partners/projections/projections.h"

namespace parcours::partners {
namespace {

constexpr char kPartnerKeysSchema[] = R"sql(
CREATE TABLE p_partner_keys (
  organisation TEXT NOT NULL,
  partner_key TEXT NOT NULL,
  PRIMARY KEY (organisation, partner_key)
) WITHOUT ROWID;
)sql";

void PutPartnerKey(const v1::PartnerKeyIssued& fact, execution::ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_partner_keys (organisation, partner_key) VALUES (:organisation, :partner_key)",
      fact.organisation(), fact.partner_key());
}

}  // namespace

execution::Projection PartnerKeysProjection() {
  return {.name = "partner_keys",
          .version = 1,
          .schema = kPartnerKeysSchema,
          .tables = {"p_partner_keys"},
          .rows = {execution::Project<v1::PartnerKeyIssued>(PutPartnerKey)}};
}

std::vector<std::string> PartnerKeysOf(store::Connection& db, std::string_view organisation,
                                       std::string_view last, int limit) {
  std::vector<std::string> names;
  db.ForEach<std::string>(
      "SELECT partner_key FROM p_partner_keys WHERE organisation = :organisation AND "
      "partner_key > :last ORDER BY partner_key LIMIT :limit",
      [&names](const std::string& name) { names.push_back(name); }, organisation, last, limit);
  return names;
}

}  // namespace parcours::partners
