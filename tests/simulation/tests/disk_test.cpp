#include "tests/simulation/disk.h"

#include <gtest/gtest.h>

#include "services/platform/store/sqlite.h"

namespace parcours::simulation {
namespace {

class DiskTest : public ::testing::Test {
 protected:
  std::unique_ptr<store::Connection> Open() {
    return store::OpenSqliteForWriting({.file = "/somewhere/rows.db", .vfs = disk_.vfs()}).value();
  }
  void Make() {
    auto db = Open();
    db->ExecuteScript("CREATE TABLE rows (number INTEGER PRIMARY KEY, text TEXT)");
  }
  static void Insert(store::Connection& db, int number) {
    db.Execute("INSERT INTO rows (number, text) VALUES (:number, :text)", number,
               std::string(3'000, 'x'));
  }
  static std::int64_t Count(store::Connection& db) {
    return std::get<0>(db.QueryOne<std::int64_t>("SELECT count(*) FROM rows").value());
  }
  void Crash(std::unique_ptr<store::Connection> db) {
    disk_.CutPower();
    db.reset();
    disk_.Restart(random_);
  }

  testing::FixedRandom random_{7};
  Disk disk_{Disk::Keeps::kWhatIsSynced};
};

TEST_F(DiskTest, WhatWasCommittedOutlivesACrashAndWhatWasNotDoesNot) {
  Make();
  for (int crash = 0; crash < 50; ++crash) {
    auto db = Open();
    ASSERT_EQ(Count(*db), crash);
    Insert(*db, crash);
    db->Execute("BEGIN IMMEDIATE");
    Insert(*db, 1'000 + crash);
    Crash(std::move(db));
  }
}

TEST_F(DiskTest, WithoutSyncsACrashLosesWhatWasCommitted) {
  Make();
  auto db = Open();
  db->ExecuteScript("PRAGMA synchronous = OFF");
  for (int row = 0; row < 20; ++row) Insert(*db, row);
  Crash(std::move(db));
  EXPECT_LT(Count(*Open()), 20);
}

TEST_F(DiskTest, ACrashAtAnyWriteLeavesASoundDatabase) {
  Make();
  std::int64_t answered = 0;
  for (int write = 1; write < 60; ++write) {
    auto db = Open();
    disk_.Set({.operation = Disk::Operation::kWrite, .after = write, .instead = [this] {
                 disk_.CutPower();
               }});
    for (int row = 0; disk_.powered() && row < 10; ++row) {
      try {
        Insert(*db, write * 100 + row);
        ++answered;
      } catch (const store::Failure&) {
        EXPECT_FALSE(disk_.powered());
      }
    }
    disk_.Heal();
    Crash(std::move(db));
    const auto again = Open();
    ASSERT_EQ(std::get<0>(again->QueryOne<std::string>("PRAGMA integrity_check").value()), "ok");
    ASSERT_GE(Count(*again), answered);
    answered = Count(*again);
  }
}

TEST_F(DiskTest, AFailedOperationIsSaidOnceAndTheNextOneWorks) {
  Make();
  auto db = Open();
  for (const auto operation : {Disk::Operation::kWrite, Disk::Operation::kSync}) {
    disk_.Set({.operation = operation});
    EXPECT_THROW(Insert(*db, 1), store::Failure);
    EXPECT_EQ(Count(*db), 0);
  }
  Insert(*db, 1);
  EXPECT_EQ(Count(*db), 1);
}

TEST_F(DiskTest, AFullDiskIsSaidAsSuch) {
  Make();
  auto db = Open();
  disk_.Limit(disk_.used());
  try {
    Insert(*db, 1);
    FAIL() << "there was room";
  } catch (const store::Failure& failure) {
    EXPECT_EQ(failure.error().reason, "DISK_FULL");
  }
  disk_.Heal();
  Insert(*db, 1);
}

TEST_F(DiskTest, ReadersSeeTheLastCommitWhileTheWriterGoesOn) {
  Make();
  auto db = Open();
  const auto reading =
      store::OpenSqliteForReading({.file = "/somewhere/rows.db", .vfs = disk_.vfs()}).value();
  Insert(*db, 1);
  EXPECT_EQ(Count(*reading), 1);
  db->Execute("BEGIN IMMEDIATE");
  Insert(*db, 2);
  EXPECT_EQ(Count(*reading), 1);
  db->Execute("COMMIT");
  EXPECT_EQ(Count(*reading), 2);
}

}  // namespace
}  // namespace parcours::simulation
