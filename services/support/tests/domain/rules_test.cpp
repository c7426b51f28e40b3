#include "services/support/domain/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

namespace parcours::support {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr CivilDate kDay{2025, 3, 10};

// nullopt where the shared data is absent.
std::optional<nlohmann::json> SharedJson(const std::string& path) {
  const char* overridden = std::getenv("PARCOURS_SHARED");
  const auto shared = overridden != nullptr
                          ? std::filesystem::path(overridden)
                          : std::filesystem::path(PARCOURS_SOURCE_DIR) / "../shared";
  std::ifstream file(shared / "data" / path);
  if (!file) return std::nullopt;
  return nlohmann::json::parse(file);
}

std::vector<const v1::BarrierRule*> WholeList() {
  std::vector<const v1::BarrierRule*> rows;
  for (int category = 1; category <= type::v1::BarrierCategory_MAX; ++category) {
    rows.push_back(FindBarrierRule(static_cast<type::v1::BarrierCategory>(category), kDay));
  }
  return rows;
}

TEST(BarrierList, HoldsEveryCategoryWithItsSourceAndWords) {
  for (const auto* row : WholeList()) {
    ASSERT_NE(row, nullptr);
    EXPECT_NE(row->source(), "");
    EXPECT_NE(row->text(), "");
    EXPECT_THAT(row->mission_locale_motives(), Not(IsEmpty()));
  }
}

TEST(BarrierList, IsClosed) {
  EXPECT_EQ(FindBarrierRule(type::v1::BARRIER_CATEGORY_UNSPECIFIED, kDay), nullptr);
  EXPECT_EQ(FindBarrierRule(static_cast<type::v1::BarrierCategory>(99), kDay), nullptr);
}

TEST(BarrierList, NamesTheThemesThatTheDesignSettled) {
  EXPECT_THAT(FindBarrierRule(type::v1::CATERING, kDay)->themes(),
              ElementsAre("equipement-et-alimentation--alimentation"));
  EXPECT_THAT(FindBarrierRule(type::v1::CHILDCARE, kDay)->themes(),
              Contains("famille--garde-denfants"));
  EXPECT_THAT(FindBarrierRule(type::v1::DISABILITY, kDay)->themes(),
              ElementsAre("sante--constituer-un-dossier-mdph-invalidite"));
  EXPECT_THAT(FindBarrierRule(type::v1::ISOLATION, kDay)->themes(),
              Contains("remobilisation--lien-social"));
}

TEST(BarrierList, EveryThemeIsOneOfDataInclusion) {
  const auto published = SharedJson("data-inclusion/v1/referentiels/thematiques.json");
  if (!published) GTEST_SKIP() << "shared data absent: themes of data·inclusion NOT checked";
  std::set<std::string> themes;
  for (const auto& theme : *published) themes.insert(theme.at("value"));
  for (const auto* row : WholeList()) {
    for (const auto& theme : row->themes()) EXPECT_THAT(themes, Contains(theme)) << row->text();
  }
}

TEST(BarrierList, AnswersToEveryCodeOfFranceTravail) {
  const auto diagnosis = SharedJson("accompagnement-social/france-travail/contraintes.json");
  if (!diagnosis) GTEST_SKIP() << "shared data absent: codes of France Travail NOT checked";
  ASSERT_EQ(diagnosis->size(), 7U);
  for (const auto& constraint : *diagnosis) {
    const int code = std::stoi(constraint.at("code").get<std::string>());
    EXPECT_EQ(BarriersOfFranceTravail(code, kDay).size(), 1U) << constraint.at("libelle");
  }
}

TEST(BarrierList, AnswersToEveryMotiveOfTheMissionsLocales) {
  const auto lists = SharedJson("apprenants/enumerations.json");
  if (!lists) GTEST_SKIP() << "shared data absent: motives of the Missions locales NOT checked";
  std::set<std::string> motives;
  const auto& published = lists->at("mission_locale").at("ACC_CONJOINT_MOTIF_ENUM");
  for (const auto& [key, motive] : published.items()) motives.insert(motive.get<std::string>());
  ASSERT_EQ(motives.size(), 9U);
  for (const auto& motive : motives)
    EXPECT_THAT(BarriersOfMissionLocale(motive, kDay), Not(IsEmpty())) << motive;
  for (const auto* row : WholeList()) {
    for (const auto& motive : row->mission_locale_motives())
      EXPECT_THAT(motives, Contains(motive)) << row->text();
  }
}

TEST(BarrierList, TranslatesFromOneCodeToOneBarrier) {
  EXPECT_THAT(BarriersOfFranceTravail(23, kDay), ElementsAre(type::v1::MOBILITY));
  EXPECT_THAT(BarriersOfFranceTravail(0, kDay), IsEmpty());
  EXPECT_THAT(BarriersOfMissionLocale("LOGEMENT", kDay), ElementsAre(type::v1::HOUSING));
}

TEST(ReferralTerms, AreTwoOptionsTenDaysAndThirtyDays) {
  const auto terms = ReferralTermsOn(kDay);
  EXPECT_EQ(terms.least_options, 2);
  EXPECT_EQ(terms.reminder_days, 10);
  EXPECT_EQ(terms.expiry_days, 30);
}

TEST(ReferralTerms, HoldOnEveryDayOfTheCalendar) {
  EXPECT_EQ(ReferralTermsOn({1900, 1, 1}).least_options, 2);
  EXPECT_EQ(ReferralTermsOn({2200, 12, 31}).expiry_days, 30);
}

}  // namespace
}  // namespace parcours::support
