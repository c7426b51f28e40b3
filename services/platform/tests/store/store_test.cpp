#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <future>

#include "services/platform/store/migrations.h"
#include "services/platform/store/readers.h"
#include "services/platform/store/sqlite.h"
#include "services/platform/store/writer.h"

namespace parcours::store {
namespace {

class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    std::string name = (std::filesystem::temp_directory_path() / "parcours-store-XXXXXX").string();
    directory_ = ::mkdtemp(name.data());
  }
  ~StoreTest() override { std::filesystem::remove_all(directory_); }

  std::filesystem::path File() const { return directory_ / "service.db"; }
  std::unique_ptr<Connection> Open() const {
    return OpenSqliteForWriting({.file = File()}).value();
  }

  std::filesystem::path directory_;
};

TEST_F(StoreTest, EveryTypeComesBackAsItWasStored) {
  auto db = Open();
  db->ExecuteScript(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b BLOB, c REAL, d TEXT, e INTEGER, f TEXT)");
  const std::string binary("\x00\x01z\x00\xff", 5);
  const Instant instant{std::chrono::microseconds{1'741'219'200'000'001}};
  for (int round = 0; round < 3; ++round) {
    db->Execute("INSERT INTO t (a, b, c, d, e, f) VALUES (:a, :b, :c, :d, :e, :f)", "été",
                Bytes{binary}, 1.5, CivilDate(2024, 2, 29), instant, std::optional<std::string>{});
  }
  const auto rows =
      db->Query<std::string, Bytes, double, CivilDate, Instant, std::optional<std::string>>(
          "SELECT a, b, c, d, e, f FROM t ORDER BY id");
  ASSERT_EQ(rows.size(), 3U);
  for (const auto& row : rows) {
    EXPECT_EQ(row, std::make_tuple(std::string("été"), Bytes{binary}, 1.5, CivilDate(2024, 2, 29),
                                   instant, std::optional<std::string>{}));
  }
  EXPECT_EQ(db->Execute("DELETE FROM t WHERE id > :id", 1), 2);
}

TEST_F(StoreTest, EmptyBytesReadAsEmpty) {
  auto db = Open();
  db->ExecuteScript("CREATE TABLE t (b BLOB)");
  db->Execute("INSERT INTO t (b) VALUES (:b)", Bytes{});
  EXPECT_EQ(std::get<0>(*db->QueryOne<Bytes>("SELECT b FROM t")), Bytes{});
}

TEST_F(StoreTest, OneSqlTextServesArgumentsOfDifferentTypes) {
  auto db = Open();
  db->ExecuteScript("CREATE TABLE t (v)");
  db->Execute("INSERT INTO t (v) VALUES (:v)", 7);
  db->Execute("INSERT INTO t (v) VALUES (:v)", "seven");
  EXPECT_EQ(std::get<0>(*db->QueryOne<int>("SELECT count(*) FROM t WHERE v = :v", 7)), 1);
  EXPECT_EQ(std::get<0>(*db->QueryOne<int>("SELECT count(*) FROM t WHERE v = :v", "seven")), 1);
}

TEST_F(StoreTest, AFailedStatementThrowsAndTheConnectionStaysUsable) {
  auto db = Open();
  db->ExecuteScript("CREATE TABLE t (v INTEGER PRIMARY KEY)");
  db->Execute("INSERT INTO t (v) VALUES (:v)", 1);
  EXPECT_THROW(db->Execute("INSERT INTO t (v) VALUES (:v)", 1), Failure);
  db->Execute("INSERT INTO t (v) VALUES (:v)", 2);
  EXPECT_EQ(std::get<0>(*db->QueryOne<int>("SELECT count(*) FROM t")), 2);
}

TEST_F(StoreTest, AFullDiskIsSaidAsSuch) {
  auto db = Open();
  db->ExecuteScript("CREATE TABLE t (v TEXT); PRAGMA max_page_count = 8;");
  try {
    for (int i = 0; i < 1'000; ++i)
      db->Execute("INSERT INTO t (v) VALUES (:v)", std::string(1'000, 'x'));
    FAIL() << "the store took more than its pages hold";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.error().reason, "DISK_FULL");
    EXPECT_EQ(failure.error().code, Code::kResourceExhausted);
  }
}

TEST_F(StoreTest, OnlyTheWriterCheckpoints) {
  auto db = Open();
  const auto reader = OpenSqliteForReading({.file = File()}).value();
  db->ExecuteScript("CREATE TABLE t (id INTEGER PRIMARY KEY)");
  db->Execute("INSERT INTO t (id) VALUES (1)");
  EXPECT_TRUE(reader->QueryOne<int>("SELECT id FROM t"));
  const auto log = std::filesystem::file_size(File().string() + "-wal");
  EXPECT_THROW(reader->ExecuteScript("PRAGMA wal_checkpoint(TRUNCATE)"), Failure);
  EXPECT_EQ(std::filesystem::file_size(File().string() + "-wal"), log);
  db->ExecuteScript("PRAGMA wal_checkpoint(TRUNCATE)");
  EXPECT_EQ(std::filesystem::file_size(File().string() + "-wal"), 0U);
}

TEST_F(StoreTest, MigrationsRunOnceAndANewerDatabaseIsRefusedUntouched) {
  auto db = Open();
  const Migration one{.component = "x", .version = 1, .script = "CREATE TABLE a (v INTEGER)"};
  const Migration two{
      .component = "x", .version = 2, .script = "ALTER TABLE a ADD COLUMN w INTEGER"};
  const std::vector<Migration> both{one, two};
  ASSERT_TRUE(Migrate(*db, std::span(both).first(1)));
  ASSERT_TRUE(Migrate(*db, both));
  ASSERT_TRUE(Migrate(*db, both));
  const auto refused = Migrate(*db, std::span(both).first(1));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "DATABASE_NEWER_THAN_PROGRAM");
  EXPECT_EQ(refused.error().field, "x");
}

TEST_F(StoreTest, ADirectoryInUseIsRefused) {
  const auto first = DirectoryLock::Take(directory_ / "lock");
  ASSERT_TRUE(first);
  const auto second = DirectoryLock::Take(directory_ / "lock");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().reason, "DATA_DIRECTORY_IN_USE");
}

class WriterTest : public StoreTest {
 protected:
  std::unique_ptr<Writer> MakeWriter(WriterOptions options) {
    auto db = Open();
    db->ExecuteScript("CREATE TABLE IF NOT EXISTS t (v INTEGER)");
    return std::make_unique<Writer>(std::move(db), options);
  }
  int Count() {
    return std::get<0>(
        *OpenSqliteForReading({.file = File()}).value()->QueryOne<int>("SELECT count(*) FROM t"));
  }
};

TEST_F(WriterTest, AnAnswerComesAfterTheCommitThatMadeItDurable) {
  auto writer = MakeWriter({});
  ASSERT_TRUE(writer->SubmitAndWait(
      [](Connection& db) { return db.Execute("INSERT INTO t (v) VALUES (1)") == 1; }));
  EXPECT_EQ(Count(), 1);
}

TEST_F(WriterTest, AJobThatDeclinesIsUndoneAloneInItsBatch) {
  auto writer = MakeWriter({.own_thread = false});
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(writer->Submit({.run = [i](Connection& db) {
      db.Execute("INSERT INTO t (v) VALUES (:v)", i);
      return i != 2;
    }}));
  }
  EXPECT_TRUE(writer->Drain());
  EXPECT_EQ(Count(), 4);
}

TEST_F(WriterTest, AFailureUndoesTheWholeBatchAndTellsEveryone) {
  auto writer = MakeWriter({.own_thread = false});
  int undone = 0;
  writer->AddHooks({.undone = [&undone] { ++undone; }});
  int failed = 0;
  const auto count_failures = [&failed](const Result<void>& committed) {
    failed += committed ? 0 : 1;
  };
  ASSERT_TRUE(writer->Submit(
      {.run = [](Connection& db) { return db.Execute("INSERT INTO t (v) VALUES (1)") == 1; },
       .done = count_failures}));
  ASSERT_TRUE(writer->Submit(
      {.run = [](Connection& db) { return db.Execute("INSERT INTO nowhere (v) VALUES (1)") == 1; },
       .done = count_failures}));
  EXPECT_TRUE(writer->Drain());
  EXPECT_EQ(failed, 2);
  EXPECT_EQ(undone, 1);
  EXPECT_EQ(Count(), 0);
  ASSERT_TRUE(writer->Submit(
      {.run = [](Connection& db) { return db.Execute("INSERT INTO t (v) VALUES (1)") == 1; }}));
  EXPECT_TRUE(writer->Drain());
  EXPECT_EQ(Count(), 1);
}

TEST_F(WriterTest, AnExpiredJobNeverRuns) {
  auto writer = MakeWriter({.own_thread = false});
  bool ran = false;
  Result<void> outcome;
  ASSERT_TRUE(
      writer->Submit({.run = [&ran](Connection&) { return ran = true; },
                      .done = [&outcome](const Result<void>& committed) { outcome = committed; },
                      .deadline = Deadline::min()}));
  writer->Drain();
  EXPECT_FALSE(ran);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, Code::kDeadlineExceeded);
}

