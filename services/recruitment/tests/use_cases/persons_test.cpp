#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/recruitment/tests/network.h"

namespace parcours::recruitment::testing {
namespace {

using ::testing::ElementsAre;

class Persons : public ::testing::Test {
 protected:
  Persons() : imported_(recruitment_.Import({Dossier()}).at(0)) {}

  Result<v1::Consent> GiveConsent(const Actor& actor, const std::string& recipient = kAssociation) {
    v1::GiveConsentRequest request;
    request.set_name(PersonOf(imported_));
    request.set_purpose(type::v1::REFERRAL);
    request.set_recipient(recipient);
    request.set_means(v1::ON_PAPER);
    request.set_request_id("consent-" + std::to_string(++request_));
    return recruitment_.fixture().Execute(request, actor);
  }

  Result<v1::Person> Get(const Actor& actor) {
    v1::GetPersonRequest request;
    request.set_name(PersonOf(imported_));
    return recruitment_.fixture().Execute(request, actor);
  }

  std::vector<std::string> Names(const Actor& actor) {
    v1::DisplayNamesRequest request;
    request.add_names(PersonOf(imported_));
    request.add_names("persons/01890000-0000-7000-8000-0000000000cc");
    request.add_names(imported_.names(0));
    std::vector<std::string> shown;
    const auto answer = recruitment_.fixture().Execute(request, actor).value();
    for (const auto& name : answer.display_names()) shown.push_back(name.text());
    return shown;
  }

  Recruitment recruitment_;
  type::v1::RecordVerdict imported_;
  int request_ = 0;
};

TEST_F(Persons, AreSeenByTheOrganisationsOfTheirEnrolmentsAndByThemselves) {
  EXPECT_EQ(Get(ReferentOf(kCfa))->identity().family_name(), "Lenôtre");
  EXPECT_TRUE(Get(ReferentOf(kSite)));
  EXPECT_TRUE(Get(Beneficiary(PersonOf(imported_))));
  EXPECT_THAT(Get(ReferentOf(kCfa))->pathways(), ElementsAre(PathwayOf(imported_)));
  EXPECT_EQ(Get(ReferentOf(kUniversity)).error().reason, "RESOURCE_NOT_FOUND");
  EXPECT_EQ(Get(Beneficiary("persons/other")).error().reason, "RESOURCE_NOT_FOUND");
  EXPECT_EQ(Get(RecruiterOf(kCfa)).error().reason, "ROLE_NOT_ALLOWED");
}

TEST_F(Persons, NamesAreShownToThoseWhoMaySeeThem) {
  EXPECT_THAT(Names(ReferentOf(kCfa)), ElementsAre("Gaston Lenôtre", "A-17"));
  EXPECT_THAT(Names(ReferentOf(kSite)), ElementsAre("Gaston Lenôtre", "A-17"));
  EXPECT_THAT(Names(Beneficiary(PersonOf(imported_))), ElementsAre("Gaston Lenôtre", "A-17"));
  EXPECT_THAT(Names(ReferentOf(kStranger)), ElementsAre());
  EXPECT_THAT(Names(security::SystemActor("followup")), ElementsAre("Gaston Lenôtre", "A-17"));
}

TEST_F(Persons, AConsentIsGivenOnce) {
  EXPECT_EQ(GiveConsent(ReferentOf(kCfa))->given_date(), "2025-03-06");
  const auto facts = recruitment_.FactCount();
  EXPECT_EQ(GiveConsent(ReferentOf(kCfa))->given_date(), "2025-03-06");
  EXPECT_EQ(recruitment_.FactCount(), facts);
  EXPECT_EQ(recruitment_.fixture().FactsOf<v1::ConsentGiven>().at(0).recipient(), kAssociation);
}

TEST_F(Persons, AConsentNeedsAKnownRecipientAndAVisiblePerson) {
  EXPECT_EQ(GiveConsent(ReferentOf(kCfa), "organisations/01890000-0000-7000-8000-0000000000aa")
                .error()
                .reason,
            "ORGANISATION_UNKNOWN");
  EXPECT_EQ(GiveConsent(ReferentOf(kUniversity)).error().reason, "RESOURCE_NOT_FOUND");
  EXPECT_EQ(GiveConsent(Beneficiary(PersonOf(imported_)))->means(), v1::OWN_ACCOUNT);
}

TEST_F(Persons, AConsentIsWithdrawn) {
  v1::WithdrawConsentRequest request;
  request.set_name(PersonOf(imported_));
  request.set_purpose(type::v1::REFERRAL);
  request.set_recipient(kAssociation);
  request.set_request_id("first");
  EXPECT_EQ(recruitment_.fixture().Execute(request, ReferentOf(kCfa)).error().reason,
            "CONSENT_NOT_GIVEN");
  ASSERT_TRUE(GiveConsent(ReferentOf(kCfa)));
  request.set_request_id("second");
  EXPECT_EQ(recruitment_.fixture().Execute(request, ReferentOf(kCfa))->withdrawn_date(),
            "2025-03-06");
  EXPECT_EQ(Get(ReferentOf(kCfa))->consents(0).withdrawn_date(), "2025-03-06");
}

TEST_F(Persons, AStaleEtagChangesNothing) {
  const auto etag = Get(ReferentOf(kCfa))->etag();
  ASSERT_TRUE(GiveConsent(ReferentOf(kCfa)));
  v1::GiveConsentRequest request;
  request.set_name(PersonOf(imported_));
  request.set_purpose(type::v1::SURVEY);
  request.set_recipient(kCfa);
  request.set_request_id("stale");
  request.set_etag(etag);
  EXPECT_EQ(recruitment_.fixture().Execute(request, ReferentOf(kCfa)).error().reason,
            "ETAG_MISMATCH");
}

TEST_F(Persons, ATrainerThatTheCorrectedRecordNoLongerNamesSeesNothingAnyMore) {
  auto moved = Dossier();
  moved["etablissement_formateur_uai"] = moved["etablissement_responsable_uai"];
  moved["etablissement_formateur_siret"] = moved["etablissement_responsable_siret"];
  recruitment_.Import({moved});
  EXPECT_EQ(Get(ReferentOf(kSite)).error().reason, "RESOURCE_NOT_FOUND");
}

}  // namespace
}  // namespace parcours::recruitment::testing
