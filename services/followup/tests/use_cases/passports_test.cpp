// Milestones, and credentials that others verify.

#include <fstream>
#include <nlohmann/json.hpp>

#include "services/followup/domain/training.h"
#include "services/followup/tests/domain/vectors.h"
#include "services/followup/tests/followup_test.h"
#include "services/platform/testing/command.h"

namespace parcours::followup {
namespace {

using nlohmann::json;

class Passports : public FollowupTest {
 protected:
  Passports() { ImportLearner(); }

  v1::RecordMilestoneRequest Reaching(const std::string& code, const std::string& day) {
    v1::RecordMilestoneRequest request;
    request.set_pathway(kPathway);
    request.set_code(code);
    request.set_kind(v1::CERTIFICATE);
    request.set_title("Attestation de formation citoyenne « " + code + " »");
    request.set_criteria("Avoir suivi le mois d'incorporation");
    request.set_reach_date(day);
    request.set_request_id("milestone" + std::to_string(++requests_));
    return request;
  }
  v1::RecordMilestoneRequest Planning(const std::string& code, const std::string& day) {
    auto request = Reaching(code, "");
    request.set_due_date(day);
    return request;
  }
  v1::IssueCredentialRequest Issuing(const std::string& code) {
    v1::IssueCredentialRequest request;
    request.set_pathway(kPathway);
    request.set_code(code);
    request.set_request_id("issue" + std::to_string(++requests_));
    return request;
  }
  template <typename Request>
  std::string Reason(const Request& request, const security::Actor& actor = Referent()) {
    const auto answer = fixture_.Execute(request, actor);
    return answer ? "" : answer.error().reason;
  }
  v1::Passport Read() {
    v1::GetPassportRequest request;
    request.set_pathway(kPathway);
    const auto passport = fixture_.Execute(request, testing::Beneficiary(kPerson));
    EXPECT_TRUE(passport) << passport.error().reason;
    return passport.value_or(v1::Passport{});
  }
  std::string Export(v1::CredentialFormat format) {
    v1::ExportCredentialRequest request;
    request.set_pathway(kPathway);
    request.set_code("FMI");
    request.set_format(format);
    const auto file = fixture_.Execute(request, testing::Beneficiary(kPerson));
    EXPECT_TRUE(file) << file.error().reason;
    return file ? file->text() : "";
  }
  std::string IssuedAs(v1::CredentialFormat format) {
    EXPECT_EQ(Reason(Reaching("FMI", "2025-02-01")), "");
    EXPECT_EQ(Reason(Issuing("FMI")), "");
    return Export(format);
  }

