#include "services/platform/host/clocks.h"

#include <gtest/gtest.h>

namespace parcours::host {
namespace {

Instant At(CivilDate day, int hour) { return Instant{day.days()} + std::chrono::hours(hour); }

TEST(Zone, ADayBeginsAtItsOwnMidnight) {
  const auto paris = Zone::Load("Europe/Paris").value();
  EXPECT_EQ(paris.DayOf(At(CivilDate(2025, 3, 6), 22)), CivilDate(2025, 3, 6));
  EXPECT_EQ(paris.DayOf(At(CivilDate(2025, 3, 6), 23)), CivilDate(2025, 3, 7));  // UTC+1
  EXPECT_EQ(paris.DayOf(At(CivilDate(2025, 7, 6), 22)), CivilDate(2025, 7, 7));  // UTC+2
  EXPECT_EQ(paris.StartOf(CivilDate(2025, 7, 7)), At(CivilDate(2025, 7, 6), 22));
}

TEST(Zone, AnUnknownOneIsRefused) {
  const auto zone = Zone::Load("Europe/Atlantis");
  ASSERT_FALSE(zone);
  EXPECT_EQ(zone.error().reason, "TIME_ZONE_UNKNOWN");
}

TEST(VirtualClock, StaysOnItsDayInEveryZone) {
  for (const char* name :
       {"Europe/Paris", "Indian/Reunion", "America/Martinique", "Pacific/Noumea"}) {
    const auto zone = Zone::Load(name).value();
    VirtualClock clock(zone, CivilDate(2025, 3, 6));
    EXPECT_EQ(clock.Today(), CivilDate(2025, 3, 6));
    EXPECT_EQ(zone.DayOf(clock.Now()), CivilDate(2025, 3, 6)) << name;
    clock.Set(CivilDate(2026, 2, 28));
    EXPECT_EQ(zone.DayOf(clock.Now()), CivilDate(2026, 2, 28)) << name;
  }
}

TEST(VirtualClock, TicksSoThatInstantsFollowEachOther) {
  const VirtualClock clock(Zone::Load("Europe/Paris").value(), CivilDate(2025, 3, 6));
  const auto first = clock.Now();
  while (clock.Now() == first) {
  }
  EXPECT_GT(clock.Now(), first);
}

TEST(SystemClock, IsOnTheDayOfItsZone) {
  const auto zone = Zone::Load("Europe/Paris").value();
  const SystemClock clock(zone);
  const auto before = clock.Now();
  const auto today = clock.Today();
  EXPECT_TRUE(today == zone.DayOf(before) || today == zone.DayOf(clock.Now()));
}

}  // namespace
}  // namespace parcours::host
