#include "services/cli/timeline_text.h"

#include <gtest/gtest.h>

namespace parcours::cli {
namespace {

using nlohmann::json;

json Entry(const char* date, const char* context, std::vector<std::string> phrases,
           const char* cause = "", const char* annotation = "") {
  json list = json::array();
  for (const auto& phrase : phrases) list.push_back({{"text", phrase}, {"context", context}});
  return {{"date", date},
          {"context", context},
          {"phrases", list},
          {"cause", cause},
          {"annotation", annotation}};
}

// The lines of STORY section 3.
TEST(TimelineText, ColumnsOfTheStory) {
  json lifted = Entry("2025-04-02", "support", {"referral done, barrier lifted"});
  lifted["phrases"].push_back({{"text", "alert closed"}, {"context", "followup"}});
  const json timeline{
      {"entries",
       {Entry("2024-09-01", "followup", {"pathway opened (import, recorded 2025-03-06)"}, "",
              "default référent"),
        Entry("2025-03-06", "recruitment", {"employer search opened"}, "contract broken"),
        Entry("2025-03-10", "followup",
              {"référent named", "diagnostic interview 45 min", "objective reached"}),
        Entry("2025-03-10", "support", {"barrier mobility (3/4), case opened"},
              "barrier identified"),
        lifted}},
      {"withoutPlatform", {{"text", "without the platform (case #5): ABANDON from 2025-05-30"}}}};
  EXPECT_EQ(
      TimelineText(timeline),
      "2024-09-01 followup     pathway opened (import, recorded 2025-03-06)          default "
      "référent\n"
      "2025-03-06 recruitment  employer search opened        <- contract broken\n"
      "2025-03-10 followup     référent named · diagnostic interview 45 min · objective reached\n"
      "2025-03-10 support      barrier mobility (3/4), case opened   <- barrier identified\n"
      "2025-04-02 support      referral done, barrier lifted · followup: alert closed\n"
      "        without the platform (case #5): ABANDON from 2025-05-30\n");
}

TEST(TimelineText, AnEmptyTimelineIsNoLine) { EXPECT_EQ(TimelineText(json::object()), ""); }

}  // namespace
}  // namespace parcours::cli
