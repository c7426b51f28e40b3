#include "services/cli/dated_view.h"

#include <gtest/gtest.h>

namespace parcours::cli {
namespace {

std::string Id(int number) {
  return "0195718c-0000-7000-8000-00000000000" + std::to_string(number);
}

TEST(DatedView, TwoRunsThatDrewOtherIdsInAnotherOrderGiveTheSameText) {
  const auto run = [](int person, int pathway, int other) {
    return MergeViews({{"recruitment",
                        {"2025-03-06 recruitment PersonRegistered persons/" + Id(person) + " {}",
                         "2025-03-06 recruitment PersonRegistered persons/" + Id(other) + " {}"}},
                       {"followup",
                        {"2025-03-06 followup PathwayOpened pathways/" + Id(pathway) +
                         " {\"person\":\"persons/" + Id(person) + "\"}"}}});
  };
  EXPECT_EQ(run(1, 2, 3), run(8, 4, 2));
  EXPECT_EQ(run(1, 2, 3).find("0195718c"), std::string::npos);
}

TEST(DatedView, AnotherPersonGivesAnotherText) {
  const auto view = [](int whose) {
    return MergeViews(
        {{"a", {"A persons/" + Id(1), "B persons/" + Id(2), "C persons/" + Id(whose)}}});
  };
  EXPECT_NE(view(1), view(2));
}

TEST(DatedView, NothingIsNothing) { EXPECT_EQ(MergeViews({{"a", {}}}), ""); }

}  // namespace
}  // namespace parcours::cli
