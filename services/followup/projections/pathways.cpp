#include "services/followup/projections/pathways.h"

#include <algorithm>

#include "parcours/followup/v1/followup_events.pb.h"
#include "services/followup/projections/spells.h"

namespace parcours::followup {
namespace {

using execution::ProjectionContext;

constexpr std::string_view kPathwaysSchema = R"sql(
CREATE TABLE p_pathways (
  pathway TEXT PRIMARY KEY,
  organisation TEXT NOT NULL,
  person TEXT NOT NULL,
  trainer_organisation TEXT NOT NULL,
  prescriber TEXT NOT NULL,
  rncp TEXT NOT NULL,
  cfd TEXT NOT NULL,
  programme_kind INTEGER NOT NULL,
  opened_date TEXT NOT NULL,
  opened_time INTEGER NOT NULL,
  start_date TEXT NOT NULL,
  end_date TEXT NOT NULL,
  exclusion_date TEXT,
  closed_date TEXT,
  exit_date TEXT,
  contracts TEXT NOT NULL,
  referents TEXT NOT NULL
);
CREATE INDEX p_pathways_opened ON p_pathways (opened_date, pathway);
CREATE INDEX p_pathways_organisation ON p_pathways (organisation, opened_date, pathway);
CREATE TABLE p_pathways_contracts (
  pathway TEXT NOT NULL,
  contract TEXT NOT NULL,
  spell TEXT NOT NULL,
  PRIMARY KEY (pathway, contract)
);
CREATE TABLE p_pathways_alerts (
  alert TEXT PRIMARY KEY,
  pathway TEXT NOT NULL,
  raised_date TEXT NOT NULL,
  taken_up_date TEXT,
  closed_date TEXT
);
CREATE INDEX p_pathways_alerts_raised ON p_pathways_alerts (raised_date, alert);
CREATE INDEX p_pathways_alerts_pathway ON p_pathways_alerts (pathway, raised_date, alert);
)sql";

std::string ContractsOf(store::Connection& db, const std::string& pathway) {
  std::string spells;
  db.ForEach<std::string>(
      "SELECT spell FROM p_pathways_contracts WHERE pathway = :pathway ORDER BY contract",
      [&](const std::string& spell) { spells += spell + "\n"; }, pathway);
  return spells;
}

void Open(const v1::PathwayOpened& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_pathways (pathway, organisation, person, trainer_organisation, prescriber, "
      "rncp, cfd, programme_kind, opened_date, opened_time, start_date, end_date, exclusion_date, "
      "contracts, "
      "referents) VALUES (:pathway, :organisation, :person, :trainer, :prescriber, :rncp, :cfd, "
      ":kind, :opened, "
      ":recorded, :start, :end, :exclusion, :contracts, '') ON CONFLICT (pathway) DO NOTHING",
      fact.pathway(), fact.organisation(), fact.person(), fact.trainer_organisation(),
      fact.prescriber(), fact.rncp(), fact.cfd(), static_cast<int>(fact.programme_kind()),
      context.meta.effective, context.meta.recorded, fact.training_start_date(),
      fact.training_end_date(), CivilDate::Parse(fact.exclusion_date()),
      ContractsOf(context.db, fact.pathway()));
}

void Correct(const v1::PathwayCorrected& fact, ProjectionContext& context) {
  context.db.Execute(
      "UPDATE p_pathways SET trainer_organisation = :trainer, rncp = :rncp, cfd = :cfd, "
      "programme_kind = :kind, start_date = :start, end_date = :end, exclusion_date = :exclusion "
      "WHERE pathway = :pathway",
      fact.trainer_organisation(), fact.rncp(), fact.cfd(), static_cast<int>(fact.programme_kind()),
      fact.training_start_date(), fact.training_end_date(), CivilDate::Parse(fact.exclusion_date()),
      fact.pathway());
}

void Attach(const v1::ContractAttached& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_pathways_contracts (pathway, contract, spell) VALUES (:pathway, :contract, "
      ":spell) ON CONFLICT (pathway, contract) DO UPDATE SET spell = excluded.spell",
      fact.pathway(), fact.contract(), ContractSpell(fact));
  context.db.Execute("UPDATE p_pathways SET contracts = :contracts WHERE pathway = :pathway",
                     ContractsOf(context.db, fact.pathway()), fact.pathway());
}

void AppendReferent(store::Connection& db, const std::string& pathway, const std::string& line) {
  db.Execute("UPDATE p_pathways SET referents = referents || :line WHERE pathway = :pathway",
             line + "\n", pathway);
}

void Assign(const v1::ReferentAssigned& fact, ProjectionContext& context) {
  AppendReferent(context.db, fact.pathway(), AssignmentLine(fact, context.meta.effective));
}

void Release(const v1::ReferentReleased& fact, ProjectionContext& context) {
  if (!fact.read_until_date().empty()) {
    AppendReferent(context.db, fact.pathway(), ReadingLine(fact.referent()));
  }
  if (fact.reason() != v1::ReferentReleased::CONSOLIDATED) return;
  AppendReferent(context.db, fact.pathway(), ReleaseLine(context.meta.effective));
}

void EndReading(const v1::ReferentReadEnded& fact, ProjectionContext& context) {
  AppendReferent(context.db, fact.pathway(), ReadingEndLine(fact.referent()));
}

void Close(store::Connection& db, const std::string& pathway, CivilDate day,
           const std::string& last_day) {
  db.Execute("UPDATE p_pathways SET closed_date = :day, exit_date = :exit WHERE pathway = :pathway",
             day, CivilDate::Parse(last_day).value_or(day).AddDays(1), pathway);
}

void Complete(const v1::PathwayCompleted& fact, ProjectionContext& context) {
  Close(context.db, fact.pathway(), context.meta.effective, fact.training_end_date());
}

void Interrupt(const v1::PathwayInterrupted& fact, ProjectionContext& context) {
  Close(context.db, fact.pathway(), context.meta.effective, fact.last_day());
}

void Raise(const v1::AlertRaised& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_pathways_alerts (alert, pathway, raised_date) VALUES (:alert, :pathway, "
      ":raised) ON CONFLICT (alert) DO UPDATE SET closed_date = NULL, taken_up_date = NULL",
      fact.alert(), fact.pathway(), context.meta.effective);
}

void TakeUpAlert(const v1::AlertAcknowledged& fact, ProjectionContext& context) {
  context.db.Execute("UPDATE p_pathways_alerts SET taken_up_date = :day WHERE alert = :alert",
                     context.meta.effective, fact.alert());
}

void CloseAlert(const v1::AlertClosed& fact, ProjectionContext& context) {
  context.db.Execute("UPDATE p_pathways_alerts SET closed_date = :day WHERE alert = :alert",
                     context.meta.effective, fact.alert());
}

PathwayRow RowOf(const std::string& name, const std::string& organisation,
                 const std::string& person, const std::string& trainer,
                 const std::string& prescriber, const std::string& rncp, const std::string& cfd,
                 int kind, CivilDate opened, CivilDate start, CivilDate end,
                 const std::optional<CivilDate>& exclusion, const std::optional<CivilDate>& closed,
                 const std::optional<CivilDate>& exit, const std::string& contracts,
                 const std::string& referents) {
  return {.name = name,
          .organisation = organisation,
          .person = person,
          .trainer_organisation = trainer,
          .prescriber = prescriber,
          .rncp = rncp,
          .cfd = cfd,
          .programme_kind = static_cast<type::v1::ProgrammeKind>(kind),
          .opened_on = opened,
          .closed_on = closed,
          .training = {.session = {start, end},
                       .contracts = ReadContracts(contracts),
                       .excluded_on = exclusion,
                       .exited_on = exit},
          .referents = ReadReferents(referents),
          .former_readers = ReadFormerReaders(referents)};
}

}  // namespace

