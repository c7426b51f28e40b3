#include "services/platform/security/tokens.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

#include <nlohmann/json.hpp>

#include "services/platform/security/cipher.h"
#include "services/platform/security/signing.h"
#include "services/platform/testing/fakes.h"

namespace parcours::security {
namespace {

using nlohmann::json;
using std::chrono::hours;
using std::chrono::seconds;

// 2025-03-06 at noon, UTC.
constexpr std::int64_t kNow = 1'741'262'400;

const Actor kAgent{.principal = "agents/lead",
                   .organisation = "organisations/centre",
                   .person = {},
                   .roles = {options::v1::TRAINING_LEAD, options::v1::REFERENT}};

class Tokens : public ::testing::Test {
 protected:
  Tokens()
      : keys(GenerateKeyPair().value()),
        issuer(MakeTokenIssuer(keys.private_key_pem, clock).value()),
        verifier(MakeTokenVerifier(keys.public_key_pem, clock).value()) {
    StartSodium();
  }

  std::string Token(const Actor& actor = kAgent, seconds lifetime = hours{1}) const {
    return issuer->Issue(actor, lifetime).value();
  }

  // Signed by the platform's own key, whatever it says.
  std::string Signed(const json& header, const json& claims) const {
    return SignedText(header.dump(), claims.dump());
  }
  std::string SignedText(const std::string& header, const std::string& claims) const {
    const auto key = ReadPrivateKey(keys.private_key_pem);
    const std::string text = ToBase64Url(header) + "." + ToBase64Url(claims);
    return text + "." + ToBase64Url(SignEs256(*key, text).value());
  }

