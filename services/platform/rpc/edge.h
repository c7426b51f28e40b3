#pragma once

#include "services/platform/rpc/call.h"
#include "services/platform/rpc/dispatch.h"

namespace parcours::rpc {

// The gRPC side of a service: one line per RPC (see services/platform/README.md). Nothing here
// blocks: a call is read, handed to the executor, and finished from the executor's callback. gRPC
// owns request and answer until then, so they are used in place. Functions of the service are found
// in the namespace of its Context.
template <typename Service, typename Context>
class Edge : public Service::CallbackService {
 public:
  // The executor outlives it.
  explicit Edge(execution::Executor& executor) : executor_(executor) {}

 protected:
  // Result<Response> Handle(const Request&, Context&)
  template <typename Request, typename Response>
  Reactor* Serve(Call* call, const Request* request, Response* response) {
    Reactor* reactor = call->DefaultReactor();
    executor_.Run(ReadCall(*call), *request, *response,
                  BodyOf<Context>(*request, *response, StillThere{call}),
                  [call, reactor](const Result<void>& outcome) {
                    reactor->Finish(Conclude(*call, outcome));
                  });
    return reactor;
  }

  // Prepare, HandleItem and SetAside: see dispatch.h.
  template <typename Request, typename Response>
  Reactor* ServeBatch(Call* call, const Request* request, Response* response) {
    Reactor* reactor = call->DefaultReactor();
    executor_.RunBatch(ReadCall(*call), *request,
                       BatchOf<Context>(*request, *response, StillThere{call}),
                       [call, reactor](const Result<void>& outcome) {
                         reactor->Finish(Conclude(*call, outcome));
                       });
    return reactor;
  }

 private:
  struct StillThere {
    Call* call;
    Result<void> operator()() const {
      if (call->IsCancelled()) return Refuse(CallCancelled());
      return {};
    }
  };

  execution::Executor& executor_;
};

}  // namespace parcours::rpc
