#include "parcours/partners/v1/partners_service.grpc.pb.h"
#include "services/partners/service.h"
#include "services/partners/use_cases/use_cases.h"
#include "services/platform/rpc/edge.h"

namespace parcours::partners {
namespace {

class PartnersRpc final : public rpc::Edge<v1::PartnersService, Context> {
 public:
  using Edge::Edge;

  rpc::Reactor* ImportPartners(rpc::Call* call, const v1::ImportPartnersRequest* in,
                               v1::ImportPartnersResponse* out) override {
    return ServeBatch(call, in, out);
  }
  rpc::Reactor* GetOrganisation(rpc::Call* call, const v1::GetOrganisationRequest* in,
                                v1::Organisation* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* ListOrganisations(rpc::Call* call, const v1::ListOrganisationsRequest* in,
                                  v1::ListOrganisationsResponse* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* DisplayNames(rpc::Call* call, const v1::DisplayNamesRequest* in,
                             v1::DisplayNamesResponse* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* IssuePartnerKey(rpc::Call* call, const v1::IssuePartnerKeyRequest* in,
                                v1::IssuePartnerKeyResponse* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* RevokePartnerKey(rpc::Call* call, const v1::RevokePartnerKeyRequest* in,
                                 v1::PartnerKey* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* ListPartnerKeys(rpc::Call* call, const v1::ListPartnerKeysRequest* in,
                                v1::ListPartnerKeysResponse* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* AuthenticatePartnerKey(rpc::Call* call, const v1::AuthenticatePartnerKeyRequest* in,
                                       v1::AuthenticatePartnerKeyResponse* out) override {
    return Serve(call, in, out);
  }
};

}  // namespace

std::function<std::unique_ptr<grpc::Service>(execution::Executor&)> Rpc() {
  return [](execution::Executor& executor) { return std::make_unique<PartnersRpc>(executor); };
}

}  // namespace parcours::partners
