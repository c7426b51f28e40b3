#include "services/partners/domain/identifiers.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

namespace parcours::partners {
namespace {

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

bool IsValid(IdentifierVerdict verdict) { return verdict == IdentifierVerdict::kValid; }

TEST(Siret, SpacesDotsAndHyphensDoNotCount) {
  EXPECT_EQ(NormaliseSiret(" 341 820.777-00033"), "34182077700033");
}

TEST(Siret, AWrongKeyIsNotAMalformedNumber) {
  EXPECT_EQ(CheckSiret("34182077700033"), IdentifierVerdict::kValid);
  EXPECT_EQ(CheckSiret("34182077700034"), IdentifierVerdict::kWrongKey);
  EXPECT_EQ(CheckSiret("3418207770003"), IdentifierVerdict::kMalformed);
  EXPECT_EQ(CheckSiret("3418207770003A"), IdentifierVerdict::kMalformed);
}

TEST(Siret, TheSirenInsideHasItsOwnKey) {
  EXPECT_EQ(CheckSiret("50000000000000"), IdentifierVerdict::kWrongKey);
}

TEST(Uai, IsSevenDigitsAndTheirLetter) {
  EXPECT_EQ(CheckUai("0754458N"), IdentifierVerdict::kValid);
  EXPECT_EQ(CheckUai("0754458P"), IdentifierVerdict::kWrongKey);
  EXPECT_EQ(CheckUai("754458N"), IdentifierVerdict::kMalformed);
  EXPECT_EQ(NormaliseUai(" 0754458n"), "0754458N");
  EXPECT_EQ(NormaliseUai("951099d"), "0951099D");
  EXPECT_EQ(NormaliseUai(""), "");
}

TEST(Identifiers, AgreeWithThePublishedVectors) {
  const auto vectors = SharedJson("identifiants/vectors.json");
  if (!vectors) GTEST_SKIP() << "shared data absent: identifier vectors NOT checked";
  int compared = 0;
  for (const auto& vector : *vectors) {
    const std::string type = vector.at("type");
    const std::string input = vector.at("input");
    const bool valid = vector.at("valid");
    if (type == "SIRET") {
      EXPECT_EQ(IsValid(CheckSiret(input)), valid) << type << " " << input;
      ++compared;
    }
    if (type == "UAI") {
      EXPECT_EQ(IsValid(CheckUai(NormaliseUai(input))), valid) << type << " " << input;
      ++compared;
    }
  }
  EXPECT_GE(compared, 20);
}

TEST(Commune, HasFiveCharactersWithCorsica) {
  EXPECT_TRUE(IsCommuneCode("75114"));
  EXPECT_TRUE(IsCommuneCode("2A004"));
  EXPECT_FALSE(IsCommuneCode("2C004"));
  EXPECT_FALSE(IsCommuneCode("7511"));
  EXPECT_FALSE(IsCommuneCode("751141"));
}

TEST(TimeZone, HasTheShapeOfAName) {
  EXPECT_TRUE(LooksLikeTimeZone("America/Martinique"));
  EXPECT_FALSE(LooksLikeTimeZone("Paris"));
  EXPECT_FALSE(LooksLikeTimeZone("Europe/"));
  EXPECT_FALSE(LooksLikeTimeZone("Europe/Paris; DROP"));
}

}  // namespace
}  // namespace parcours::partners
