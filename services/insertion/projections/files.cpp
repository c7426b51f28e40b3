#include <string>
#include <string_view>

#include "parcours/insertion/v1/insertion_events.pb.h"
#include "services/insertion/projections/projections.h"

namespace parcours::insertion {
namespace {

using execution::ProjectionContext;

constexpr std::string_view kFilesSchema = R"sql(
CREATE TABLE p_files (
  insertion_file TEXT PRIMARY KEY,
  pathway TEXT NOT NULL,
  person TEXT NOT NULL,
  organisation TEXT NOT NULL,
  referent TEXT NOT NULL,
  training_end_date TEXT NOT NULL,
  interrupted INTEGER NOT NULL,
  opened_date TEXT NOT NULL,
  consolidated_date TEXT
);
CREATE TABLE p_files_waves (
  insertion_file TEXT NOT NULL,
  months INTEGER NOT NULL,
  due_date TEXT NOT NULL,
  PRIMARY KEY (insertion_file, months)
);
CREATE INDEX p_files_waves_due ON p_files_waves (due_date);
CREATE TABLE p_files_outcomes (
  insertion_file TEXT NOT NULL,
  wave_months INTEGER NOT NULL,
  observe_date TEXT NOT NULL,
  source INTEGER NOT NULL,
  situation INTEGER NOT NULL,
  in_sector INTEGER NOT NULL,
  contract_kind INTEGER NOT NULL,
  employer TEXT NOT NULL
);
CREATE INDEX p_files_outcomes_wave ON p_files_outcomes (insertion_file, wave_months);
)sql";

void AddFile(const v1::InsertionOpened& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_files (insertion_file, pathway, person, organisation, referent, "
      "training_end_date, interrupted, opened_date) VALUES (:insertion_file, :pathway, :person, "
      ":organisation, :referent, :training_end, :interrupted, :opened)",
      fact.insertion_file(), fact.pathway(), fact.person(), fact.organisation(), fact.referent(),
      fact.training_end_date(), fact.interrupted(), context.meta.effective);
  for (const auto& wave : fact.waves()) {
    context.db.Execute(
        "INSERT INTO p_files_waves (insertion_file, months, due_date) VALUES (:insertion_file, "
        ":months, :due)",
        fact.insertion_file(), wave.months(), wave.due_date());
  }
}

void AddOutcome(const v1::OutcomeRecorded& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_files_outcomes (insertion_file, wave_months, observe_date, source, situation, "
      "in_sector, contract_kind, employer) VALUES (:insertion_file, :months, :observed, :source, "
      ":situation, :in_sector, :contract_kind, :employer)",
      fact.insertion_file(), fact.wave_months(), context.meta.effective,
      static_cast<int>(fact.source()), static_cast<int>(fact.situation()), fact.in_sector(),
      static_cast<int>(fact.contract_kind()), fact.employer());
}

void PutConsolidation(const v1::SituationConsolidated& fact, ProjectionContext& context) {
  context.db.Execute(
      "UPDATE p_files SET consolidated_date = :day WHERE insertion_file = :insertion_file",
      context.meta.effective, fact.insertion_file());
}

}  // namespace

execution::Projection FilesProjection() {
  using execution::Project;
  return {.name = "files",
          .version = 1,
          .schema = std::string(kFilesSchema),
          .tables = {"p_files", "p_files_waves", "p_files_outcomes"},
          .rows = {Project<v1::InsertionOpened>(AddFile), Project<v1::OutcomeRecorded>(AddOutcome),
                   Project<v1::SituationConsolidated>(PutConsolidation)}};
}

}  // namespace parcours::insertion
