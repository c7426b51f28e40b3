#include "services/recruitment/domain/identifiers.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "services/recruitment/domain/text.h"
#include "services/recruitment/tests/shared_data.h"

namespace parcours::recruitment {
namespace {

using testing::ReadText;
using testing::SharedFile;

bool IsValid(Verdict verdict) { return verdict == Verdict::kValid; }

TEST(Identifiers, EveryNationalVectorHasItsVerdict) {
  SKIP_WITHOUT_SHARED("identifiants/vectors.json");
  const std::map<std::string, std::function<bool(const std::string&)>> checks = {
      {"SIRET", [](const std::string& text) { return IsValid(CheckSiret(text)); }},
      {"UAI", [](const std::string& text) { return IsValid(CheckUai(NormaliseUai(text))); }},
      {"NIR", [](const std::string& text) { return IsValid(CheckNir(text)); }},
      {"INE", [](const std::string& text) { return IsValid(CheckIne(text)); }},
      {"INE-BEA", [](const std::string& text) { return IsValid(CheckIne(text)); }},
      {"FRANCE_TRAVAIL", IsFranceTravailId},
      {"CFD", IsCfd},
      {"RNCP", IsRncp},
      {"ROME", IsRome},
      {"NAF", IsNaf},
      {"NSF", IsNsf}};
  const auto vectors = nlohmann::json::parse(ReadText(SharedFile("identifiants/vectors.json")));
  ASSERT_EQ(vectors.size(), 69U);
  for (const auto& vector : vectors) {
    const std::string input = vector["input"];
    EXPECT_EQ(checks.at(vector["type"])(input), vector["valid"].get<bool>()) << vector.dump();
    if (vector.contains("normalised")) {
      EXPECT_EQ(NormaliseUai(input), vector["normalised"].get<std::string>()) << input;
    }
  }
}

TEST(Identifiers, LaPosteNumbersItsOfficesByADigitSum) {
  EXPECT_EQ(CheckSiret("35600000009075"), Verdict::kValid);
  EXPECT_EQ(CheckSiret("35600000000048"), Verdict::kValid);
  EXPECT_EQ(CheckSiret("35600000049838"), Verdict::kWrongKey);
}

TEST(Identifiers, AWrongKeyIsToldApartFromAWrongShape) {
  EXPECT_EQ(CheckSiret("12345678901234"), Verdict::kWrongKey);
  EXPECT_EQ(CheckSiret("1234567890123"), Verdict::kMalformed);
  EXPECT_EQ(CheckUai("1234567X"), Verdict::kWrongKey);
  EXPECT_EQ(CheckUai("1234567"), Verdict::kMalformed);
  EXPECT_EQ(CheckIne("1234567890A"), Verdict::kWrongKey);
  EXPECT_EQ(CheckIne("1234567890"), Verdict::kMalformed);
}

TEST(Identifiers, TheOldIneEndsByItsKeyDigit) {
  // 6 × (1 + 2 + … + 9) + 7 = 277
  EXPECT_EQ(CheckIne("12345678977"), Verdict::kValid);
  EXPECT_EQ(CheckIne("12345678978"), Verdict::kWrongKey);
  // 6 × (10 + 35) + 3 = 273
  EXPECT_EQ(CheckIne("A0Z00000033"), Verdict::kValid);
}

TEST(Identifiers, ANirIsFoundWhereverItStands) {
  EXPECT_TRUE(ContainsNir("295109912611193"));
  EXPECT_TRUE(ContainsNir("NIR : 2 95 10 99 126 111 93, à vérifier"));
  EXPECT_TRUE(ContainsNir("253072A07300443"));
  EXPECT_FALSE(ContainsNir("295109912611199"));   // wrong key
  EXPECT_FALSE(ContainsNir("1295109912611193"));  // part of a longer number
  EXPECT_FALSE(ContainsNir("06 39 98 12 34, 01 99 00 12 34"));
}

TEST(Identifiers, LearnerRecordsCarryANirWithoutItsKey) {
  EXPECT_TRUE(IsNirWithoutKey("2951099126111"));
  EXPECT_TRUE(IsNirWithoutKey("2 95 10 99 126 111"));
  EXPECT_FALSE(IsNirWithoutKey("9951099126111"));
  EXPECT_FALSE(IsNirWithoutKey("295109912611193"));
}

TEST(Identifiers, CorsicanCodesTakeNoOtherLetter) {
  EXPECT_TRUE(IsCommuneCode("2A004"));
  EXPECT_TRUE(IsCommuneCode("75056"));
  EXPECT_FALSE(IsCommuneCode("2C004"));
  EXPECT_EQ(CheckNir("253072C07300443"), Verdict::kMalformed);
}

TEST(Identifiers, DecaNumbersBeginWithTheirDepartment) {
  EXPECT_TRUE(IsDecaNumber("075202409123456"));
  EXPECT_TRUE(
      IsDecaNumber("0752024"
                   "09NC"
                   "1234"));
  EXPECT_TRUE(IsDecaNumber("02A202409123456"));
  EXPECT_TRUE(IsDecaNumber("974202409123456"));
  EXPECT_FALSE(IsDecaNumber("975202409123456"));
  EXPECT_FALSE(IsDecaNumber("075202429123456"));
  EXPECT_FALSE(IsDecaNumber("075"));
}

TEST(Identifiers, RncpTakesItsPrefixBack) {
  EXPECT_EQ(NormaliseRncp("RNCP 5364"), "RNCP5364");
  EXPECT_EQ(NormaliseRncp("35316"), "RNCP35316");
  EXPECT_EQ(NormaliseRncp("rncp.35316"), "RNCP35316");
}

TEST(Identifiers, PostcodesTakeTheirZerosBack) {
  EXPECT_EQ(NormalisePostcode("1000"), "01000");
  EXPECT_EQ(NormalisePostcode(" 75001 "), "75001");
  EXPECT_FALSE(IsPostcode(NormalisePostcode("Paris")));
}

TEST(Identifiers, TheLastEstablishmentIsAUaiOrADepartment) {
  SKIP_WITHOUT_SHARED("apprenants/validation/dernier-organisme-uai.json");
  const auto cases = nlohmann::json::parse(
      ReadText(SharedFile("apprenants/validation/dernier-organisme-uai.json")));
  ASSERT_EQ(cases.size(), 16U);
  for (const auto& one : cases) {
    EXPECT_EQ(IsLastEstablishment(one["input"].get<std::string>()), one["valid"].get<bool>())
        << one.dump();
  }
}

TEST(Identifiers, EmailsNeedADomainWithADot) {
  EXPECT_TRUE(IsEmail("a3@example-example.org"));
  EXPECT_TRUE(IsEmail("prenom.nom+cfa@mail.example.org"));
  for (const auto* wrong :
       {"", "@example.org", "a@b", "a b@example.org", "a@example..org", "a@b@example.org",
        "a.@example.org", "a@.example.org", "a@example.o", "a@example.org, b@example.org"}) {
    EXPECT_FALSE(IsEmail(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace parcours::recruitment
