#include "parcours/recruitment/v1/recruitment_service.grpc.pb.h"
#include "services/platform/rpc/edge.h"
#include "services/recruitment/service.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::recruitment {
namespace {

class RecruitmentRpc final : public rpc::Edge<v1::RecruitmentService, Context> {
 public:
  using Edge::Edge;

  rpc::Reactor* ImportDossiers(rpc::Call* call, const v1::ImportDossiersRequest* in,
                               v1::ImportDossiersResponse* out) override {
    return ServeBatch(call, in, out);
  }
  rpc::Reactor* ImportPrescriptions(rpc::Call* call, const v1::ImportPrescriptionsRequest* in,
                                    v1::ImportPrescriptionsResponse* out) override {
    return ServeBatch(call, in, out);
  }
  rpc::Reactor* GetPerson(rpc::Call* call, const v1::GetPersonRequest* in,
                          v1::Person* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* DisplayNames(rpc::Call* call, const v1::DisplayNamesRequest* in,
                             v1::DisplayNamesResponse* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* GiveConsent(rpc::Call* call, const v1::GiveConsentRequest* in,
                            v1::Consent* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* WithdrawConsent(rpc::Call* call, const v1::WithdrawConsentRequest* in,
                                v1::Consent* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* RecordInterview(rpc::Call* call, const v1::RecordInterviewRequest* in,
                                v1::Candidacy* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* SignEngagement(rpc::Call* call, const v1::SignEngagementRequest* in,
                               v1::EngagementContract* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* GetEmployerSearch(rpc::Call* call, const v1::GetEmployerSearchRequest* in,
                                  v1::EmployerSearch* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* SubmitMission(rpc::Call* call, const v1::SubmitMissionRequest* in,
                              v1::Mission* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* GetMission(rpc::Call* call, const v1::GetMissionRequest* in,
                           v1::Mission* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* ValidateMission(rpc::Call* call, const v1::ValidateMissionRequest* in,
                                v1::Mission* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* AuthoriseContract(rpc::Call* call, const v1::AuthoriseContractRequest* in,
                                  v1::ApprenticeshipContract* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* SignContract(rpc::Call* call, const v1::SignContractRequest* in,
                             v1::ApprenticeshipContract* out) override {
    return Serve(call, in, out);
  }
};

}  // namespace

std::function<std::unique_ptr<grpc::Service>(execution::Executor&)> Rpc() {
  return [](execution::Executor& executor) { return std::make_unique<RecruitmentRpc>(executor); };
}

}  // namespace parcours::recruitment
