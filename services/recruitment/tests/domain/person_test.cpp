#include "services/recruitment/domain/person.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/recruitment/domain/candidacy.h"
#include "services/recruitment/domain/engagement_contract.h"
#include "services/recruitment/domain/identity.h"

namespace parcours::recruitment {
namespace {

using ::testing::ElementsAre;

constexpr CivilDate kDay{2025, 3, 11};
const security::Actor kAgent{
    .principal = "agents/a", .organisation = "organisations/cfa", .person = {}, .roles = {}};
const security::Actor kBeneficiary{
    .principal = "persons/p", .organisation = {}, .person = "persons/p", .roles = {}};

v1::PersonIdentity Identity() {
  v1::PersonIdentity identity;
  identity.set_family_name("Lenôtre");
  identity.set_given_name("Gaston");
  identity.set_birth_date("2006-10-28");
  identity.set_email("gaston@example.org");
  identity.add_phones("+33639981234");
  return identity;
}

Person Registered(const std::string& organisation = "organisations/cfa") {
  Person person("persons/p");
  person.Apply(person.Register(
      {.identity = Identity(), .has_nir = false, .organisation = organisation}, kDay));
  return person;
}

TEST(Person, AnotherOrganisationFillsAndCorrectsButEmptiesNothing) {
  v1::PersonIdentity other;
  other.set_family_name("Lenôtre");
  other.set_given_name("Gaston");
  other.set_birth_date("2006-10-28");
  other.add_phones("+33639985678");
  other.set_postcode("75019");
  const auto corrected = Registered().Correct(
      {.identity = other, .has_nir = false, .organisation = "organisations/ml"}, kDay);
  ASSERT_TRUE(corrected);
  EXPECT_EQ(corrected->identity().email(), "gaston@example.org");
  EXPECT_THAT(corrected->identity().phones(), ElementsAre("+33639985678"));
  EXPECT_THAT(corrected->changed_fields(), ElementsAre("phones", "postcode"));
}

TEST(Person, TheOrganisationThatSpokeLastReplacesWhatItSaid) {
  auto identity = Identity();
  identity.clear_email();
  const auto corrected = Registered().Correct(
      {.identity = identity, .has_nir = true, .organisation = "organisations/cfa"}, kDay);
  ASSERT_TRUE(corrected);
  EXPECT_EQ(corrected->identity().email(), "");
  EXPECT_THAT(corrected->changed_fields(), ElementsAre("email", "has_nir"));
}

TEST(Person, WhatIsKnownIsNoCorrection) {
  EXPECT_FALSE(Registered().Correct(
      {.identity = Identity(), .has_nir = false, .organisation = "organisations/ml"}, kDay));
}

TEST(Person, AConsentGivenAgainChangesNothing) {
  auto person = Registered();
  const Person::ConsentTerms terms{.purpose = type::v1::REFERRAL,
                                   .recipient = "organisations/r",
                                   .means = v1::ON_PAPER,
                                   .until = std::nullopt};
  const auto given = person.GiveConsent(terms, kAgent, kDay).value();
  ASSERT_TRUE(given);
  EXPECT_EQ(given->recorded_by(), "agents/a");
  EXPECT_EQ(given->means(), v1::ON_PAPER);
  person.Apply(*given);
  EXPECT_FALSE(person.GiveConsent(terms, kAgent, kDay.AddDays(3)).value());
  auto longer = terms;
  longer.until = kDay.AddDays(30);
  EXPECT_TRUE(person.GiveConsent(longer, kAgent, kDay).value());
  EXPECT_EQ(person.FindConsent(type::v1::REFERRAL, "organisations/r")->given_date(), "2025-03-11");
}

TEST(Person, TheirOwnAccountIsTheMeansOfTheirConsent) {
  const auto given = Registered().GiveConsent({.purpose = type::v1::SURVEY,
                                               .recipient = "organisations/r",
                                               .means = v1::ORAL,
                                               .until = std::nullopt},
                                              kBeneficiary, kDay);
  EXPECT_EQ(given.value()->means(), v1::OWN_ACCOUNT);
  EXPECT_EQ(given.value()->recorded_by(), "");
}

TEST(Person, AConsentDoesNotEndBeforeItBegins) {
  EXPECT_EQ(Registered()
                .GiveConsent({.purpose = type::v1::SURVEY,
                              .recipient = "organisations/r",
                              .means = v1::ORAL,
                              .until = kDay.AddDays(-1)},
                             kAgent, kDay)
                .error()
                .reason,
            "CONSENT_ENDS_BEFORE_IT_BEGINS");
}

TEST(Person, AWithdrawnConsentMayBeGivenAgain) {
  auto person = Registered();
  const Person::ConsentTerms terms{.purpose = type::v1::REFERRAL,
                                   .recipient = "organisations/r",
                                   .means = v1::ON_PAPER,
                                   .until = std::nullopt};
  EXPECT_EQ(person.WithdrawConsent(terms.purpose, terms.recipient, kAgent, kDay).error().reason,
            "CONSENT_NOT_GIVEN");
  person.Apply(*person.GiveConsent(terms, kAgent, kDay).value());
  EXPECT_EQ(person.WithdrawConsent(terms.purpose, terms.recipient, kAgent, kDay.AddDays(-1))
                .error()
                .reason,
            "DATE_BEFORE_FORMER_ACT");
  person.Apply(
      person.WithdrawConsent(terms.purpose, terms.recipient, kAgent, kDay.AddDays(1)).value());
  EXPECT_EQ(person.WithdrawConsent(terms.purpose, terms.recipient, kAgent, kDay.AddDays(2))
                .error()
                .reason,
            "CONSENT_NOT_GIVEN");
  EXPECT_TRUE(person.GiveConsent(terms, kAgent, kDay.AddDays(2)).value());
}

TEST(Person, ALookalikeIsProposedOnce) {
  auto person = Registered();
  const Person::Lookalike lookalike{.other_person = "",
                                    .criterion = v1::SAME_IDENTITY,
                                    .proposed_by = "organisations/ml",
                                    .sender_reference = "ML-103"};
  person.Apply(*person.ProposeDuplicate(lookalike, kDay));
  EXPECT_FALSE(person.ProposeDuplicate(lookalike, kDay));
}

Candidacy Prescribed() {
  Candidacy candidacy("candidacies/k");
  candidacy.Apply(candidacy.Prescribe({.organisation = "organisations/cfa",
                                       .person = "persons/p",
                                       .programme = "programmes/APPRENTICESHIP",
                                       .programme_kind = type::v1::APPRENTICESHIP,
                                       .prescriber = "organisations/ml",
                                       .sender_reference = "ML-1",
                                       .content_hash = ""},
                                      kAgent, kDay));
  return candidacy;
}

google::protobuf::Timestamp At(std::int64_t seconds) {
  google::protobuf::Timestamp time;
  time.set_seconds(seconds);
  return time;
}

TEST(Candidacy, TheLengthOfAnInterviewComesFromItsTimesWhereBothAreKnown) {
  const auto candidacy = Prescribed();
  EXPECT_EQ(candidacy.HoldInterview({.start = At(0), .end = At(2700), .minutes = 10}, kAgent, kDay)
                .value()
                .minutes(),
            45);
  EXPECT_EQ(candidacy.HoldInterview({.start = {}, .end = {}, .minutes = 40}, kAgent, kDay)
                .value()
                .minutes(),
            40);
  EXPECT_EQ(candidacy.HoldInterview({.start = At(0), .end = {}, .minutes = 40}, kAgent, kDay)
                .error()
                .reason,
            "INTERVIEW_TIMES_INVALID");
  EXPECT_EQ(candidacy.HoldInterview({.start = At(2700), .end = At(0)}, kAgent, kDay).error().reason,
            "INTERVIEW_TIMES_INVALID");
}

TEST(Candidacy, NoInterviewComesBeforeThePrescription) {
  EXPECT_EQ(Prescribed().HoldInterview({.minutes = 40}, kAgent, kDay.AddDays(-1)).error().reason,
            "DATE_BEFORE_FORMER_ACT");
}

const EngagementContract::Terms kTerms{.training_start = CivilDate(2025, 9, 15),
                                       .training_end = CivilDate(2026, 8, 31),
                                       .commitments = "Assiduité"};

EngagementContract HalfSigned() {
  EngagementContract contract("engagementContracts/k");
  contract.Apply(contract.Sign(Prescribed(), kTerms, kBeneficiary, kDay).value());
  return contract;
}

TEST(EngagementContract, OneSignatureOpensNothing) {
  EXPECT_FALSE(HalfSigned().Complete(Prescribed()));
  EXPECT_EQ(HalfSigned().ToProto().state(), v1::EngagementContract::HALF_SIGNED);
}

TEST(EngagementContract, BothSignaturesOpenThePathwayOnTheDayOfTheLast) {
  auto contract = HalfSigned();
  contract.Apply(contract.Sign(Prescribed(), {}, kAgent, kDay.AddDays(2)).value());
  const auto complete = contract.Complete(Prescribed());
  ASSERT_TRUE(complete);
  EXPECT_EQ(complete->meta().effective_date(), "2025-03-13");
  EXPECT_EQ(complete->pathway(), "pathways/k");
  EXPECT_EQ(complete->training_start_date(), "2025-09-15");
  EXPECT_EQ(complete->prescriber(), "organisations/ml");
  contract.Apply(*complete);
  EXPECT_FALSE(contract.Complete(Prescribed()));
}

TEST(EngagementContract, APartySignsOnceAndForTheSameDates) {
  EXPECT_EQ(HalfSigned().Sign(Prescribed(), kTerms, kBeneficiary, kDay).error().reason,
            "ENGAGEMENT_ALREADY_SIGNED");
  auto other = kTerms;
  other.training_end = CivilDate(2026, 7, 31);
  EXPECT_EQ(HalfSigned().Sign(Prescribed(), other, kAgent, kDay).error().reason,
            "ENGAGEMENT_DATES_DIFFER");
}

TEST(EngagementContract, TheFirstSignatureSetsTheDates) {
  const EngagementContract contract("engagementContracts/k");
  EXPECT_EQ(contract.Sign(Prescribed(), {}, kAgent, kDay).error().reason,
            "ENGAGEMENT_DATES_MISSING");
  auto inverted = kTerms;
  inverted.training_end = CivilDate(2025, 9, 14);
  EXPECT_EQ(contract.Sign(Prescribed(), inverted, kAgent, kDay).error().reason,
            "TRAINING_ENDS_BEFORE_IT_STARTS");
}

TEST(Identity, BothRecordFormatsGiveTheSameKey) {
  DossierRecord dossier;
  dossier.family_name = "lenôtre ";
  dossier.given_name = "GASTON";
  dossier.birth = CivilDate(2006, 10, 28);
  PrescriptionRecord prescription;
  prescription.family_name = "Lenôtre";
  prescription.given_name = "gaston";
  prescription.birth = dossier.birth;
  EXPECT_EQ(KeyOf(IdentityOf(dossier)), KeyOf(IdentityOf(prescription)));
}

}  // namespace
}  // namespace parcours::recruitment