TEST_F(WriterTest, AFullQueueRefusesWithARetryHint) {
  auto writer = MakeWriter({.max_queued = 1, .own_thread = false});
  ASSERT_TRUE(writer->Submit({.run = [](Connection&) { return true; }}));
  const auto refused = writer->Submit({.run = [](Connection&) { return true; }});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kResourceExhausted);
  EXPECT_TRUE(refused.error().retry_after.has_value());
}

TEST_F(WriterTest, CallersAreTurnedAwayBeforeTheServiceItself) {
  auto writer =
      MakeWriter({.admission = {.longest_wait = std::chrono::milliseconds{0}, .always = 2},
                  .own_thread = false});
  const auto submit = [&writer](Job::From from) {
    return writer->Submit({.run = [](Connection&) { return true; }, .from = from});
  };
  ASSERT_TRUE(submit(Job::From::kCaller));
  ASSERT_TRUE(writer->HasRoom());
  ASSERT_TRUE(submit(Job::From::kCaller));
  EXPECT_EQ(writer->HasRoom().error().reason, "WRITER_QUEUE_FULL");
  EXPECT_EQ(submit(Job::From::kCaller).error().reason, "WRITER_QUEUE_FULL");
  EXPECT_TRUE(submit(Job::From::kService));
  writer->Drain();
  EXPECT_TRUE(submit(Job::From::kCaller));
}

TEST_F(WriterTest, ReadersSeeEveryCommitAndNothingElse) {
  auto writer = MakeWriter({});
  auto readers =
      Readers::Start([this] { return OpenSqliteForReading({.file = File()}); }, 2, 16).value();
  for (int expected = 1; expected <= 20; ++expected) {
    ASSERT_TRUE(writer->SubmitAndWait(
        [](Connection& db) { return db.Execute("INSERT INTO t (v) VALUES (1)") == 1; }));
    std::promise<int> seen;
    ASSERT_TRUE(readers->Submit([&seen](Connection& db) {
      seen.set_value(std::get<0>(*db.QueryOne<int>("SELECT count(*) FROM t")));
    }));
    EXPECT_EQ(seen.get_future().get(), expected);
  }
}

}  // namespace
}  // namespace parcours::store
