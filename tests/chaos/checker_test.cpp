// The check is checked: evidence of a run in which nothing went wrong is clean, and whatever is
// done to it afterwards is found.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "services/platform/store/sqlite.h"
#include "services/platform/testing/fakes.h"
#include "tests/chaos/check.h"
#include "tests/chaos/run.h"
#include "tests/chaos/topic_dump.h"

namespace parcours::chaos {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::HasSubstr;

constexpr std::int64_t kAnswers = 250;
constexpr const char* kTopic = "parcours.followup.v1";

// One calm run for all tests of the suite; each spoils a copy.
class TheCheck : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    calm_ = new testing::TemporaryFolder;
    const auto run = RunCalmly({.folder = calm_->path(),
                                .programs = fs::path(PARCOURS_BINARY_DIR) / "bin",
                                .sample = fs::path(PARCOURS_SOURCE_DIR) / "deploy/sample",
                                .faults = {},
                                .load = {.per_second = 200, .workers = 8, .journeys = 12}},
                               kAnswers);
    ASSERT_TRUE(run) << run.error().english;
  }
  static void TearDownTestSuite() {
    delete calm_;
    calm_ = nullptr;
  }

  void SetUp() override {
    fs::copy(calm_->path(), evidence_.folder,
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  }

  Findings Check() const {
    auto findings = chaos::Check(evidence_);
    EXPECT_TRUE(findings) << findings.error().english;
    std::ostringstream said;
    findings->Print(said);
    said_ = said.str();
    return *std::move(findings);
  }

  // In the database as the service left it.
  void Change(const std::string& service, const std::string& sql) const {
    const auto db = store::OpenSqliteForWriting({.file = evidence_.Live() / (service + ".db")});
    ASSERT_TRUE(db);
    EXPECT_GT((*db)->Execute(sql), 0) << sql;
  }

  std::vector<DumpedRecord> Records() const {
    std::vector<DumpedRecord> records;
    EXPECT_TRUE(ReadDump(DumpOf(evidence_.Topics(), kTopic),
                         [&](const DumpedRecord& record) { records.push_back(record); }));
    return records;
  }
  void Write(const std::vector<DumpedRecord>& records) const {
    std::ofstream stream(DumpOf(evidence_.Topics(), kTopic), std::ios::binary);
    for (const auto& record : records) stream << ToDump(record);
  }
  void Note(const Answer& answer) const { AnswerBook(evidence_.Answers()).Write(answer); }

  static testing::TemporaryFolder* calm_;
  const testing::TemporaryFolder copy_;
  const Evidence evidence_{copy_.path()};
  mutable std::string said_;
};

testing::TemporaryFolder* TheCheck::calm_ = nullptr;

TEST_F(TheCheck, FindsNothingWhereNothingWentWrong) {
  EXPECT_TRUE(Check().clean()) << said_;
  EXPECT_THAT(said_, HasSubstr("lost 0, doubled 0, out of order 0, differing 0"));
}

TEST_F(TheCheck, FindsAFactThatIsGoneFromAJournal) {
  Change("support", "DELETE FROM journal WHERE position = 20");
  EXPECT_GT(Check().Count(Wrong::kLost), 0);
}

TEST_F(TheCheck, FindsTheLastFactOfAnAnswerGone) {
  Change("recruitment",
         "DELETE FROM journal WHERE position = (SELECT max(position) FROM journal WHERE "
         "type LIKE '%ConsentGiven')");
  EXPECT_GT(Check().Count(Wrong::kLost), 0);
  EXPECT_THAT(said_, HasSubstr("was answered OK, and recorded nothing"));
}

TEST_F(TheCheck, FindsARecordThatIsGoneFromATopic) {
  auto records = Records();
  const std::string id = records[5].Header("ce_id");
  records.erase(records.begin() + 5);
  Write(records);
  EXPECT_THAT(Check().Named(Wrong::kLost), Contains(std::string(kTopic) + " lacks " + id));
}

TEST_F(TheCheck, TakesARecordThatWasSentTwiceForWhatItIs) {
  auto records = Records();
  auto again = records[5];
  again.offset = records.back().offset;
  records.insert(records.end() - 1, again);
  Write(records);
  EXPECT_TRUE(Check().clean()) << said_;
  EXPECT_THAT(said_, HasSubstr("1 of them sent again"));
}

