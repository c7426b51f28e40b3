#include "parcours/insertion/v1/insertion_service.grpc.pb.h"
#include "services/insertion/service.h"
#include "services/insertion/use_cases/use_cases.h"
#include "services/platform/rpc/edge.h"

namespace parcours::insertion {
namespace {

class InsertionRpc final : public rpc::Edge<v1::InsertionService, Context> {
 public:
  using Edge::Edge;

  rpc::Reactor* GetInsertionFile(rpc::Call* call, const v1::GetInsertionFileRequest* in,
                                 v1::InsertionFile* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* RecordOutcome(rpc::Call* call, const v1::RecordOutcomeRequest* in,
                              v1::InsertionFile* out) override {
    return Serve(call, in, out);
  }
  rpc::Reactor* ConsolidateSituation(rpc::Call* call, const v1::ConsolidateSituationRequest* in,
                                     v1::InsertionFile* out) override {
    return Serve(call, in, out);
  }
};

}  // namespace

std::function<std::unique_ptr<grpc::Service>(execution::Executor&)> Rpc() {
  return [](execution::Executor& executor) { return std::make_unique<InsertionRpc>(executor); };
}

}  // namespace parcours::insertion
