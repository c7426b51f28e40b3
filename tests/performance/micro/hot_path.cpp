// The parts of a command's way, one at a time: what each costs apart from the others.

#include <benchmark/benchmark.h>

#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "services/platform/bus/cloud_event.h"
#include "services/platform/execution/validation.h"
#include "services/platform/host/schema.h"
#include "services/platform/journal/row_hash.h"
#include "services/platform/store/sqlite.h"
#include "services/platform/testing/fakes.h"
#include "services/recruitment/domain/candidacy.h"

namespace parcours::performance {
namespace {

constexpr CivilDate kDay{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};
const std::string kName = "candidacies/01890000-0000-7000-8000-000000000001";
const std::string kPerson = "persons/01890000-0000-7000-8000-000000000002";
const std::string kOrganisation = "organisations/01890000-0000-7000-8000-000000000003";
const std::string kTrace = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-00";

recruitment::v1::InterviewHeld Interview() {
  recruitment::v1::InterviewHeld fact;
  fact.set_candidacy(kName);
  fact.set_organisation(kOrganisation);
  fact.set_person(kPerson);
  fact.set_pathway("pathways/01890000-0000-7000-8000-000000000001");
  fact.set_kind(type::v1::FOLLOW_UP);
  fact.set_minutes(40);
  fact.set_objective("Faire le point sur la recherche d'un employeur");
  fact.set_note("Deux candidatures envoyées cette semaine, un entretien prévu.");
  fact.set_held_by("agents/01890000-0000-7000-8000-000000000013");
  journal::WriteMeta(fact, {.effective = kDay, .recorded = Instant{kDay.days()}});
  return fact;
}

// A journal in a file of its own, inside one transaction that is never committed.
class OpenJournal {
 public:
  OpenJournal()
      : keyring_(security::MakeEphemeralKeyring()),
        journal_("recruitment", *keyring_),
        connection_(*store::OpenSqliteForWriting({.file = folder_.path() / "journal.db"})) {
    if (!store::Migrate(*connection_, host::AllMigrations())) std::abort();
    connection_->Execute("BEGIN IMMEDIATE");
  }
  ~OpenJournal() { connection_->Execute("ROLLBACK"); }
  OpenJournal(const OpenJournal&) = delete;
  OpenJournal& operator=(const OpenJournal&) = delete;

  journal::Row Append(const google::protobuf::Message& fact) {
    auto row = journal_.Append(*connection_, head_,
                               {.fact = fact,
                                .aggregate = kName,
                                .tenant = kOrganisation,
                                .subject = kPerson,
                                .actor = "agents/01890000-0000-7000-8000-000000000013",
                                .trace = kTrace});
    head_ = {.position = row.position,
             .version = row.meta.version,
             .public_version = row.meta.topic_version};
    journal_.Forget(0);
    return row;
  }

  journal::Journal& journal() { return journal_; }
  store::Connection& connection() { return *connection_; }

 private:
  const testing::TemporaryFolder folder_;
  const std::unique_ptr<security::Keyring> keyring_;
  journal::Journal journal_;
  const std::unique_ptr<store::Connection> connection_;
  journal::Head head_;
};

void Append(benchmark::State& state) {
  OpenJournal open;
  const auto fact = Interview();
  for (auto _ : state) benchmark::DoNotOptimize(open.Append(fact));
}
BENCHMARK(Append);

void Hash(benchmark::State& state) {
  OpenJournal open;
  const auto row = open.Append(Interview());
  for (auto _ : state) benchmark::DoNotOptimize(journal::HashOf(row));
}
BENCHMARK(Hash);

void ReadRow(benchmark::State& state) {
  OpenJournal open;
  open.Append(Interview());
  for (auto _ : state) {
    benchmark::DoNotOptimize(open.connection().QueryOne<std::int64_t, std::int64_t>(
        "SELECT position, version FROM heads WHERE aggregate = :aggregate", kName));
  }
}
BENCHMARK(ReadRow);

void Savepoint(benchmark::State& state) {
  OpenJournal open;
  for (auto _ : state) {
    open.connection().Execute("SAVEPOINT job");
    open.connection().Execute("RELEASE job");
  }
}
BENCHMARK(Savepoint);

void Validate(benchmark::State& state) {
  recruitment::v1::RecordInterviewRequest request;
  request.set_candidacy(kName);
  request.set_kind(type::v1::FOLLOW_UP);
  request.set_minutes(40);
  request.set_note("Deux candidatures envoyées cette semaine, un entretien prévu.");
  request.set_request_id("01890000-0000-7000-8000-000000000009");
  for (auto _ : state) benchmark::DoNotOptimize(execution::Validate(request));
}
BENCHMARK(Validate);

void Encode(benchmark::State& state) {
  OpenJournal open;
  const auto row = open.Append(Interview());
  for (auto _ : state) benchmark::DoNotOptimize(bus::ToRecord(row));
}
BENCHMARK(Encode);

void Decode(benchmark::State& state) {
  OpenJournal open;
  const auto record = bus::ToRecord(open.Append(Interview()));
  for (auto _ : state) benchmark::DoNotOptimize(bus::ParseFact(record));
}
BENCHMARK(Decode);

// An aggregate of so many facts, read from its rows.
void Fold(benchmark::State& state) {
  OpenJournal open;
  for (std::int64_t i = 0; i < state.range(0); ++i) open.Append(Interview());
  for (auto _ : state) {
    recruitment::Candidacy candidacy(kName);
    for (const auto& row : open.journal().ReadAggregate(open.connection(), kName)) {
      const auto fact = open.journal().Decode(row);
      recruitment::Candidacy::Facts::Apply(candidacy, *fact);
    }
    benchmark::DoNotOptimize(candidacy);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(Fold)->Arg(10)->Arg(200);

}  // namespace
}  // namespace parcours::performance

BENCHMARK_MAIN();
