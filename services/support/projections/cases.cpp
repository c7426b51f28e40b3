#include <optional>
#include <string>
#include <string_view>

#include "services/support/projections/projections.h"

namespace parcours::support {
namespace {

using execution::ProjectionContext;

constexpr std::string_view kCasesSchema = R"sql(
CREATE TABLE p_cases (
  support_case TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  opened_date TEXT NOT NULL
);
CREATE TABLE p_cases_statements (
  support_case TEXT NOT NULL,
  category INTEGER NOT NULL,
  stated_date TEXT NOT NULL,
  severity INTEGER NOT NULL,
  pathway TEXT NOT NULL,
  organisation TEXT NOT NULL,
  PRIMARY KEY (support_case, category, stated_date, severity, pathway)
);
CREATE TABLE p_cases_lifts (
  support_case TEXT NOT NULL,
  category INTEGER NOT NULL,
  lift_date TEXT NOT NULL,
  PRIMARY KEY (support_case, category, lift_date)
);
CREATE TABLE p_cases_consents (
  person TEXT NOT NULL,
  purpose INTEGER NOT NULL,
  recipient TEXT NOT NULL,
  given_date TEXT,
  until_date TEXT,
  withdrawn_date TEXT,
  PRIMARY KEY (person, purpose, recipient)
);
)sql";

// A case is open from the first statement of a barrier, whichever arrives first.
void AddCase(ProjectionContext& context, const std::string& support_case,
             const std::string& person) {
  context.db.Execute(
      "INSERT INTO p_cases (support_case, person, opened_date) VALUES (:support_case, :person, "
      ":opened) ON CONFLICT (support_case) DO UPDATE SET opened_date = excluded.opened_date WHERE "
      "excluded.opened_date < p_cases.opened_date",
      support_case, person, context.meta.effective);
}

void AddOpened(const v1::SupportCaseOpened& fact, ProjectionContext& context) {
  AddCase(context, fact.support_case(), fact.person());
}

void AddStatement(const v1::BarrierConfirmed& fact, ProjectionContext& context) {
  AddCase(context, fact.support_case(), fact.person());
  context.db.Execute(
      "INSERT INTO p_cases_statements (support_case, category, stated_date, severity, pathway, "
      "organisation) VALUES (:support_case, :category, :stated, :severity, :pathway, "
      ":organisation) ON CONFLICT DO NOTHING",
      fact.support_case(), static_cast<int>(fact.category()), context.meta.effective,
      fact.severity(), fact.pathway(), fact.organisation());
}

void AddLift(const v1::BarrierLifted& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_cases_lifts (support_case, category, lift_date) VALUES (:support_case, "
      ":category, :lifted) ON CONFLICT DO NOTHING",
      fact.support_case(), static_cast<int>(fact.category()), context.meta.effective);
}

// Only statements later than the known one are recorded, so the last one holds.
void PutConsent(const v1::ConsentNoted& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_cases_consents (person, purpose, recipient, given_date, until_date, "
      "withdrawn_date) VALUES (:person, :purpose, :recipient, :given, :until, :withdrawn) ON "
      "CONFLICT (person, purpose, recipient) DO UPDATE SET given_date = excluded.given_date, "
      "until_date = excluded.until_date, withdrawn_date = excluded.withdrawn_date",
      fact.person(), static_cast<int>(fact.purpose()), fact.recipient(),
      CivilDate::Parse(fact.given_date()), CivilDate::Parse(fact.until_date()),
      CivilDate::Parse(fact.withdrawn_date()));
}

}  // namespace

execution::Projection CasesProjection() {
  using execution::Project;
  return {.name = "cases",
          .version = 1,
          .schema = std::string(kCasesSchema),
          .tables = {"p_cases", "p_cases_statements", "p_cases_lifts", "p_cases_consents"},
          .rows = {Project<v1::SupportCaseOpened>(AddOpened),
                   Project<v1::BarrierConfirmed>(AddStatement), Project<v1::BarrierLifted>(AddLift),
                   Project<v1::ConsentNoted>(PutConsent)}};
}

}  // namespace parcours::support
