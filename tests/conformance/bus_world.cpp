#include "tests/conformance/bus_world.h"

#include "parcours/insertion/v1/insertion_events.pb.h"
#include "parcours/partners/v1/partners_events.pb.h"
#include "services/platform/core/check.h"
#include "services/platform/store/sqlite.h"

namespace parcours::conformance {

ProducerJournal::ProducerJournal(std::string_view context)
    : journal_(std::string(context), *keyring_) {
  auto opened = store::OpenSqliteForWriting({.file = folder_.path() / "journal.db"});
  CHECK(opened.has_value());
  connection_ = *std::move(opened);
  CHECK(store::Migrate(*connection_, journal::Migrations()).has_value());
}

std::vector<journal::Row> ProducerJournal::Record(const std::vector<TestFact>& facts) {
  connection_->Execute("BEGIN IMMEDIATE");
  for (const auto& of : facts) {
    if (journal_.context() == kPartners) {
      partners::v1::OrganisationRegistered fact;
      fact.set_organisation(of.aggregate);
      Append(fact, of);
    } else {
      insertion::v1::InsertionOpened fact;
      fact.set_insertion_file(of.aggregate);
      Append(fact, of);
    }
  }
  connection_->Execute("COMMIT");
  return journal_.TakeAppended();
}

void ProducerJournal::RecordPrivate(const std::string& aggregate) {
  partners::v1::EmployerContactNoted fact;
  fact.set_organisation(aggregate);
  connection_->Execute("BEGIN IMMEDIATE");
  Append(fact, {.aggregate = aggregate, .subject = aggregate});
  connection_->Execute("COMMIT");
  static_cast<void>(journal_.TakeAppended());
}

void ProducerJournal::Append(const google::protobuf::Message& fact, const TestFact& of) {
  const std::unique_ptr<google::protobuf::Message> whole(fact.New());
  whole->CopyFrom(fact);
  journal::WriteMeta(*whole, {.effective = clock_.Today(), .recorded = clock_.Now()});
  clock_.Tick(std::chrono::microseconds{1});
  journal_.Append(*connection_, journal_.HeadOf(*connection_, of.aggregate),
                  {.fact = *whole,
                   .aggregate = of.aggregate,
                   .tenant = "organisations/a",
                   .subject = of.subject,
                   .actor = "agents/x",
                   .trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"});
}

Result<std::unique_ptr<store::Connection>> ProducerJournal::OpenForReading() const {
  return store::OpenSqliteForReading({.file = folder_.path() / "journal.db"});
}

}  // namespace parcours::conformance