TEST_F(TheCheck, FindsTwoRecordsInTheWrongOrder) {
  auto records = Records();
  const auto of = [](const DumpedRecord& record) { return record.key; };
  for (std::size_t i = 0; i + 1 < records.size(); ++i) {
    const auto later =
        std::find_if(records.begin() + static_cast<std::ptrdiff_t>(i) + 1, records.end(),
                     [&](const auto& record) { return of(record) == of(records[i]); });
    if (later == records.end()) continue;
    std::swap(later->headers, records[i].headers);
    std::swap(later->value, records[i].value);
    break;
  }
  Write(records);
  EXPECT_GT(Check().Count(Wrong::kOutOfOrder), 0) << said_;
}

TEST_F(TheCheck, FindsAByteThatIsAnother) {
  auto records = Records();
  records[3].value.back() = static_cast<char>(records[3].value.back() ^ 1);
  Write(records);
  EXPECT_GT(Check().Count(Wrong::kDiffering), 0);
}

TEST_F(TheCheck, FindsWhatASubscriberHasNotRead) {
  Change("followup",
         "UPDATE positions SET next_offset = next_offset - 1 WHERE topic = "
         "'parcours.recruitment.v1'");
  EXPECT_GT(Check().Count(Wrong::kLost), 0);
}

TEST_F(TheCheck, FindsWhatASubscriberDidNotApply) {
  Change("followup",
         "DELETE FROM applied WHERE aggregate = (SELECT max(aggregate) FROM applied WHERE topic = "
         "'parcours.recruitment.v1')");
  EXPECT_GT(Check().Count(Wrong::kLost), 0);
}

TEST_F(TheCheck, FindsADeadLetter) {
  Change("followup",
         "INSERT INTO dead_letters (state, parks, topic, partition, place, lane, source, event, "
         "type, aggregate, topic_version, reason, field, detail, copies, attempts, parked, tried) "
         "VALUES ('OPEN', 1, 't', 0, 1, 'k', '', '', '', '', 0, '', '', '', 1, 1, 0, 0)");
  EXPECT_GT(Check().Count(Wrong::kLost), 0);
}

TEST_F(TheCheck, FindsAReactionThatCameTwice) {
  Change("followup",
         "INSERT INTO journal SELECT (SELECT max(position) + 1 FROM journal), aggregate, "
         "(SELECT version + 1 FROM heads WHERE heads.aggregate = journal.aggregate), '', 0, type, "
         "tenant, subject, actor, cause_source, cause_id, chain, effective, recorded, trace, "
         "payload, sealed, previous, previous_hash, hash FROM journal WHERE type LIKE "
         "'%PathwayOpened' LIMIT 1");
  EXPECT_GT(Check().Count(Wrong::kDoubled), 0) << said_;
}

TEST_F(TheCheck, FindsAReactionThatDidNotCome) {
  Change("support",
         "DELETE FROM journal WHERE position = (SELECT max(position) FROM journal WHERE "
         "type LIKE '%BarrierConfirmed')");
  EXPECT_GT(Check().Count(Wrong::kLost), 0);
  EXPECT_THAT(said_, HasSubstr("support recorded no support.v1.BarrierConfirmed for"));
}

TEST_F(TheCheck, FindsARowThatIsGoneFromAProjection) {
  Change("followup", "DELETE FROM p_timeline WHERE entry = (SELECT max(entry) FROM p_timeline)");
  EXPECT_GT(Check().Count(Wrong::kLost), 0) << said_;
}

TEST_F(TheCheck, FindsAnAnswerThatWasOkAndLeftNothing) {
  Note({.service = "support",
        .method = "OfferReferral",
        .id = std::string(32, 'a'),
        .outcome = "OK"});
  EXPECT_EQ(Check().Count(Wrong::kLost), 1);
}

TEST_F(TheCheck, FindsARefusalThatLeftSomething) {
  const auto answers = ReadAnswers(evidence_.Answers()).value();
  fs::remove(evidence_.Answers());
  AnswerBook book(evidence_.Answers());
  bool refused = false;
  for (auto answer : answers) {
    if (!std::exchange(refused, true)) answer.outcome = "NOT_WANTED";
    book.Write(answer);
  }
  EXPECT_EQ(Check().Count(Wrong::kDiffering), 1);
}

TEST_F(TheCheck, FindsAnswersThatContradictEachOtherOrNeverCame) {
  Note({.service = "support", .method = "OfferReferral", .id = "x", .outcome = Answer::kDiffers});
  Note({.service = "support", .method = "OfferReferral", .id = "y", .outcome = Answer::kUnknown});
  const auto findings = Check();
  EXPECT_EQ(findings.Count(Wrong::kDiffering), 1);
  EXPECT_EQ(findings.Count(Wrong::kLost), 1);
}

}  // namespace
}  // namespace parcours::chaos