  json Claims() const {
    return {{"aud", "parcours"},          {"sub", "agents/lead"}, {"org", "organisations/centre"},
            {"roles", {"TRAINING_LEAD"}}, {"iat", kNow},          {"exp", kNow + 3'600}};
  }

  void ExpectRefused(const std::string& token, const std::string& reason) const {
    const auto actor = verifier->Verify(token);
    ASSERT_FALSE(actor.has_value()) << token;
    EXPECT_EQ(actor.error().code, Code::kUnauthenticated);
    EXPECT_EQ(actor.error().reason, reason) << token;
    EXPECT_FALSE(actor.error().french.empty());
    EXPECT_FALSE(actor.error().english.empty());
  }

  testing::FakeClock clock{CivilDate(2025, 3, 6)};
  const KeyPair keys;
  const std::unique_ptr<TokenIssuer> issuer;
  const std::unique_ptr<TokenVerifier> verifier;
  const json es256 = {{"alg", "ES256"}, {"typ", "JWT"}};
};

TEST_F(Tokens, SayWhoActs) {
  const auto actor = verifier->Verify(Token());
  ASSERT_TRUE(actor.has_value()) << actor.error().english;
  EXPECT_EQ(actor->principal, "agents/lead");
  EXPECT_EQ(actor->organisation, "organisations/centre");
  EXPECT_EQ(actor->person, "");
  EXPECT_EQ(actor->roles, kAgent.roles);
}

TEST_F(Tokens, OfABeneficiaryNameThePerson) {
  const auto actor = verifier->Verify(Token({.principal = "persons/p",
                                             .organisation = {},
                                             .person = "persons/p",
                                             .roles = {options::v1::BENEFICIARY}}));
  ASSERT_TRUE(actor.has_value());
  EXPECT_EQ(actor->person, "persons/p");
}

TEST_F(Tokens, AMissingTokenIsSaidToBeMissing) { ExpectRefused("", "TOKEN_MISSING"); }

TEST_F(Tokens, ExpireAtTheSecondWithoutSkew) {
  const std::string token = Token(kAgent, seconds{60});
  clock.Tick(seconds{59});
  EXPECT_TRUE(verifier->Verify(token).has_value());
  clock.Tick(seconds{1});
  ExpectRefused(token, "TOKEN_EXPIRED");
}

TEST_F(Tokens, ARememberedTokenExpiresLikeANewOne) {
  const std::string token = Token(kAgent, seconds{60});
  ASSERT_TRUE(verifier->Verify(token).has_value());
  ASSERT_TRUE(verifier->Verify(token).has_value());
  clock.Tick(seconds{60});
  ExpectRefused(token, "TOKEN_EXPIRED");
}

TEST_F(Tokens, OfAnotherKeyAreForged) {
  const auto other = MakeTokenIssuer(GenerateKeyPair()->private_key_pem, clock).value();
  ExpectRefused(other->Issue(kAgent, hours{1}).value(), "TOKEN_SIGNATURE_INVALID");
}

TEST_F(Tokens, WithChangedClaimsAreForged) {
  const std::string token = Token();
  const auto first = token.find('.');
  const auto second = token.find('.', first + 1);
  json claims = Claims();
  claims["roles"] = {"PLATFORM_OPERATOR"};
  const std::string changed =
      token.substr(0, first + 1) + ToBase64Url(claims.dump()) + token.substr(second);
  ExpectRefused(changed, "TOKEN_SIGNATURE_INVALID");
  std::string flipped = token;
  flipped[flipped.size() - 10] = flipped[flipped.size() - 10] == 'A' ? 'B' : 'A';
  ExpectRefused(flipped, "TOKEN_SIGNATURE_INVALID");
}

TEST_F(Tokens, AlgorithmNoneIsNoSignature) {
  const std::string text =
      ToBase64Url(json{{"alg", "none"}}.dump()) + "." + ToBase64Url(Claims().dump());
  ExpectRefused(text + ".", "TOKEN_SIGNATURE_INVALID");
  ExpectRefused(Signed({{"alg", "none"}}, Claims()), "TOKEN_SIGNATURE_INVALID");
  ExpectRefused(Signed({{"alg", "None"}}, Claims()), "TOKEN_SIGNATURE_INVALID");
  ExpectRefused(Signed(json::object(), Claims()), "TOKEN_SIGNATURE_INVALID");
}

TEST_F(Tokens, ThePublicKeyIsNoSharedSecret) {
  const std::string text =
      ToBase64Url(json{{"alg", "HS256"}}.dump()) + "." + ToBase64Url(Claims().dump());
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), keys.public_key_pem.data(), static_cast<int>(keys.public_key_pem.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac.data(), &size);
  ExpectRefused(text + "." + ToBase64Url({reinterpret_cast<const char*>(mac.data()), size}),
                "TOKEN_SIGNATURE_INVALID");
}

TEST_F(Tokens, ForAnotherAudienceAreRefused) {
  json claims = Claims();
  claims["aud"] = "elsewhere";
  ExpectRefused(Signed(es256, claims), "TOKEN_WRONG_AUDIENCE");
  claims["aud"] = json::array({"elsewhere", 3});
  ExpectRefused(Signed(es256, claims), "TOKEN_WRONG_AUDIENCE");
  claims.erase("aud");
  ExpectRefused(Signed(es256, claims), "TOKEN_WRONG_AUDIENCE");
  claims["aud"] = json::array({"elsewhere", "parcours"});
  EXPECT_TRUE(verifier->Verify(Signed(es256, claims)).has_value());
}

TEST_F(Tokens, GarbageIsMalformed) {
  const std::string token = Token();
  for (const std::string& garbage :
       {std::string("x"), std::string("a.b"), std::string("a.b.c"), std::string("..."),
        std::string("...."), std::string(9'000, 'a'), token + ".x", "Bearer " + token, token + "=",
        token + " ", std::string("\0\0.\0.\0", 6)}) {
    ExpectRefused(garbage, "TOKEN_MALFORMED");
  }
}

TEST_F(Tokens, ClaimsOfTheWrongShapeAreMalformed) {
  const auto with = [this](const char* claim, const json& value) {
    json claims = Claims();
    claims[claim] = value;
    return Signed(es256, claims);
  };
  ExpectRefused(with("sub", 7), "TOKEN_MALFORMED");
  ExpectRefused(with("sub", ""), "TOKEN_MALFORMED");
  ExpectRefused(with("org", json::array()), "TOKEN_MALFORMED");
  ExpectRefused(with("exp", "tomorrow"), "TOKEN_MALFORMED");
  ExpectRefused(with("exp", nullptr), "TOKEN_MALFORMED");
  ExpectRefused(with("roles", "REFERENT"), "TOKEN_MALFORMED");
  ExpectRefused(with("roles", {"KING"}), "TOKEN_MALFORMED");
  ExpectRefused(with("roles", {"ROLE_UNSPECIFIED"}), "TOKEN_MALFORMED");
  ExpectRefused(with("roles", {5}), "TOKEN_MALFORMED");
  ExpectRefused(SignedText(es256.dump(), "[1,2]"), "TOKEN_MALFORMED");
  ExpectRefused(SignedText(es256.dump(), "{\"sub\":"), "TOKEN_MALFORMED");
  ExpectRefused(Signed({{"alg", "ES256"}, {"crit", {"exp"}}}, Claims()), "TOKEN_MALFORMED");
}

TEST_F(Tokens, OfAPersonNeverCarryTheServiceRole) {
  json claims = Claims();
  claims["roles"] = {"SERVICE"};
  ExpectRefused(Signed(es256, claims), "TOKEN_MALFORMED");
  const auto refused = issuer->Issue(
      {.principal = "agents/x", .organisation = {}, .person = {}, .roles = {options::v1::SERVICE}},
      hours{1});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, "TOKEN_ROLE_RESERVED");
  EXPECT_TRUE(verifier->Verify(Token(SystemActor("followup"))).has_value());
}

TEST_F(Tokens, AreIssuedForSomebodyAndForALimitedTime) {
  EXPECT_EQ(issuer->Issue({}, hours{1}).error().reason, "TOKEN_PRINCIPAL_MISSING");
  EXPECT_EQ(issuer->Issue(kAgent, seconds{0}).error().reason, "TOKEN_LIFETIME_OUT_OF_RANGE");
  EXPECT_EQ(issuer->Issue(kAgent, hours{24 * 367}).error().reason, "TOKEN_LIFETIME_OUT_OF_RANGE");
}

TEST_F(Tokens, KeysOfAnotherKindAreRefused) {
  const SigningKey rsa(EVP_RSA_gen(1024));
  const SigningKey other_curve(EVP_EC_gen("P-384"));
  EXPECT_EQ(MakeTokenVerifier(PublicPem(*rsa), clock).error().reason, "TOKEN_KEY_INVALID");
  EXPECT_EQ(MakeTokenVerifier(PublicPem(*other_curve), clock).error().reason, "TOKEN_KEY_INVALID");
  EXPECT_EQ(MakeTokenVerifier("not a key", clock).error().reason, "TOKEN_KEY_INVALID");
  EXPECT_EQ(MakeTokenVerifier("", clock).error().reason, "TOKEN_KEY_INVALID");
  EXPECT_EQ(MakeTokenIssuer(keys.public_key_pem, clock).error().reason, "TOKEN_KEY_INVALID");
}

// RFC 7515, appendix A.3: an ES256 signature that is not ours.
TEST(Es256, VerifiesTheExampleOfItsStandard) {
  const auto x = FromBase64Url("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU").value();
  const auto y = FromBase64Url("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0").value();
  // SubjectPublicKeyInfo of P-256 is this prefix and the point.
  const auto prefix = FromBase64Url("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgA").value();
  const std::string der = prefix + "\x04" + x + y;
  const auto* cursor = reinterpret_cast<const unsigned char*>(der.data());
  const SigningKey key(d2i_PUBKEY(nullptr, &cursor, static_cast<long>(der.size())));
  ASSERT_NE(key, nullptr);
  const std::string text =
      "eyJhbGciOiJFUzI1NiJ9."
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
      "fQ";
  const auto signature =
      FromBase64Url(
          "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")
          .value();
  EXPECT_TRUE(VerifyEs256(*key, text, signature));
  EXPECT_FALSE(VerifyEs256(*key, text + "x", signature));
}

}  // namespace
}  // namespace parcours::security
