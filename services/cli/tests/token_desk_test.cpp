#include "services/cli/token_desk.h"

#include <gtest/gtest.h>

#include "services/cli/tests/temporary_file.h"
#include "services/platform/host/clocks.h"

namespace parcours::cli {
namespace {

constexpr const char* kPartners = PARCOURS_SOURCE_DIR "/deploy/sample/partners.json";

TEST(TokenDesk, SignsForAnAgentOfThePartnersFile) {
  const auto keys = security::GenerateKeyPair();
  ASSERT_TRUE(keys);
  const TemporaryFile key(keys->private_key_pem);
  const auto desk = TokenDesk::Open({.private_key = key.path(), .partners = kPartners});
  ASSERT_TRUE(desk) << desk.error().french;
  const auto agent = desk->Agent("agents/01890000-0000-7000-8000-000000000012");
  ASSERT_TRUE(agent);
  EXPECT_EQ(agent->organisation, "organisations/01890000-0000-7000-8000-000000000001");
  EXPECT_TRUE(agent->Has(options::v1::REFERENT));

  const auto token = desk->For(*agent);
  ASSERT_TRUE(token);
  const host::SystemClock clock(host::Zone::Load("UTC").value());
  const auto read =
      security::MakeTokenVerifier(keys->public_key_pem, clock).value()->Verify(*token);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->principal, agent->principal);
  EXPECT_EQ(read->roles, agent->roles);
}

TEST(TokenDesk, AnUnknownAgentIsRefused) {
  const TemporaryFile key(security::GenerateKeyPair()->private_key_pem);
  const auto desk = TokenDesk::Open({.private_key = key.path(), .partners = {}});
  ASSERT_TRUE(desk);
  EXPECT_EQ(desk->Agent("agents/x").error().reason, "AGENT_UNKNOWN");
}

TEST(TokenDesk, BadFilesAreRefused) {
  const TemporaryFile key(security::GenerateKeyPair()->private_key_pem);
  const TemporaryFile text("no key");
  const TemporaryFile list("[{\"agent\":{\"name\":3}}]");
  EXPECT_EQ(TokenDesk::Open({.private_key = "/nowhere", .partners = {}}).error().reason,
            "SIGNING_KEY_UNREADABLE");
  EXPECT_EQ(TokenDesk::Open({.private_key = text.path(), .partners = {}}).error().reason,
            "TOKEN_KEY_INVALID");
  EXPECT_EQ(TokenDesk::Open({.private_key = key.path(), .partners = text.path()}).error().reason,
            "FILE_NOT_JSON");
  EXPECT_EQ(TokenDesk::Open({.private_key = key.path(), .partners = list.path()}).error().reason,
            "PARTNERS_UNREADABLE");
}

}  // namespace
}  // namespace parcours::cli
