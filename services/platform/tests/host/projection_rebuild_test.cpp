#include "services/platform/host/projection_rebuild.h"

#include <gtest/gtest.h>

#include "services/platform/host/table_copy.h"
#include "services/platform/tests/host/running_platform.h"

namespace parcours::host {
namespace {

namespace v1 = operations::v1;
using Operations = RunningPlatform::Operations;
using Names = std::vector<std::tuple<std::string>>;

class ProjectionRebuildTest : public ::testing::Test {
 protected:
  Result<std::vector<v1::RebuildProgress>> Rebuild(const std::string& service,
                                                   const std::string& name) {
    auto request = platform.Ask<v1::RebuildProjectionRequest>(service);
    request.set_name("projections/" + name);
    request.set_request_id("rebuild-" + std::to_string(++rebuilds_));
    grpc::ClientContext context;
    rpc::Fill(context, platform.AsOperator());
    auto reader = platform.operations->RebuildProjection(&context, request);
    std::vector<v1::RebuildProgress> progress;
    for (v1::RebuildProgress one; reader->Read(&one);) progress.push_back(one);
    const auto status = reader->Finish();
    if (!status.ok()) return Refuse(rpc::FromStatus(status));
    return progress;
  }

  std::unique_ptr<store::Connection> Database(const std::string& service) {
    return store::OpenSqliteForWriting({.file = platform.folder.path() / (service + ".db")})
        .value();
  }
  Names NamesOf(const std::string& service) {
    return Database(service)->Query<std::string>(
        "SELECT display_name FROM p_names ORDER BY display_name");
  }
  void AwaitListener(std::int64_t facts) {
    ASSERT_TRUE(RunningPlatform::Becomes(
        [&] { return platform.StatusOf("insertion").journal_head() == facts; }));
  }

  RunningPlatform platform;

 private:
  int rebuilds_ = 0;
};

TEST_F(ProjectionRebuildTest, ADamagedProjectionOfOwnFactsIsWholeAgain) {
  platform.Start();
  platform.Import({"CFA", "Boulangerie"});
  platform.Stop();
  Database("partners")->Execute("UPDATE p_names SET display_name = 'damaged'");
  platform.Start();
  const auto progress = Rebuild("partners", "names");
  ASSERT_TRUE(progress) << progress.error().english;
  EXPECT_TRUE(progress->back().switched());
  EXPECT_EQ(progress->back().facts_applied(), 2);
  platform.Stop();
  EXPECT_EQ(NamesOf("partners"), (Names{{"Boulangerie"}, {"CFA"}}));
}

TEST_F(ProjectionRebuildTest, AProjectionOfForeignFactsIsBuiltFromTheTopic) {
  platform.Start();
  platform.Import({"CFA", "Boulangerie"});
  AwaitListener(2);
  platform.Stop();
  Database("insertion")->Execute("DELETE FROM p_names");
  platform.Start();
  const auto progress = Rebuild("insertion", "names");
  ASSERT_TRUE(progress) << progress.error().english;
  platform.Import({"CFA", "Boulangerie", "Garage"});
  AwaitListener(3);
  platform.Stop();
  EXPECT_EQ(NamesOf("insertion"), (Names{{"Boulangerie"}, {"CFA"}, {"Garage"}}));
}

TEST_F(ProjectionRebuildTest, FactsGoOnArrivingWhileItIsBuilt) {
  platform.Start();
  platform.Import({"CFA"});
  AwaitListener(1);
  std::vector<std::string> names{"CFA"};
  std::thread importer([&] {
    for (int i = 0; i < 40; ++i) {
      names.push_back("N" + std::to_string(i));
      platform.Import(names);
    }
  });
  for (int i = 0; i < 8; ++i) {
    const auto progress = Rebuild(i % 2 == 0 ? "insertion" : "partners", "names");
    EXPECT_TRUE(progress) << progress.error().english;
  }
  importer.join();
  AwaitListener(41);
  platform.Stop();
  EXPECT_EQ(NamesOf("insertion").size(), 41);
  EXPECT_EQ(NamesOf("partners"), NamesOf("insertion"));
}

TEST_F(ProjectionRebuildTest, AGrownVersionIsBuiltBeforeServing) {
  platform.Start(1);
  platform.Import({"CFA", "Boulangerie"});
  AwaitListener(2);
  platform.Stop();
  platform.Start(2);
  platform.Import({"CFA", "Boulangerie", "Garage"});
  AwaitListener(3);
  platform.Stop();
  EXPECT_EQ(NamesOf("partners").size(), 3);
  EXPECT_EQ(NamesOf("insertion").size(), 3);
  const auto db = Database("insertion");
  EXPECT_EQ(db->Query<double>("SELECT DISTINCT shade FROM p_names"),
            (std::vector<std::tuple<double>>{{0.1}}));
}

TEST_F(ProjectionRebuildTest, AnUnknownProjectionIsNotFound) {
  platform.Start();
  EXPECT_EQ(Rebuild("partners", "nothing").error().reason, "PROJECTION_UNKNOWN");
}

TEST(CopyTable, KeepsEveryTypeOfValue) {
  testing::TemporaryFolder folder;
  const char* schema = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b BLOB, c REAL, d INTEGER)";
  const auto from = store::OpenSqliteForWriting({.file = folder.path() / "from.db"}).value();
  const auto to = store::OpenSqliteForWriting({.file = folder.path() / "to.db"}).value();
  from->ExecuteScript(schema);
  to->ExecuteScript(schema);
  from->Execute("INSERT INTO t VALUES (1, :a, :b, :c, :d)", std::string("l'été; -- \n"),
                store::Bytes{std::string("\0\xff'", 3)}, 0.1 + 0.2,
                std::int64_t{-9'007'199'254'740'993});
  from->ExecuteScript("INSERT INTO t VALUES (2, NULL, NULL, NULL, NULL)");
  CopyTable(*from, *to, "t");
  const char* all = "SELECT id, a, b, c, d FROM t ORDER BY id";
  using Maybe = std::optional<std::string>;
  const auto rows = to->Query<int, Maybe, store::Bytes, double, std::int64_t>(all);
  EXPECT_EQ(rows, (from->Query<int, Maybe, store::Bytes, double, std::int64_t>(all)));
  EXPECT_EQ(rows.size(), 2);
}

}  // namespace
}  // namespace parcours::host
