#include "services/cli/sample_generator.h"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace parcours::cli {
namespace {

using nlohmann::json;

std::string Written(const SampleOptions& options) {
  std::ostringstream stream;
  EXPECT_TRUE(WriteSample(options, stream));
  return stream.str();
}

TEST(SampleGenerator, TheSameSeedGivesTheSameBytes) {
  const SampleOptions options{.learners = 500, .seed = 7};
  EXPECT_EQ(Written(options), Written(options));
  EXPECT_NE(Written(options), Written({.learners = 500, .seed = 8}));
}

TEST(SampleGenerator, ARecordDependsOnSeedAndPlaceAlone) {
  const auto few = json::parse(Written({.learners = 3, .seed = 7}));
  const auto many = json::parse(Written({.learners = 300, .seed = 7}));
  EXPECT_EQ(few[2], many[2]);
}

TEST(SampleGenerator, NoneIsAListOfNone) {
  EXPECT_EQ(json::parse(Written({.learners = 0})), json::array());
}

TEST(SampleGenerator, PeopleAreInventedAndDistinct) {
  const auto dossiers = json::parse(Written({.learners = 5'000, .seed = 3}));
  const std::regex phone("06 39 98 [0-9]{2} [0-9]{2}");
  std::set<std::string> people;
  for (const auto& dossier : dossiers) {
    const auto text = [&](const char* name) { return dossier.at(name).get<std::string>(); };
    EXPECT_TRUE(std::regex_match(text("tel_apprenant"), phone));
    EXPECT_TRUE(text("email_contact").ends_with("@example.org"));
    people.insert(text("nom_apprenant") + text("prenom_apprenant") +
                  text("date_de_naissance_apprenant"));
  }
  EXPECT_EQ(people.size(), 5'000U);
}

TEST(SampleGenerator, FieldsAreThoseOfTheShippedSample) {
  std::ifstream stream(PARCOURS_SOURCE_DIR "/deploy/sample/dossiers-apprenants.json");
  std::set<std::string> known;
  for (const auto& dossier : json::parse(stream)) {
    for (const auto& [name, value] : dossier.items()) known.insert(name);
  }
  for (const auto& dossier : json::parse(Written({.learners = 300}))) {
    for (const auto& [name, value] : dossier.items()) EXPECT_TRUE(known.contains(name)) << name;
  }
}

TEST(SampleGenerator, FaultsComeByPercentage) {
  const auto faulty = [](unsigned percent) {
    int without_uai = 0;
    for (const auto& dossier :
         json::parse(Written({.learners = 600, .seed = 5, .wrong_percent = percent}))) {
      without_uai += dossier.contains("etablissement_formateur_uai") ? 0 : 1;
    }
    return without_uai;
  };
  EXPECT_EQ(faulty(0), 0);
  EXPECT_GT(faulty(100), 60);
  EXPECT_LT(faulty(100), 140);
}

}  // namespace
}  // namespace parcours::cli
