#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "parcours/partners/v1/partners_events.pb.h"
#include "services/followup/service.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/platform/testing/service_fixture.h"

namespace parcours::followup {

inline constexpr char kCfa[] = "organisations/01890000-0000-7000-8000-000000000001";
inline constexpr char kSite[] = "organisations/01890000-0000-7000-8000-000000000002";
inline constexpr char kMissionLocale[] = "organisations/01890000-0000-7000-8000-000000000004";
inline constexpr char kEmployerA[] = "organisations/01890000-0000-7000-8000-000000000005";
inline constexpr char kEmployerB[] = "organisations/01890000-0000-7000-8000-000000000006";
inline constexpr char kStranger[] = "organisations/01890000-0000-7000-8000-0000000000fe";
inline constexpr char kDefaultReferent[] = "agents/01890000-0000-7000-8000-000000000011";
inline constexpr char kReferent[] = "agents/01890000-0000-7000-8000-000000000012";
inline constexpr char kLead[] = "agents/01890000-0000-7000-8000-000000000013";
inline constexpr char kAdviser[] = "agents/01890000-0000-7000-8000-000000000016";
inline constexpr char kPerson[] = "persons/01890000-0000-7000-8000-0000000000f1";
inline constexpr char kPathway[] = "pathways/01890000-0000-7000-8000-0000000000e1";
inline constexpr char kEnrolment[] = "enrolments/01890000-0000-7000-8000-0000000000e1";
inline constexpr char kContract1[] = "apprenticeshipContracts/01890000-0000-7000-8000-0000000000c1";
inline constexpr char kContract2[] = "apprenticeshipContracts/01890000-0000-7000-8000-0000000000c2";
inline constexpr char kBreak1[] = "contractBreaks/01890000-0000-7000-8000-0000000000c1";
inline constexpr char kCase[] = "supportCases/01890000-0000-7000-8000-0000000000f1";
inline constexpr char kReferral[] = "referrals/01890000-0000-7000-8000-0000000000d1";
inline constexpr char kMission[] = "missions/01890000-0000-7000-8000-0000000000d2";

// What the other services say of the protagonist of the story: session 2024-09-01 to 2025-08-31,
// contract from 2024-10-01, broken on 2024-12-01.
[[nodiscard]] recruitment::v1::EnrolmentImported Imported();
[[nodiscard]] recruitment::v1::ContractSigned ImportedContract(const char* contract = kContract1,
                                                               int number = 1,
                                                               const char* start = "2024-10-01",
                                                               const char* employer = kEmployerA);
[[nodiscard]] recruitment::v1::ContractBreakReported BreakReported(
    const char* day = "2024-12-01", const char* stated_on = "2025-03-06",
    type::v1::BreakSource source = type::v1::CFA);
// Signed on the platform on 2025-03-28, with employer B, from 2025-04-01.
[[nodiscard]] recruitment::v1::ContractSigned NewContract();
[[nodiscard]] support::v1::BarrierConfirmed Confirmed(
    const char* day = "2025-03-10", type::v1::BarrierCategory category = type::v1::MOBILITY);
[[nodiscard]] support::v1::BarrierLifted Lifted(
    const char* day = "2025-04-02", type::v1::BarrierCategory category = type::v1::MOBILITY);

[[nodiscard]] security::Actor Referent();
[[nodiscard]] security::Actor Lead();
[[nodiscard]] security::Actor Adviser();
[[nodiscard]] security::Actor StrangeReferent();

// Follow-up on the day of the import; it knows the network of the story.
class FollowupTest : public ::testing::Test {
 protected:
  explicit FollowupTest(CivilDate today = CivilDate(2025, 3, 6));

  template <typename Fact>
  void Hear(const Fact& fact) {
    const auto heard = fixture_.Deliver(fact, {.aggregate = AggregateOf(fact)});
    ASSERT_TRUE(heard) << heard.error().reason;
  }
  // The learner record of the protagonist, and what follows from it the same day.
  void ImportLearner();
  void MoveTo(const char* day) { fixture_.AdvanceTo(CivilDate::Parse(day).value()); }
  [[nodiscard]] Result<v1::Pathway> Get(const std::string& on = {},
                                        const security::Actor& actor = Referent());
  // The facts recorded so far, by type.
  [[nodiscard]] std::size_t Count(const std::string& type);

  testing::ServiceFixture<Context> fixture_;

 private:
  // Field 1 of every fact is its aggregate.
  static std::string AggregateOf(const google::protobuf::Message& fact);
};

}  // namespace parcours::followup
