#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/recruitment/domain/dossier_record.h"
#include "services/recruitment/tests/shared_data.h"

namespace parcours::recruitment {
namespace {

using ::testing::ElementsAre;

// The shipped sample promises 17 records that can be read, one of them with a warning, and four
// that cannot.
TEST(Sample, ItsDossiersAreReadAsTheStorySays) {
  const auto file =
      std::filesystem::path(PARCOURS_SOURCE_DIR) / "deploy/sample/dossiers-apprenants.json";
  const auto records = nlohmann::json::parse(testing::ReadText(file));
  ASSERT_EQ(records.size(), 21U);
  std::vector<std::string> warnings;
  std::vector<std::string> errors;
  for (const auto& record : records) {
    for (const auto& problem : ReadDossier(record.dump()).problems.Sorted()) {
      (problem.sets_aside ? errors : warnings)
          .push_back(problem.field + ": " + std::string(problem.fault.reason));
    }
  }
  EXPECT_THAT(warnings, ElementsAre("ine_apprenant: INE_WRONG_KEY"));
  EXPECT_THAT(errors, ElementsAre("etablissement_responsable_siret: SIRET_MALFORMED",
                                  "date_fin_formation: END_BEFORE_ENTRY",
                                  "contrat_date_debut: BREAK_WITHOUT_START",
                                  "etablissement_formateur_uai: FIELD_REQUIRED"));
}

}  // namespace
}  // namespace parcours::recruitment