const ReferentSpell* PathwayRow::ReferentOn(CivilDate day) const {
  return followup::ReferentOn(referents, day);
}

std::vector<std::string> PathwayRow::parties() const {
  std::vector<std::string> parties{trainer_organisation, prescriber};
  if (!referents.empty()) parties.push_back(referents.back().referent);
  parties.insert(parties.end(), former_readers.begin(), former_readers.end());
  return parties;
}

namespace {

constexpr std::string_view kRowColumns =
    "SELECT pathway, organisation, person, trainer_organisation, prescriber, rncp, cfd, "
    "programme_kind, "
    "opened_date, start_date, end_date, exclusion_date, closed_date, exit_date, contracts, "
    "referents FROM p_pathways ";

// The rows that the condition finds.
template <typename... Arguments>
std::vector<PathwayRow> RowsWhere(store::Connection& db, const std::string& condition,
                                  const Arguments&... arguments) {
  std::vector<PathwayRow> rows;
  const auto sink = [&rows](const auto&... cells) { rows.push_back(RowOf(cells...)); };
  using Day = std::optional<CivilDate>;
  db.ForEach<std::string, std::string, std::string, std::string, std::string, std::string,
             std::string, int, CivilDate, CivilDate, CivilDate, Day, Day, Day, std::string,
             std::string>(std::string(kRowColumns) + condition, sink, arguments...);
  return rows;
}

}  // namespace

