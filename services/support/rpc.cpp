#include "parcours/support/v1/support_service.grpc.pb.h"
#include "services/platform/rpc/edge.h"
#include "services/support/service.h"
#include "services/support/use_cases/use_cases.h"

namespace parcours::support {
namespace {

class SupportRpc final : public rpc::Edge<v1::SupportService, Context> {
 public:
  using Edge::Edge;

  rpc::Reactor* GetCase(rpc::Call* call, const v1::GetCaseRequest* in,
                        v1::SupportCase* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* OfferReferral(rpc::Call* call, const v1::OfferReferralRequest* in,
                              v1::Referral* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* GetReferral(rpc::Call* call, const v1::GetReferralRequest* in,
                            v1::Referral* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* ListReferrals(rpc::Call* call, const v1::ListReferralsRequest* in,
                              v1::ListReferralsResponse* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* AcceptReferral(rpc::Call* call, const v1::AcceptReferralRequest* in,
                               v1::Referral* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* RefuseReferral(rpc::Call* call, const v1::RefuseReferralRequest* in,
                               v1::Referral* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* CompleteReferral(rpc::Call* call, const v1::CompleteReferralRequest* in,
                                 v1::Referral* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* LiftBarrier(rpc::Call* call, const v1::LiftBarrierRequest* in,
                            v1::SupportCase* out) override {
    return Serve(call, in, out);
  }
};

}  // namespace

std::function<std::unique_ptr<grpc::Service>(execution::Executor&)> Rpc() {
  return [](execution::Executor& executor) { return std::make_unique<SupportRpc>(executor); };
}

}  // namespace parcours::support
