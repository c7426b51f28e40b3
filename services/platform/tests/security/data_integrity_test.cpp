#include "services/platform/security/data_integrity.h"

#include <gtest/gtest.h>

#include "services/platform/security/cipher.h"

namespace parcours::security {
namespace {

// The example of the W3C recommendation "Data Integrity EdDSA Cryptosuites v1.0", B.3.
const nlohmann::json kAlumniCredential = {
    {"@context",
     {"https://www.w3.org/ns/credentials/v2", "https://www.w3.org/ns/credentials/examples/v2"}},
    {"id", "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33"},
    {"type", {"VerifiableCredential", "AlumniCredential"}},
    {"name", "Alumni Credential"},
    {"description", "A minimum viable example of an Alumni Credential."},
    {"issuer", "https://vc.example/issuers/5678"},
    {"validFrom", "2023-01-01T00:00:00Z"},
    {"credentialSubject",
     {{"id", "did:example:abcdefgh"}, {"alumniOf", "The School of Examples"}}}};
constexpr std::string_view kExampleSeed =
    "\xc9\x6e\xf9\xea\x10\xc5\xe4\x14\xc4\x71\x72\x3a\xff\x9d\xe7\x2c"
    "\x35\xfa\x5b\x70\xfa\xe9\x7e\x88\x32\xec\xac\x7d\x2e\x2b\x8e\xd6";

TEST(DataIntegrity, SignsTheExampleOfTheRecommendationAsItDoes) {
  StartSodium();
  const DocumentSigner signer(kExampleSeed);
  EXPECT_EQ(signer.did(), "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2");
  const auto credential = signer.Sign(kAlumniCredential, "2023-02-24T23:36:38Z");
  EXPECT_EQ(
      credential["proof"]["proofValue"],
      "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51"
      "aX");
}

TEST(DataIntegrity, WritesJsonInItsOneForm) {
  const auto document = nlohmann::json::parse(
      R"({"b": [1, {"z": null, "a": true}], "a": "\u00e9\u000f\n\"\\/\u007f", "A": -0})");
  EXPECT_EQ(CanonicalJson(document),
            "{\"A\":0,\"a\":\"é\\u000f\\n\\\"\\\\/\x7f\",\"b\":[1,{\"a\":true,\"z\":null}]}");
}

TEST(DataIntegrity, WritesBytesInBase58) {
  EXPECT_EQ(Multibase58(""), "z");
  EXPECT_EQ(Multibase58("Hello World!"), "z2NEpo7TZRRrLZSi2U");
  EXPECT_EQ(Multibase58(std::string_view("\0\0\x28\x7f\xb4\xcd", 6)), "z11233QC4");
}

TEST(DataIntegrityDeathTest, NumbersWithAFractionAreNotWritten) {
  EXPECT_DEATH((void)CanonicalJson({{"a", 0.5}}), "");
}

}  // namespace
}  // namespace parcours::security
