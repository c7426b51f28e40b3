#include "services/recruitment/domain/contract_form.h"

#include <gtest/gtest.h>

#include "services/recruitment/tests/shared_data.h"

namespace parcours::recruitment {
namespace {

using nlohmann::json;
using testing::ReadText;
using testing::SharedFile;

std::string ReasonOf(const ContractForm& form) {
  const auto checked = CheckContractForm(form);
  return checked ? "" : checked.error().reason;
}

TEST(ContractForm, TheApprenticeIsFifteenOnTheFirstDay) {
  const CivilDate start(2026, 9, 1);
  EXPECT_EQ(
      ReasonOf({.birth = CivilDate(2011, 9, 1), .start = start, .end = CivilDate(2028, 8, 31)}),
      "");
  EXPECT_EQ(
      ReasonOf({.birth = CivilDate(2011, 9, 2), .start = start, .end = CivilDate(2028, 8, 31)}),
      "APPRENTICE_TOO_YOUNG");
}

TEST(ContractForm, AContractLastsSixToFiftyFourWholeMonths) {
  const ContractForm form{
      .birth = CivilDate(2005, 1, 1), .start = CivilDate(2026, 9, 1), .end = CivilDate()};
  const auto ending = [form](CivilDate end) { return ContractForm{form.birth, form.start, end}; };
  EXPECT_EQ(ReasonOf(ending(CivilDate(2026, 8, 31))), "CONTRACT_ENDS_BEFORE_IT_STARTS");
  EXPECT_EQ(ReasonOf(ending(CivilDate(2027, 2, 28))), "CONTRACT_TOO_SHORT");
  EXPECT_EQ(ReasonOf(ending(CivilDate(2027, 3, 1))), "");
  EXPECT_EQ(ReasonOf(ending(CivilDate(2031, 3, 1))), "");
  EXPECT_EQ(ReasonOf(ending(CivilDate(2031, 3, 31))), "");
  EXPECT_EQ(ReasonOf(ending(CivilDate(2031, 4, 1))), "CONTRACT_TOO_LONG");
}

// The oracle holds every control of the national form; ours are four of them.
TEST(ContractForm, AgreesWithTheNationalFormOnItsControls) {
  SKIP_WITHOUT_SHARED("cerfa/regles-contrat-oracle.json");
  const std::vector<std::string> ours = {
      "L'apprenti(e) doit avoir au moins 15 ans à la date de début d'exécution du contrat",
      "La date de début d'exécution du contrat doit être antérieure à la date de fin du contrat",
      "La durée du contrat ne peut pas être inférieure à 6 mois",
      "La durée du contrat ne peut pas être supérieure à 4 ans et 6 mois"};
  const auto cases = json::parse(ReadText(SharedFile("cerfa/regles-contrat-oracle.json")));
  ASSERT_EQ(cases.size(), 28U);
  for (const auto& one : cases) {
    std::string expected;
    for (const auto& error : one["expected_errors"]) {
      const std::string message = error["message"];
      if (std::find(ours.begin(), ours.end(), message) != ours.end()) expected = message;
    }
    const auto day = [](const json& text) {
      return CivilDate::Parse(text.get<std::string>()).value();
    };
    const auto& input = one["input"];
    const auto checked = CheckContractForm({.birth = day(input["apprenti"]["dateNaissance"]),
                                            .start = day(input["contrat"]["dateDebutContrat"]),
                                            .end = day(input["contrat"]["dateFinContrat"])});
    EXPECT_EQ(checked ? "" : checked.error().french, expected) << one["title"];
  }
}

}  // namespace
}  // namespace parcours::recruitment
