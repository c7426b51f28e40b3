#include "services/followup/projections/company.h"

namespace parcours::followup {
namespace {

using execution::ProjectionContext;

constexpr std::string_view kCompanySchema = R"sql(
CREATE TABLE p_group_presences (
  pathway TEXT NOT NULL,
  session TEXT NOT NULL,
  kind INTEGER NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (pathway, session)
) WITHOUT ROWID;
CREATE TABLE p_logbook_words (
  pathway TEXT NOT NULL,
  party INTEGER NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (pathway, party)
) WITHOUT ROWID;
)sql";

void GroupMet(const v1::GroupSessionHeld& fact, ProjectionContext& context) {
  for (const auto& presence : fact.presences()) {
    context.db.Execute(
        "INSERT INTO p_group_presences (pathway, session, kind, day) VALUES (:pathway, :session, "
        ":kind, :day)",
        presence.pathway(), fact.group_session(), static_cast<int>(fact.kind()),
        context.meta.effective);
  }
}

void PartyWrote(const v1::LogbookEntryWritten& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_logbook_words (pathway, party, day) VALUES (:pathway, :party, :day) "
      "ON CONFLICT (pathway, party) DO UPDATE SET day = max(day, excluded.day)",
      fact.pathway(), static_cast<int>(fact.entry().party()), context.meta.effective);
}

}  // namespace

execution::Projection CompanyProjection() {
  using execution::Project;
  return {.name = "company",
          .version = 1,
          .schema = std::string(kCompanySchema),
          .tables = {"p_group_presences", "p_logbook_words"},
          .rows = {Project<v1::GroupSessionHeld>(GroupMet),
                   Project<v1::LogbookEntryWritten>(PartyWrote)}};
}

std::vector<CivilDate> GroupSessionsOf(store::Connection& db, const std::string& pathway,
                                       v1::GroupSessionKind kind) {
  std::vector<CivilDate> days;
  db.ForEach<CivilDate>(
      "SELECT day FROM p_group_presences WHERE pathway = :pathway AND kind = :kind",
      [&days](CivilDate day) { days.push_back(day); }, pathway, static_cast<int>(kind));
  return days;
}

std::map<v1::LogbookParty, CivilDate> LastWords(store::Connection& db, const std::string& pathway) {
  std::map<v1::LogbookParty, CivilDate> words;
  db.ForEach<int, CivilDate>(
      "SELECT party, day FROM p_logbook_words WHERE pathway = :pathway",
      [&words](int party, CivilDate day) { words[static_cast<v1::LogbookParty>(party)] = day; },
      pathway);
  return words;
}

}  // namespace parcours::followup
