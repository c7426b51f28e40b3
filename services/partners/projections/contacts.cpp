#include <string>

#include "parcours/partners/v1/partners_events.pb.h"
#include "services/partners/projections/projections.h"

namespace parcours::partners {
namespace {

constexpr char kContactsSchema[] = R"sql(
CREATE TABLE p_contacts (
  organisation TEXT PRIMARY KEY,
  contact_date TEXT NOT NULL,
  source INTEGER NOT NULL
);
)sql";

void PutContact(const v1::EmployerContactNoted& fact, execution::ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_contacts (organisation, contact_date, source) VALUES (:organisation, :day, "
      ":source) ON CONFLICT (organisation) DO UPDATE SET contact_date = excluded.contact_date, "
      "source = excluded.source WHERE (excluded.contact_date, excluded.source) > "
      "(p_contacts.contact_date, p_contacts.source)",
      fact.organisation(), fact.contact_date(), static_cast<int>(fact.source()));
}

}  // namespace

execution::Projection ContactsProjection() {
  return {.name = "contacts",
          .version = 1,
          .schema = kContactsSchema,
          .tables = {"p_contacts"},
          .rows = {execution::Project<v1::EmployerContactNoted>(PutContact)}};
}

}  // namespace parcours::partners
