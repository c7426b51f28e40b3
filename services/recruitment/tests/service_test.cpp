#include "services/recruitment/service.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>

#include "services/recruitment/domain/record_faults.h"
#include "services/recruitment/tests/shared_data.h"

namespace parcours::recruitment {
namespace {

using ::testing::ElementsAre;

TEST(Service, HearsPartnersAndFollowUp) {
  EXPECT_THAT(Define().SubscribedContexts(), ElementsAre("followup", "partners"));
  EXPECT_THAT(Define().SubscribedTopics(),
              ElementsAre("parcours.followup.v1", "parcours.partners.v1"));
}

// Reasons are part of the contract: each stands for one refusal or one fault.
TEST(Service, EveryReasonIsSaidOnce) {
  std::multiset<std::string> reasons;
  const auto domain = std::filesystem::path(PARCOURS_SOURCE_DIR) / "services/recruitment/domain";
  const auto refusals = testing::ReadText(domain / "refusals.cpp");
  const std::regex reason("\\.reason = \"([A-Z_]+)\"");
  for (auto at = std::sregex_iterator(refusals.begin(), refusals.end(), reason);
       at != std::sregex_iterator(); ++at) {
    reasons.insert((*at)[1]);
  }
  const auto faults = testing::ReadText(domain / "record_faults.h");
  const std::regex fault("Fault k[A-Za-z0-9]+\\{\\s*\"([A-Z0-9_]+)\"");
  for (auto at = std::sregex_iterator(faults.begin(), faults.end(), fault);
       at != std::sregex_iterator(); ++at) {
    reasons.insert((*at)[1]);
  }
  EXPECT_GT(reasons.size(), 60U);
  for (const auto& one : reasons) EXPECT_EQ(reasons.count(one), 1U) << one;
}

}  // namespace
}  // namespace parcours::recruitment
