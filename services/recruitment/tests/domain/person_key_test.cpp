#include "services/recruitment/domain/person_key.h"

#include <gtest/gtest.h>

#include "services/recruitment/domain/phone.h"
#include "services/recruitment/domain/school_year.h"
#include "services/recruitment/tests/shared_data.h"

namespace parcours::recruitment {
namespace {

using testing::ReadText;
using testing::SharedFile;

TEST(PersonKey, NamesAreNormalisedAsTheNationalDashboardDoes) {
  SKIP_WITHOUT_SHARED("apprenants/validation/identite-personne.json");
  const auto cases =
      nlohmann::json::parse(ReadText(SharedFile("apprenants/validation/identite-personne.json")));
  ASSERT_EQ(cases["normalise_nom"].size() + cases["normalise_prenom"].size(), 7U);
  for (const auto& one : cases["normalise_nom"]) {
    EXPECT_EQ(NormaliseSurname(one[0].get<std::string>()), one[1].get<std::string>());
  }
  for (const auto& one : cases["normalise_prenom"]) {
    EXPECT_EQ(NormaliseGivenName(one[0].get<std::string>()), one[1].get<std::string>());
  }
}

TEST(PersonKey, IsTheSameHoweverTheAccentWasTyped) {
  const CivilDate birth(2006, 5, 4);
  EXPECT_EQ(PersonKey("leno\u0302tre", " GASTON", birth),
            PersonKey("LEN\u00D4TRE", "gaston\u00A0", birth));
  EXPECT_NE(PersonKey("lenotre", "gaston", birth), PersonKey("lenôtre", "gaston", birth));
}

TEST(PersonKey, ABirthInstantLateInTheEveningIsTheNextDayInParis) {
  EXPECT_EQ(ReadBirthDate("2000-10-28"), CivilDate(2000, 10, 28));
  EXPECT_EQ(ReadBirthDate("2000-10-28T00:00:00.000Z"), CivilDate(2000, 10, 28));
  EXPECT_EQ(ReadBirthDate("2000-10-27T22:00:00.000Z"), CivilDate(2000, 10, 28));
  EXPECT_EQ(ReadBirthDate("2000-12-31T23:00:00Z"), CivilDate(2001, 1, 1));
  EXPECT_EQ(ReadBirthDate("2000-10-27T21:59:59Z"), CivilDate(2000, 10, 27));
  EXPECT_EQ(ReadBirthDate("2000-10-28T22:00:00+02:00"), CivilDate(2000, 10, 28));
}

TEST(PersonKey, DatesBeginWithADayThatExists) {
  EXPECT_EQ(ReadDate("2024-02-29T04:05:47.647Z"), CivilDate(2024, 2, 29));
  EXPECT_EQ(ReadDate(" 2024-09-01 "), CivilDate(2024, 9, 1));
  EXPECT_EQ(ReadDate("2024-09-01 00:00:00"), CivilDate(2024, 9, 1));
  for (const auto* wrong :
       {"2024-02-30", "2023-02-29T00:00:00Z", "01/09/2024", "2024-9-1", "44832", "2024-09-01x",
        "2024-09-01T", "2024-09-01T99:00", "2024-09-01T10:00:00+2", "demain"}) {
    EXPECT_EQ(ReadDate(wrong), std::nullopt) << wrong;
  }
}

TEST(Phone, EveryNationalVectorHasItsForm) {
  SKIP_WITHOUT_SHARED("apprenants/validation/telephones.json");
  const auto cases =
      nlohmann::json::parse(ReadText(SharedFile("apprenants/validation/telephones.json")));
  ASSERT_EQ(cases.size(), 18U);
  for (const auto& one : cases) {
    if (one["input"].is_null()) continue;  // not given: never asked
    const auto text =
        one["input"].is_string() ? one["input"].get<std::string>() : one["input"].dump();
    const auto phone = NormalisePhone(text);
    ASSERT_EQ(phone.has_value(), one["success"].get<bool>()) << one.dump();
    if (phone) {
      EXPECT_EQ(*phone, one["data"].get<std::string>()) << one.dump();
    }
  }
}

TEST(Phone, NumbersKeptForFictionCanBeUsedInSamples) {
  EXPECT_EQ(NormalisePhone("06 39 98 12 34"), "0639981234");
  EXPECT_EQ(NormalisePhone("+33 6 39 98 12 34"), "0639981234");
  EXPECT_EQ(NormalisePhone("01 99 00 12 34"), "0199001234");
  EXPECT_EQ(NormalisePhone("06 39 97 12 34"), "+262639971234");  // Mayotte
}

TEST(Phone, LinesThatCostTheCallerAreRefused) {
  EXPECT_EQ(NormalisePhone("08 99 12 34 56"), std::nullopt);
}

TEST(Phone, IsWrittenForTheWorldWithItsPrefix) {
  EXPECT_EQ(InternationalPhone("0639981234"), "+33639981234");
  EXPECT_EQ(InternationalPhone("+262693310000"), "+262693310000");
}

TEST(SchoolYear, EveryNationalVectorHasItsLabels) {
  SKIP_WITHOUT_SHARED("apprenants/validation/annee-scolaire.json");
  const auto functions =
      nlohmann::json::parse(ReadText(SharedFile("apprenants/validation/annee-scolaire.json")));
  const auto day = [](const nlohmann::json& text) {
    return CivilDate::Parse(text.get<std::string>()).value();
  };
  std::size_t checked = 0;
  for (const auto& function : functions) {
    const std::string name = function["fn"];
    for (const auto& one : function["cases"]) {
      const auto& expected = one["expected"];
      if (name == "getAnneesScolaireListFromDateRange()") {
        EXPECT_EQ(nlohmann::json(LabelsBetween(day(one["start"]), day(one["end"]))), expected)
            << one.dump();
      } else if (name == "getAnneeScolaire()") {
        EXPECT_EQ(nlohmann::json(LabelsOn(day(one["date"]))), expected) << one.dump();
      } else if (name == "getAnneeScolaireFromDate()") {
        EXPECT_EQ(nlohmann::json(SchoolYearOf(day(one["date"]))), expected) << one.dump();
      } else {
        ASSERT_EQ(name, "getActiveAnneesScolaires()");
        EXPECT_EQ(nlohmann::json(ActiveSchoolYears(day(one["date"]))), expected) << one.dump();
      }
      ++checked;
    }
  }
  EXPECT_EQ(checked, 22U);
}

TEST(SchoolYear, LabelsAreOneYearOrTwoConsecutiveOnes) {
  EXPECT_EQ(NormaliseSchoolYear("2024-2025"), "2024-2025");
  EXPECT_EQ(NormaliseSchoolYear(" 2024/2025 "), "2024-2025");
  EXPECT_EQ(NormaliseSchoolYear("2024 - 2024"), "2024-2024");
  for (const auto* wrong :
       {"2024-2026", "2025-2024", "2024", "24-25", "3024-3025", "2024-2025-2026"}) {
    EXPECT_EQ(NormaliseSchoolYear(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace parcours::recruitment
