#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "services/partners/service.h"
#include "services/partners/use_cases/use_cases.h"
#include "services/platform/testing/service_fixture.h"

namespace parcours::partners {
namespace {

constexpr char kCentre[] = "organisations/01890000-0000-7000-8000-000000000001";
constexpr char kOtherCentre[] = "organisations/01890000-0000-7000-8000-000000000002";

class PartnerKeysTest : public ::testing::Test {
 protected:
  PartnerKeysTest() : fixture_(Define(), CivilDate(2025, 3, 6)) {
    v1::ImportPartnersRequest request;
    for (const auto* name : {kCentre, kOtherCentre}) {
      auto& organisation = *request.add_records()->mutable_organisation();
      organisation.set_name(name);
      organisation.set_display_name("CFA");
      organisation.add_kinds(v1::TRAINING_ORGANISATION);
    }
    EXPECT_TRUE(fixture_.ExecuteBatch<v1::ImportPartnersResponse>(request, testing::Operator()));
  }

  static v1::IssuePartnerKeyRequest Asked(const std::string& request_id = "one") {
    v1::IssuePartnerKeyRequest request;
    request.set_organisation(kCentre);
    request.set_display_name("Logiciel");
    request.add_scopes(v1::SEND_DOSSIERS);
    request.set_request_id(request_id);
    return request;
  }
  v1::IssuePartnerKeyResponse Issue(const v1::IssuePartnerKeyRequest& request) {
    const auto issued = fixture_.Execute(request, testing::Operator());
    EXPECT_TRUE(issued) << issued.error().reason;
    return issued.value_or(v1::IssuePartnerKeyResponse());
  }
  Result<v1::PartnerKey> Revoke(const std::string& name, const security::Actor& actor,
                                const std::string& etag = "") {
    v1::RevokePartnerKeyRequest request;
    request.set_name(name);
    request.set_request_id("end " + std::to_string(++revocations_));
    request.set_etag(etag);
    return fixture_.Execute(request, actor);
  }
  Result<v1::ListPartnerKeysResponse> List(const security::Actor& actor, int page_size = 0,
                                           const std::string& page_token = "") {
    v1::ListPartnerKeysRequest request;
    request.set_organisation(kCentre);
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    return fixture_.Execute(request, actor);
  }
  Result<v1::AuthenticatePartnerKeyResponse> Present(const std::string& key) {
    v1::AuthenticatePartnerKeyRequest request;
    request.set_key(key);
    request.set_scope(v1::SEND_DOSSIERS);
    return fixture_.Execute(request, security::SystemActor("gateway"));
  }
  std::string WhyRefused(const std::string& key) {
    const auto answer = Present(key);
    return answer ? "" : answer.error().reason;
  }
  static security::Actor Lead(const std::string& organisation) {
    return testing::Agent({.organisation = organisation, .roles = {options::v1::TRAINING_LEAD}});
  }

