#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "parcours/partners/v1/partners_events.pb.h"
#include "services/platform/testing/service_fixture.h"
#include "services/support/service.h"
#include "services/support/use_cases/use_cases.h"

namespace parcours::support {

inline constexpr char kCfa[] = "organisations/01890000-0000-7000-8000-000000000001";
inline constexpr char kMissionLocale[] = "organisations/01890000-0000-7000-8000-000000000004";
inline constexpr char kPartner[] = "organisations/01890000-0000-7000-8000-000000000007";
inline constexpr char kPerson[] = "persons/01890000-0000-7000-8000-0000000000f1";
inline constexpr char kCase[] = "supportCases/01890000-0000-7000-8000-0000000000f1";
inline constexpr char kPathway[] = "pathways/01890000-0000-7000-8000-0000000000e1";

// Support on 2025-03-11, the day after the référent of the CFA heard of a barrier; it knows three
// organisations.
class SupportTest : public ::testing::Test {
 protected:
  SupportTest() : fixture_(Define(), CivilDate(2025, 3, 11)) {
    for (const char* name : {kCfa, kMissionLocale, kPartner}) {
      partners::v1::OrganisationRegistered fact;
      fact.set_organisation(name);
      fact.set_display_name(name);
      EXPECT_TRUE(fixture_.Deliver(fact, {.aggregate = name}));
    }
  }

  static security::Actor Referent() {
    return testing::Agent({.organisation = kCfa, .roles = {options::v1::REFERENT}});
  }
  static security::Actor SocialWorker(const std::string& organisation = kPartner) {
    return testing::Agent({.agent = "agents/01890000-0000-7000-8000-0000000000a7",
                           .organisation = organisation,
                           .roles = {options::v1::SOCIAL_WORKER}});
  }

  static followup::v1::BarrierIdentified Identified(
      type::v1::BarrierCategory category = type::v1::MOBILITY, int severity = 3,
      const std::string& date = "2025-03-10") {
    followup::v1::BarrierIdentified fact;
    fact.set_pathway(kPathway);
    fact.set_organisation(kCfa);
    fact.set_person(kPerson);
    fact.set_category(category);
    fact.set_severity(severity);
    fact.mutable_meta()->set_effective_date(date);
    return fact;
  }
  void HearBarrier() { ASSERT_TRUE(fixture_.Deliver(Identified(), {.aggregate = kPathway})); }

  void HearConsent(const std::string& recipient = kPartner) {
    recruitment::v1::ConsentGiven fact;
    fact.set_person(kPerson);
    fact.set_purpose(type::v1::REFERRAL);
    fact.set_recipient(recipient);
    ASSERT_TRUE(fixture_.Deliver(fact, {.aggregate = kPerson}));
  }
  void HearWithdrawal() {
    recruitment::v1::ConsentWithdrawn fact;
    fact.set_person(kPerson);
    fact.set_purpose(type::v1::REFERRAL);
    fact.set_recipient(kPartner);
    ASSERT_TRUE(fixture_.Deliver(fact, {.aggregate = kPerson}));
  }

  static v1::OfferReferralRequest Offer(const std::string& request_id = "offer-1") {
    v1::OfferReferralRequest request;
    request.set_support_case(kCase);
    request.set_category(type::v1::MOBILITY);
    request.add_options(kPartner);
    request.add_options(kMissionLocale);
    request.set_recipient(kPartner);
    request.set_message("cherche un trajet pour 6 h");
    request.set_request_id(request_id);
    return request;
  }
  // With the barrier and the consent heard.
  v1::Referral OfferedReferral() {
    HearBarrier();
    HearConsent();
    const auto referral = fixture_.Execute(Offer(), Referent());
    EXPECT_TRUE(referral) << referral.error().reason;
    return *referral;
  }

  template <typename Request>
  static Request About(const std::string& name, const std::string& request_id) {
    Request request;
    request.set_name(name);
    request.set_request_id(request_id);
    return request;
  }
  static v1::GetCaseRequest Case() {
    v1::GetCaseRequest request;
    request.set_name(kCase);
    return request;
  }
  static v1::GetReferralRequest One(const std::string& name) {
    v1::GetReferralRequest request;
    request.set_name(name);
    return request;
  }

  template <typename Request>
  std::string WhyNot(const Request& request, const security::Actor& actor) {
    const auto answer = fixture_.Execute(request, actor);
    return answer ? "" : answer.error().reason;
  }

  testing::ServiceFixture<Context> fixture_;
};

}  // namespace parcours::support
