#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "parcours/partners/v1/partners_events.pb.h"
#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "services/platform/testing/service_fixture.h"
#include "services/recruitment/service.h"
#include "services/recruitment/use_cases/use_cases.h"

// The network in which the tests of use cases play, and the records that its systems send.
namespace parcours::recruitment::testing {

using parcours::testing::Actor;
using parcours::testing::Agent;
using parcours::testing::Beneficiary;
using parcours::testing::PartnerSystem;
using type::v1::RecordVerdict;

inline constexpr const char* kCfa = "organisations/01890000-0000-7000-8000-000000000001";
inline constexpr const char* kSite = "organisations/01890000-0000-7000-8000-000000000002";
inline constexpr const char* kUniversity = "organisations/01890000-0000-7000-8000-000000000003";
inline constexpr const char* kMissionLocale = "organisations/01890000-0000-7000-8000-000000000004";
inline constexpr const char* kEmployerA = "organisations/01890000-0000-7000-8000-000000000005";
inline constexpr const char* kEmployerB = "organisations/01890000-0000-7000-8000-000000000006";
inline constexpr const char* kAssociation = "organisations/01890000-0000-7000-8000-000000000007";
inline constexpr const char* kStranger = "organisations/01890000-0000-7000-8000-0000000000fe";

inline constexpr const char* kEmployerASiret = "73282932000074";
inline constexpr CivilDate kToday{2025, 3, 6};

Actor LeadOf(const std::string& organisation);
Actor ReferentOf(const std::string& organisation);
Actor AdviserOf(const std::string& organisation);
Actor RecruiterOf(const std::string& organisation);

// A record that is taken without a word, of the CFA's own learner "A-17".
nlohmann::json Dossier();
// The same with one contract at employer A, broken or not.
nlohmann::json DossierWithContract(const std::string& broken_on = "");

// Recruitment on 2025-03-06, the network registered.
class Recruitment {
 public:
  Recruitment();

  // One verdict per record; fails the test where the call is refused.
  std::vector<RecordVerdict> Import(const std::vector<nlohmann::json>& records, const Actor& actor);
  std::vector<RecordVerdict> Import(const std::vector<nlohmann::json>& records) {
    return Import(records, PartnerSystem(kCfa));
  }
  std::vector<RecordVerdict> Prescribe(const std::vector<PrescriptionRow>& rows,
                                       const Actor& actor);

  // What follow-up answers to a break that recruitment reported.
  void BreakContract(const RecordVerdict& imported, const std::string& broken_on);

  [[nodiscard]] std::size_t FactCount() { return fixture_.Facts().size(); }
  // Names of the facts' types, in order.
  [[nodiscard]] std::vector<std::string> FactTypes(std::size_t from = 0);

  parcours::testing::ServiceFixture<Context>& fixture() { return fixture_; }

 private:
  parcours::testing::ServiceFixture<Context> fixture_;
};

// "pathways/X" of a verdict's names, which are in the order of the proto.
std::string PathwayOf(const RecordVerdict& verdict);
std::string PersonOf(const RecordVerdict& verdict);
std::string ContractOf(const RecordVerdict& verdict);
std::string IdOfJourney(const RecordVerdict& verdict);

// "field: REASON" of each problem.
std::vector<std::string> Problems(const RecordVerdict& verdict);

}  // namespace parcours::recruitment::testing