  testing::ServiceFixture<Context> fixture_;
  int revocations_ = 0;
};

TEST_F(PartnerKeysTest, AKeyThatIsPresentedStandsForItsOrganisation) {
  const auto issued = Issue(Asked());
  const auto answer = Present(issued.key());
  ASSERT_TRUE(answer) << answer.error().reason;
  EXPECT_EQ(answer->partner_key(), issued.partner_key().name());
  EXPECT_EQ(answer->organisation(), kCentre);
  EXPECT_THAT(answer->roles(), ::testing::ElementsAre(options::v1::PARTNER_SYSTEM));
  EXPECT_EQ(answer->display_name(), "Logiciel");
}

TEST_F(PartnerKeysTest, AKeyIsShownOnce) {
  const auto first = Issue(Asked());
  const auto again = Issue(Asked());
  EXPECT_FALSE(first.key().empty());
  EXPECT_EQ(again.key(), "");
  EXPECT_EQ(again.partner_key().name(), first.partner_key().name());
  EXPECT_EQ(fixture_.FactsOf<v1::PartnerKeyIssued>().size(), 1U);
}

TEST_F(PartnerKeysTest, NeitherAFactNorAFileHoldsTheKey) {
  const auto issued = Issue(Asked());
  const auto secret = issued.key().substr(issued.key().size() - 43);
  for (const auto& fact : fixture_.Facts())
    EXPECT_EQ(fact.message->SerializeAsString().find(secret), std::string::npos);
  int files = 0;
  const auto folder = std::filesystem::recursive_directory_iterator(fixture_.world().folder.path());
  for (const auto& file : folder) {
    if (!file.is_regular_file()) continue;
    std::ifstream stream(file.path(), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    EXPECT_EQ(bytes.find(secret), std::string::npos) << file.path();
    ++files;
  }
  EXPECT_GT(files, 0);
}

TEST_F(PartnerKeysTest, WhatIsNoKeyOfOursIsRefusedWithoutSayingMore) {
  const auto key = Issue(Asked()).key();
  auto forged = key;
  forged.back() = forged.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(WhyRefused(forged), "PARTNER_KEY_UNKNOWN");
  EXPECT_EQ(WhyRefused(key.substr(0, key.size() - 1)), "PARTNER_KEY_UNKNOWN");
  EXPECT_EQ(WhyRefused("parcours_01890000-0000-7000-8000-0000000000ff_x"), "PARTNER_KEY_UNKNOWN");
  EXPECT_EQ(WhyRefused("anything"), "PARTNER_KEY_UNKNOWN");
}

TEST_F(PartnerKeysTest, ARevokedKeyIsCutAtOnce) {
  const auto issued = Issue(Asked());
  const auto revoked = Revoke(issued.partner_key().name(), testing::Operator());
  ASSERT_TRUE(revoked) << revoked.error().reason;
  EXPECT_EQ(revoked->revoke_date(), "2025-03-06");
  EXPECT_EQ(WhyRefused(issued.key()), "PARTNER_KEY_REVOKED");
}

TEST_F(PartnerKeysTest, AKeyEndsWithItsLastDay) {
  auto request = Asked();
  request.set_to_date("2025-03-06");
  const auto key = Issue(request).key();
  EXPECT_EQ(WhyRefused(key), "");
  fixture_.AdvanceTo({2025, 3, 7});
  EXPECT_EQ(WhyRefused(key), "PARTNER_KEY_EXPIRED");
}

TEST_F(PartnerKeysTest, AKeyIsForAnOrganisationOfTheNetwork) {
  auto request = Asked();
  request.set_organisation("organisations/01890000-0000-7000-8000-0000000000ee");
  const auto refused = fixture_.Execute(request, testing::Operator());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, "ORGANISATION_UNKNOWN");
}

TEST_F(PartnerKeysTest, ALeadEndsTheKeysOfTheOwnOrganisationAlone) {
  const auto name = Issue(Asked()).partner_key().name();
  EXPECT_EQ(Revoke(name, Lead(kOtherCentre)).error().reason, "RESOURCE_NOT_FOUND");
  EXPECT_EQ(Revoke(name, Lead(kCentre), "7").error().reason, "ETAG_MISMATCH");
  EXPECT_TRUE(Revoke(name, Lead(kCentre), "1"));
  EXPECT_EQ(List(Lead(kOtherCentre)).error().reason, "RESOURCE_NOT_FOUND");
  EXPECT_EQ(List(Lead(kCentre))->partner_keys_size(), 1);
}

TEST_F(PartnerKeysTest, KeysAreListedByPageWithoutTheirSecret) {
  const auto first = Issue(Asked("one")).partner_key();
  const auto second = Issue(Asked("two")).partner_key();
  const auto page = List(testing::Operator(), 1);
  ASSERT_TRUE(page) << page.error().reason;
  ASSERT_EQ(page->partner_keys_size(), 1);
  EXPECT_EQ(page->partner_keys(0).SerializeAsString(), first.SerializeAsString());
  const auto next = List(testing::Operator(), 1, page->next_page_token());
  ASSERT_EQ(next->partner_keys_size(), 1);
  EXPECT_EQ(next->partner_keys(0).name(), second.name());
  EXPECT_EQ(next->next_page_token(), "");
}

TEST_F(PartnerKeysTest, NobodyButAServiceAsksWhomAKeyStandsFor) {
  v1::AuthenticatePartnerKeyRequest request;
  request.set_key(Issue(Asked()).key());
  request.set_scope(v1::SEND_DOSSIERS);
  for (const auto& actor : {testing::Operator(), Lead(kCentre), testing::PartnerSystem(kCentre)})
    EXPECT_EQ(fixture_.Execute(request, actor).error().reason, "ROLE_NOT_ALLOWED");
}

}  // namespace
}  // namespace parcours::partners
