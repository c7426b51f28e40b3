#include "services/partners/domain/partner_key.h"

#include <gtest/gtest.h>

namespace parcours::partners {
namespace {

constexpr char kName[] = "partnerKeys/01890000-0000-7000-8000-0000000000c1";
constexpr CivilDate kIssued{2025, 3, 6};

v1::IssuePartnerKeyRequest Asked(const std::string& to = "") {
  v1::IssuePartnerKeyRequest request;
  request.set_organisation("organisations/o");
  request.set_display_name("Logiciel");
  request.add_scopes(v1::SEND_DOSSIERS);
  request.set_to_date(to);
  return request;
}

PartnerKey Issued(const std::string& to = "") {
  PartnerKey key(kName);
  auto fact = key.Issue(Asked(to), "print", kIssued).value();
  fact.mutable_meta()->set_effective_date(kIssued.ToString());
  key.Apply(fact);
  return key;
}

std::string Refusal(const Result<void>& admitted) {
  return admitted ? "" : admitted.error().reason;
}

TEST(PartnerKeyTest, SpeaksForItsOrganisationFromTheDayOfIssue) {
  const auto key = Issued("2025-12-31");
  EXPECT_EQ(key.organisation(), "organisations/o");
  EXPECT_EQ(key.fingerprint(), "print");
  EXPECT_EQ(key.content().from_date(), "2025-03-06");
  EXPECT_EQ(key.content().to_date(), "2025-12-31");
}

TEST(PartnerKeyTest, IsNotIssuedForNothingNorForThePast) {
  auto nothing = Asked();
  nothing.set_scopes(0, v1::PARTNER_KEY_SCOPE_UNSPECIFIED);
  EXPECT_EQ(PartnerKey(kName).Issue(nothing, "print", kIssued).error().reason,
            "PARTNER_KEY_SCOPE_MISSING");
  EXPECT_EQ(PartnerKey(kName).Issue(Asked("2025-03-05"), "print", kIssued).error().reason,
            "PARTNER_KEY_ENDS_IN_THE_PAST");
  EXPECT_TRUE(PartnerKey(kName).Issue(Asked("2025-03-06"), "print", kIssued));
}

TEST(PartnerKeyTest, IsTakenOnItsLastDayAndNotAfter) {
  const auto key = Issued("2025-12-31");
  EXPECT_EQ(Refusal(key.Admit(v1::SEND_DOSSIERS, {2025, 12, 31})), "");
  EXPECT_EQ(Refusal(key.Admit(v1::SEND_DOSSIERS, {2026, 1, 1})), "PARTNER_KEY_EXPIRED");
  EXPECT_EQ(Refusal(Issued().Admit(v1::SEND_DOSSIERS, {2099, 1, 1})), "");
}

TEST(PartnerKeyTest, IsTakenForItsScopesAlone) {
  const auto denied = Issued().Admit(v1::PARTNER_KEY_SCOPE_UNSPECIFIED, kIssued);
  EXPECT_EQ(Refusal(denied), "PARTNER_KEY_OUT_OF_SCOPE");
  EXPECT_EQ(denied.error().code, Code::kPermissionDenied);
}

TEST(PartnerKeyTest, IsRevokedOnce) {
  auto key = Issued();
  auto fact = key.Revoke().value();
  fact.mutable_meta()->set_effective_date("2025-03-07");
  key.Apply(fact);
  EXPECT_EQ(fact.organisation(), "organisations/o");
  EXPECT_EQ(key.content().revoke_date(), "2025-03-07");
  EXPECT_EQ(Refusal(key.Admit(v1::SEND_DOSSIERS, kIssued)), "PARTNER_KEY_REVOKED");
  EXPECT_EQ(key.Revoke().error().reason, "PARTNER_KEY_ALREADY_REVOKED");
}

TEST(PartnerKeyTest, ItsTextNamesIt) {
  const auto text = WriteKey(kName, "secret_with-signs");
  EXPECT_EQ(text, "parcours_01890000-0000-7000-8000-0000000000c1_secret_with-signs");
  EXPECT_EQ(NameIn(text), kName);
  for (const auto* other : {"", "parcours_", "secret", "parcours_01890000-0000-7000-8000",
                            "partners_01890000-0000-7000-8000-0000000000c1_secret"}) {
    EXPECT_EQ(NameIn(other), "") << other;
  }
}

}  // namespace
}  // namespace parcours::partners
