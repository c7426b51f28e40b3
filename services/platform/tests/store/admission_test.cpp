#include "services/platform/store/admission.h"

#include <gtest/gtest.h>

namespace parcours::store {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Admission::Time kNow{seconds{1'000}};

// At the pace of a millisecond per job.
Admission AtAMillisecond(Admission::Options options) {
  Admission admission(options);
  for (int round = 0; round < 100; ++round) admission.Served(100, milliseconds{100});
  return admission;
}

TEST(Admission, LetsInWhatIsServedInTime) {
  const auto admission = AtAMillisecond({.longest_wait = milliseconds{50}, .always = 8});
  EXPECT_TRUE(admission.HasRoom(49));
  EXPECT_FALSE(admission.HasRoom(51));
}

TEST(Admission, FollowsThePaceOfTheRounds) {
  auto admission = AtAMillisecond({.longest_wait = milliseconds{50}, .always = 8});
  for (int round = 0; round < 100; ++round) admission.Served(100, milliseconds{10});
  EXPECT_TRUE(admission.HasRoom(490));
  EXPECT_FALSE(admission.HasRoom(510));
}

TEST(Admission, LetsInAFewHoweverSlowTheRoundsAre) {
  const auto admission = AtAMillisecond({.longest_wait = milliseconds{1}, .always = 8});
  EXPECT_TRUE(admission.HasRoom(7));
  EXPECT_FALSE(admission.HasRoom(8));
}

TEST(Admission, GivesEachWhoIsTurnedAwayALaterTurn) {
  auto admission = AtAMillisecond({.longest_wait = milliseconds{50}});
  auto last = admission.NextTurn(kNow);
  EXPECT_GE(last, milliseconds{50}) << "what waits now is served first";
  for (int i = 1; i < 1'000; ++i) {
    const auto turn = admission.NextTurn(kNow);
    EXPECT_GT(turn, last);
    last = turn;
  }
  EXPECT_LT(last, milliseconds{50 + 5 * 1'000})
      << "no later than a few times what serving them takes";
}

TEST(Admission, SpreadsThemOverTheLongestHintWhereTheyAreTooMany) {
  auto admission = AtAMillisecond({.longest_wait = milliseconds{50}, .longest_hint = seconds{1}});
  int in_the_first_half = 0;
  for (int i = 0; i < 10'000; ++i) {
    const auto turn = admission.NextTurn(kNow);
    ASSERT_LE(turn, seconds{1});
    if (turn < milliseconds{525}) ++in_the_first_half;
  }
  EXPECT_NEAR(in_the_first_half, 5'000, 500);
}

TEST(Admission, ForgetsTurnsThatArePast) {
  auto admission = AtAMillisecond({.longest_wait = milliseconds{50}});
  for (int i = 0; i < 1'000; ++i) static_cast<void>(admission.NextTurn(kNow));
  EXPECT_LT(admission.NextTurn(kNow + seconds{60}), milliseconds{60});
}

}  // namespace
}  // namespace parcours::store
