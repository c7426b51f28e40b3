#pragma once

#include <vector>

#include "parcours/operations/v1/operations_service.grpc.pb.h"
#include "services/platform/host/service_host.h"
#include "services/platform/rpc/call.h"

namespace parcours::host {

// The operations that every process offers for each of its services, under the same policy as any
// other call.
class OperationsService final : public operations::v1::OperationsService::CallbackService {
 public:
  // The hosts outlive it. `started` is when the process began.
  OperationsService(std::vector<ServiceHost*> hosts, Instant started)
      : hosts_(std::move(hosts)), started_(started) {}

  rpc::Reactor* GetStatus(rpc::Call* call, const operations::v1::GetStatusRequest* in,
                          operations::v1::Status* out) override;
  rpc::Reactor* AdvanceClock(rpc::Call* call, const operations::v1::AdvanceClockRequest* in,
                             operations::v1::Clock* out) override;
  rpc::Reactor* ListDeadLetters(rpc::Call* call, const operations::v1::ListDeadLettersRequest* in,
                                operations::v1::ListDeadLettersResponse* out) override;
  rpc::Reactor* ShowDeadLetter(rpc::Call* call, const operations::v1::ShowDeadLetterRequest* in,
                               operations::v1::DeadLetter* out) override;
  rpc::Reactor* RedriveDeadLetters(rpc::Call* call,
                                   const operations::v1::RedriveDeadLettersRequest* in,
                                   operations::v1::RedriveDeadLettersResponse* out) override;
  rpc::Reactor* DiscardDeadLetters(rpc::Call* call,
                                   const operations::v1::DiscardDeadLettersRequest* in,
                                   operations::v1::DiscardDeadLettersResponse* out) override;
  grpc::ServerWriteReactor<operations::v1::ReplayedFact>* Replay(
      rpc::Call* call, const operations::v1::ReplayRequest* in) override;
  rpc::Reactor* ReplayTopics(rpc::Call* call, const operations::v1::ReplayTopicsRequest* in,
                             operations::v1::ReplayTopicsResponse* out) override;
  rpc::Reactor* ListProjections(rpc::Call* call, const operations::v1::ListProjectionsRequest* in,
                                operations::v1::ListProjectionsResponse* out) override;
  grpc::ServerWriteReactor<operations::v1::RebuildProgress>* RebuildProjection(
      rpc::Call* call, const operations::v1::RebuildProjectionRequest* in) override;
  rpc::Reactor* VerifyAudit(rpc::Call* call, const operations::v1::VerifyAuditRequest* in,
                            operations::v1::AuditVerdict* out) override;
  grpc::ServerWriteReactor<operations::v1::DatedViewLine>* GetDatedView(
      rpc::Call* call, const operations::v1::GetDatedViewRequest* in) override;

 private:
  // NOT_FOUND, SERVICE_UNKNOWN; INVALID_ARGUMENT, SERVICE_REQUIRED where the process has several
  // and none is named.
  [[nodiscard]] Result<ServiceHost*> HostOf(const std::string& service) const;

  // Runs `answer(host, session)` → Result<Response> through the executor of the service that the
  // request names, then `after(host)` when it succeeded, and finishes the call.
  template <typename Request, typename Response, typename Answer, typename After>
  rpc::Reactor* Run(rpc::Call* call, const Request* in, Response* out, Answer answer, After after);
  template <typename Request, typename Response, typename Answer>
  rpc::Reactor* Run(rpc::Call* call, const Request* in, Response* out, Answer answer);

  const std::vector<ServiceHost*> hosts_;
  const Instant started_;
};

}  // namespace parcours::host
