#include "services/platform/host/dated_view.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace parcours::host {
namespace {

std::string Id(int number) {
  char text[40];
  std::snprintf(text, sizeof(text), "01950000-0000-7000-8000-%012d", number);
  return text;
}

// A journey of one of several people who are alike but for whom they met.
std::vector<std::string> Journeys(const std::vector<int>& people, int stranger) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const auto person = Id(people[i]);
    const auto pathway = Id(people[i] + 1'000);
    lines.push_back("2025-03-06 recruitment PersonRegistered persons/" + person + " {}");
    lines.push_back("2025-03-07 followup PathwayOpened pathways/" + pathway +
                    " {\"person\":\"persons/" + person + "\"}");
    if (i == 1)
      lines.push_back("2025-03-08 followup Met pathways/" + pathway + " {\"with\":\"agents/" +
                      Id(stranger) + "\"}");
  }
  return lines;
}

TEST(WithoutIds, GivesTheSameTextWhateverIdsWereDrawn) {
  const auto one = WithoutIds(Journeys({1, 2, 3, 4}, 77));
  auto other = Journeys({9, 5, 7, 2}, 3);
  std::reverse(other.begin(), other.end());
  EXPECT_EQ(WithoutIds(other), one);
}

TEST(WithoutIds, KeepsApartWhatDiffers) {
  auto changed = Journeys({1, 2, 3, 4}, 77);
  changed.pop_back();
  changed.push_back("2025-03-07 followup PathwayOpened pathways/" + Id(1'004) +
                    " {\"person\":\"persons/" + Id(1) + "\"}");
  EXPECT_NE(WithoutIds(changed), WithoutIds(Journeys({1, 2, 3, 4}, 77)));
}

TEST(WithoutIds, NumbersIdsAndLeavesTheRest) {
  EXPECT_EQ(WithoutIds({"a " + Id(4) + " b " + Id(4) + "/" + Id(5)}),
            std::vector<std::string>{"a #1 b #1/#2"});
  EXPECT_EQ(WithoutIds({"2025-03-06 no-id-here", ""}),
            (std::vector<std::string>{"", "2025-03-06 no-id-here"}));
}

}  // namespace
}  // namespace parcours::host
