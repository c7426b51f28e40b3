// The national format's own examples, sent by `parcours import` once their organisations are known.

#include "tests/end_to_end/bad_input.h"

namespace parcours::end_to_end {
namespace {

constexpr const char* kResponsible = "organisations/01890000-0000-7000-8000-0000000000b1";

class NationalDossiers : public BadInput {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(Example("minimal"))) {
      GTEST_SKIP() << "the national examples are not beside the project: " << Example("minimal");
    }
    BadInput::SetUp();
    const auto organisations = File("organisations.json", R"([
      {"organisation": {"name": "organisations/01890000-0000-7000-8000-0000000000b1",
        "displayName": "CFA responsable", "kinds": ["TRAINING_ORGANISATION"], "commune": "75114",
        "siret": "77568013501139", "uai": "0755805C", "timeZone": "Europe/Paris",
        "defaultReferent": "agents/01890000-0000-7000-8000-0000000000b3"}},
      {"organisation": {"name": "organisations/01890000-0000-7000-8000-0000000000b2",
        "displayName": "Site formateur", "kinds": ["TRAINING_SITE"], "commune": "75114",
        "siret": "77937827200016", "uai": "0802004U", "timeZone": "Europe/Paris"}},
      {"agent": {"name": "agents/01890000-0000-7000-8000-0000000000b3",
        "organisation": "organisations/01890000-0000-7000-8000-0000000000b1",
        "roles": ["REFERENT"], "fromDate": "2021-01-01", "displayName": "Référent"}}])");
    const auto registered = Parcours(Language::kEnglish, "import partners " + organisations);
    ASSERT_EQ(registered.status, 0) << registered.output;
  }

  static std::filesystem::path Example(const std::string& name) {
    return std::filesystem::path(PARCOURS_SOURCE_DIR) / "../shared/data/apprenants/dossiers" /
           (name + ".json");
  }

  [[nodiscard]] Finished Import(const std::string& name) const {
    const auto sender =
        platform().desk().For({.principal = "agents/01890000-0000-7000-8000-0000000000b4",
                               .organisation = kResponsible,
                               .person = {},
                               .roles = {options::v1::PARTNER_SYSTEM}});
    return Parcours(Language::kEnglish,
                    "--token " + sender.value() + " import dossiers " + Example(name).string());
  }
};

TEST_F(NationalDossiers, AreTakenInWithTheirWarnings) {
  const auto minimal = Import("minimal");
  EXPECT_EQ(minimal.status, 0) << minimal.output;
  ExpectWords(minimal.output, {"1 accepted, 0 unchanged, 0 corrected, 0 set aside"});
  // The same learner in the same year, with contracts, and five things that a sender should know.
  const auto complete = Import("complet");
  EXPECT_EQ(complete.status, 0) << complete.output;
  ExpectWords(complete.output, {"0 accepted, 0 unchanged, 1 corrected, 0 set aside",
                                "INE_WRONG_KEY", "SIRET_WRONG_KEY", "CONTRACT_REPEATED"});
  const auto again = Import("complet");
  EXPECT_EQ(again.status, 0) << again.output;
  ExpectWords(again.output, {"0 accepted, 1 unchanged, 0 corrected, 0 set aside"});
}

}  // namespace
}  // namespace parcours::end_to_end
