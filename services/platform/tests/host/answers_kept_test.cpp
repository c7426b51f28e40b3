#include "services/platform/host/answers_kept.h"

#include <gtest/gtest.h>

#include "services/platform/execution/commands.h"
#include "services/platform/testing/service_bench.h"
#include "services/platform/tests/sample/sample_service.h"

namespace parcours::host {
namespace {

TEST(AnswersKept, ThoseOlderThanThirtyDaysAreForgottenAndNoOthers) {
  testing::BenchWorld world{CivilDate(2025, 3, 6), 1};
  testing::ServiceBench bench{sample::DefinePartners(), world};
  const auto answered = [&](const std::string& request_id, std::chrono::minutes ago) {
    bench.Write([&](store::Connection& db) {
      execution::CommandLog(db, bench.core().keyring())
          .Remember("agents/one", request_id, sample::v1::ListOrganisationsRequest(),
                    sample::v1::ListOrganisationsResponse(), world.clock.Now() - ago);
    });
  };
  constexpr std::chrono::minutes kLimit = execution::kAnswersKept;
  constexpr int kOld = 1'100;  // more than two slices
  for (int i = 0; i < kOld; ++i)
    answered("old-" + std::to_string(i), kLimit + std::chrono::minutes(1));
  answered("at-the-limit", kLimit);
  answered("young", std::chrono::minutes(1));

  const auto reading = bench.core().OpenForReading().value();
  EXPECT_EQ(ForgetOldAnswers(bench.core(), *reading), kOld);
  const auto kept =
      reading->Query<std::string>("SELECT request_id FROM commands ORDER BY request_id");
  EXPECT_EQ(kept, (std::vector<std::tuple<std::string>>{{"at-the-limit"}, {"young"}}));
  EXPECT_EQ(ForgetOldAnswers(bench.core(), *reading), 0);
}

}  // namespace
}  // namespace parcours::host