std::vector<PathwayRow> PathwaysAfter(store::Connection& db, const PathwayPlace& after,
                                      const std::string& organisation, int limit) {
  return RowsWhere(db,
                   "WHERE (opened_date, pathway) > (:opened, :name)" +
                       std::string(organisation.empty() ? " AND :organisation = ''"
                                                        : " AND organisation = :organisation") +
                       " ORDER BY opened_date, pathway LIMIT :limit",
                   after.opened_on, after.name, organisation, limit);
}

std::optional<PathwayRow> FindPathwayRow(store::Connection& db, const std::string& pathway) {
  auto rows = RowsWhere(db, "WHERE pathway = :pathway", pathway);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::optional<Instant> OpeningInstant(store::Connection& db, const std::string& pathway) {
  const auto row =
      db.QueryOne<Instant>("SELECT opened_time FROM p_pathways WHERE pathway = :pathway", pathway);
  if (!row) return std::nullopt;
  return std::get<0>(*row);
}

google::protobuf::Timestamp ToTimestamp(Instant instant) {
  const auto since_epoch = instant.time_since_epoch();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(since_epoch);
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds.count());
  timestamp.set_nanos(static_cast<std::int32_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(since_epoch - seconds).count()));
  return timestamp;
}

std::vector<AlertRow> AlertsAfter(store::Connection& db, const AlertQuestion& question) {
  const std::string sql =
      "SELECT raised_date, alert, pathway FROM p_pathways_alerts WHERE (raised_date, alert) > "
      "(:raised, :name)" +
      std::string(question.pathway.empty() ? " AND :pathway = ''" : " AND pathway = :pathway") +
      std::string(question.include_closed ? "" : " AND closed_date IS NULL") +
      " ORDER BY raised_date, alert LIMIT :limit";
  std::vector<AlertRow> rows;
  db.ForEach<std::string, std::string, std::string>(
      sql,
      [&rows](const std::string& raised, const std::string& alert, const std::string& pathway) {
        rows.push_back({.place = {.raised_on = raised, .name = alert}, .pathway = pathway});
      },
      question.after.raised_on, question.after.name, question.pathway, question.limit);
  return rows;
}

std::optional<std::pair<std::string, CivilDate>> FirstAlertNotTakenUp(store::Connection& db,
                                                                      const std::string& pathway) {
  const auto row = db.QueryOne<std::string, CivilDate>(
      "SELECT alert, raised_date FROM p_pathways_alerts WHERE pathway = :pathway AND closed_date "
      "IS "
      "NULL AND taken_up_date IS NULL ORDER BY raised_date, alert LIMIT 1",
      pathway);
  if (!row) return std::nullopt;
  return std::pair{std::get<0>(*row), std::get<1>(*row)};
}

execution::Projection PathwaysProjection() {
  using execution::Project;
  return {
      .name = "pathways",
      .version = 2,
      .schema = std::string(kPathwaysSchema),
      .tables = {"p_pathways", "p_pathways_contracts", "p_pathways_alerts"},
      .rows = {Project<v1::PathwayOpened>(Open), Project<v1::PathwayCorrected>(Correct),
               Project<v1::ContractAttached>(Attach), Project<v1::ReferentAssigned>(Assign),
               Project<v1::ReferentReleased>(Release), Project<v1::ReferentReadEnded>(EndReading),
               Project<v1::PathwayCompleted>(Complete), Project<v1::PathwayInterrupted>(Interrupt),
               Project<v1::AlertRaised>(Raise), Project<v1::AlertAcknowledged>(TakeUpAlert),
               Project<v1::AlertClosed>(CloseAlert)}};
}

}  // namespace parcours::followup