 private:
  int requests_ = 0;
};

TEST_F(Passports, MilestonesHaveTheirDates) {
  ASSERT_EQ(Reason(Planning("MEMOIR", "2025-06-15")), "");
  ASSERT_EQ(Reason(Planning("PERMIS-B", "2025-03-01")), "");
  ASSERT_EQ(Reason(Reaching("AFC", "2025-02-20")), "");
  ASSERT_EQ(Reason(Reaching("FMI", "2025-02-01")), "");
  const auto passport = Read();
  std::vector<std::string> told;
  for (const auto& milestone : passport.milestones()) {
    told.push_back(milestone.code() + " " + milestone.reach_date() + milestone.due_date() +
                   (milestone.overdue() ? " overdue" : ""));
  }
  EXPECT_THAT(told, ::testing::ElementsAre("FMI 2025-02-01", "AFC 2025-02-20",
                                           "PERMIS-B 2025-03-01 overdue", "MEMOIR 2025-06-15"));
  v1::GetTimelineRequest timeline;
  timeline.set_name(kPathway);
  EXPECT_NE(fixture_.Execute(timeline, Referent())->ShortDebugString().find("FMI"),
            std::string::npos);
}

TEST_F(Passports, WhatIsReachedStaysReached) {
  ASSERT_EQ(Reason(Reaching("FMI", "2025-02-01")), "");
  EXPECT_EQ(Reason(Reaching("FMI", "2025-02-02")), "MILESTONE_ALREADY_REACHED");
  EXPECT_EQ(Reason(Planning("FMI", "2025-06-01")), "MILESTONE_ALREADY_REACHED");
  EXPECT_EQ(Reason(Reaching("AFC", "2025-03-07")), "FOLLOWUP_DATE_IN_THE_FUTURE");
  EXPECT_EQ(Reason(Reaching("AFC", "2024-08-31")), "MILESTONE_BEFORE_PATHWAY");
  auto vague = Reaching("AFC", "2025-02-01");
  vague.clear_criteria();
  EXPECT_EQ(Reason(vague), "MILESTONE_CRITERIA_MISSING");
}

TEST_F(Passports, AFortyFirstMilestoneIsTooMany) {
  for (int i = 0; i < 40; ++i) {
    ASSERT_EQ(Reason(Reaching("M" + std::to_string(i), "2025-02-01")), "");
  }
  EXPECT_EQ(Reason(Reaching("M40", "2025-02-01")), "PASSPORT_FULL");
  EXPECT_EQ(Reason(Issuing("M39")), "");
}

TEST_F(Passports, ACredentialIsOfAMilestoneThatIsReachedAndOnce) {
  EXPECT_EQ(Reason(Issuing("FMI")), "MILESTONE_NOT_REACHED");
  ASSERT_EQ(Reason(Planning("FMI", "2025-06-01")), "");
  EXPECT_EQ(Reason(Issuing("FMI")), "MILESTONE_NOT_REACHED");
  v1::ExportCredentialRequest request;
  request.set_pathway(kPathway);
  request.set_code("FMI");
  request.set_format(v1::OPEN_BADGE_3);
  EXPECT_EQ(Reason(request), "CREDENTIAL_NOT_ISSUED");
  ASSERT_EQ(Reason(Reaching("FMI", "2025-02-01")), "");
  EXPECT_EQ(Reason(Issuing("FMI")), "");
  EXPECT_EQ(Reason(Issuing("FMI")), "CREDENTIAL_ALREADY_ISSUED");
  EXPECT_EQ(Reason(request, StrangeReferent()), "RESOURCE_NOT_FOUND");
}

TEST_F(Passports, AnExportIsAlwaysTheSame) {
  const std::string first = IssuedAs(v1::OPEN_BADGE_3);
  MoveTo("2025-05-01");
  EXPECT_EQ(Export(v1::OPEN_BADGE_3), first);
}

// apsig reads the key out of the did and checks the signature; a changed word breaks it.
TEST_F(Passports, TheApsigPackageOfPythonVerifiesTheBadge) {
  const std::string file = ::testing::TempDir() + "parcours_badge.json";
  const std::string verify = PARCOURS_SOURCE_DIR "/services/followup/tests/verify_badge.py " + file;
  auto badge = json::parse(IssuedAs(v1::OPEN_BADGE_3));
  std::ofstream(file) << badge.dump();
  const auto verified = testing::RunPython(verify);
  if (!verified) GTEST_SKIP() << testing::kNoPython;
  EXPECT_EQ(verified->status, 0) << verified->output;
  badge["credentialSubject"]["achievement"]["name"] = "Permis B";
  std::ofstream(file) << badge.dump();
  EXPECT_NE(testing::RunPython(verify)->status, 0);
}

// What a badge has, and of which type, beside what the published fixtures have.
void ExpectShapeOf(const json& ours, const json& sample, const std::string& path) {
  ASSERT_EQ(ours.type_name(), std::string(sample.type_name())) << path;
  if (!ours.is_object()) return;
  for (const auto& [key, value] : ours.items()) {
    if (path.ends_with("/legalName") || path.ends_with("/title")) continue;  // languages
    ASSERT_TRUE(sample.contains(key)) << path << "/" << key;
    if (key == "type") {
      EXPECT_EQ(value, sample.at(key)) << path;
    } else {
      ExpectShapeOf(value, sample.at(key), path + "/" + key);
    }
  }
}

TEST_F(Passports, ABadgeHasTheShapeOfThePublishedOnes) {
  const auto sample = SharedData("standards/open-badges-3/v2NoStatus.json");
  if (!sample) GTEST_SKIP() << "the shared data are not here: set PARCOURS_SHARED";
  auto badge = json::parse(IssuedAs(v1::OPEN_BADGE_3));
  for (const char* key :
       {"@context", "id", "type", "issuer", "validFrom", "name", "credentialSubject", "proof"}) {
    EXPECT_TRUE(badge.contains(key)) << key;
  }
  badge.erase("proof");  // another cryptosuite than theirs
  badge["credentialSubject"]["achievement"].erase("achievementType");
  ExpectShapeOf(badge, *sample, "");
}

TEST_F(Passports, ALearningCredentialHasTheStructureOfThePublishedSample) {
  const auto sample = SharedData("standards/elm/credential-sample.jsonld");
  if (!sample) GTEST_SKIP() << "the shared data are not here: set PARCOURS_SHARED";
  const auto credential = json::parse(IssuedAs(v1::EUROPEAN_LEARNING_MODEL_3));
  for (const char* key :
       {"@context", "id", "type", "credentialProfiles", "displayParameter", "issuer",
        "credentialSubject", "credentialSchema", "issuanceDate", "issued", "validFrom"}) {
    EXPECT_TRUE(credential.contains(key)) << key;
  }
  EXPECT_EQ(credential["@context"], sample->at("@context"));
  EXPECT_EQ(credential["credentialSchema"], sample->at("credentialSchema"));
  EXPECT_EQ(credential["credentialProfiles"], sample->at("credentialProfiles"));
  ExpectShapeOf(credential, *sample, "");
}

}  // namespace
}  // namespace parcours::followup
