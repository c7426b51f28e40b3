#include "tests/in_process/methods.h"

#include "services/followup/use_cases/use_cases.h"
#include "services/insertion/use_cases/use_cases.h"
#include "services/partners/use_cases/use_cases.h"
#include "services/platform/rpc/dispatch.h"
#include "services/recruitment/use_cases/use_cases.h"
#include "services/support/use_cases/use_cases.h"

namespace parcours::in_process {
namespace {

using google::protobuf::Message;
using Table = std::map<std::string, Method>;

// Callers of this process are never gone.
Result<void> Always() { return {}; }

template <typename Context, typename... Requests>
void Serve(Table& table, const std::string& service) {
  const auto add = [&]<typename Request>(const Request*) {
    using Answer = typename decltype(Handle(std::declval<const Request&>(),
                                            std::declval<Context&>()))::value_type;
    table[Request::descriptor()->full_name()] = {
        .service = service, .body = [](const Message& request, Message& answer) {
          return rpc::BodyOf<Context>(static_cast<const Request&>(request),
                                      static_cast<Answer&>(answer), Always);
        }};
  };
  (add(static_cast<const Requests*>(nullptr)), ...);
}

template <typename Context, typename Request, typename Answer>
void ServeBatch(Table& table, const std::string& service) {
  table[Request::descriptor()->full_name()] = {
      .service = service, .batch = [](const Message& request, Message& answer) {
        return rpc::BatchOf<Context>(static_cast<const Request&>(request),
                                     static_cast<Answer&>(answer), Always);
      }};
}

void AddPartners(Table& table) {
  using namespace partners;
  ServeBatch<Context, v1::ImportPartnersRequest, v1::ImportPartnersResponse>(table, "partners");
  Serve<Context, v1::GetOrganisationRequest>(table, "partners");
}

void AddRecruitment(Table& table) {
  using namespace recruitment;
  ServeBatch<Context, v1::ImportDossiersRequest, v1::ImportDossiersResponse>(table, "recruitment");
  ServeBatch<Context, v1::ImportPrescriptionsRequest, v1::ImportPrescriptionsResponse>(
      table, "recruitment");
  Serve<Context, v1::GetEmployerSearchRequest, v1::GiveConsentRequest, v1::WithdrawConsentRequest,
        v1::SubmitMissionRequest, v1::GetMissionRequest, v1::ValidateMissionRequest,
        v1::AuthoriseContractRequest, v1::SignContractRequest, v1::RecordInterviewRequest,
        v1::SignEngagementRequest>(table, "recruitment");
}

void AddFollowup(Table& table) {
  using namespace followup;
  Serve<Context, v1::ListOrganisationsRequest, v1::GetPathwayRequest, v1::AssignReferentRequest,
        v1::RecordInterviewRequest, v1::RecordEmployerMeetingRequest, v1::CompletePathwayRequest,
        v1::GetTimelineRequest>(table, "followup");
}

void AddSupport(Table& table) {
  using namespace support;
  Serve<Context, v1::GetCaseRequest, v1::OfferReferralRequest, v1::AcceptReferralRequest,
        v1::RefuseReferralRequest, v1::ListReferralsRequest, v1::CompleteReferralRequest,
        v1::LiftBarrierRequest>(table, "support");
}

void AddInsertion(Table& table) {
  using namespace insertion;
  Serve<Context, v1::GetInsertionFileRequest, v1::RecordOutcomeRequest,
        v1::ConsolidateSituationRequest>(table, "insertion");
}

}  // namespace

const Table& Methods() {
  static const Table kMethods = [] {
    Table table;
    AddPartners(table);
    AddRecruitment(table);
    AddFollowup(table);
    AddSupport(table);
    AddInsertion(table);
    return table;
  }();
  return kMethods;
}

}  // namespace parcours::in_process
