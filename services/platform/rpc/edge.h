#pragma once

#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "services/platform/rpc/call.h"

namespace parcours::rpc {

namespace internal {

// Stands for a value in a call that is looked up by argument: it brings the namespace of `Context`,
// where the service's functions live, beside that of the value's own type.
template <typename T, typename Context>
struct From {
  const T& value;
  operator const T&() const {
    return value;
  }  // NOLINT(google-explicit-constructor): that is its purpose
};

template <typename T, typename Context>
From<T, Context> In(const T& value) {
  return {value};
}

}  // namespace internal

// The gRPC side of a service: one line per RPC (see services/platform/README.md). Nothing here
// blocks: a call is read, handed to the executor, and finished from the executor's callback. gRPC
// owns request and answer until then, so they are used in place. Functions of the service are found
// in the namespace of its Context.
template <typename Service, typename Context>
class Edge : public Service::CallbackService {
 public:
  explicit Edge(execution::Executor& executor) : executor_(executor) {}

 protected:
  // Result<Response> Handle(const Request&, Context&)
  template <typename Request, typename Response>
  Reactor* Serve(Call* call, const Request* request, Response* response) {
    Reactor* reactor = call->DefaultReactor();
    executor_.Run(
        ReadCall(*call), *request, *response,
        [call, request, response](execution::Session& session) -> Result<void> {
          if (call->IsCancelled()) return Refuse(CallCancelled());
          Context context(session);
          TRY(*response, Handle(*request, context));
          return {};
        },
        [call, reactor](const Result<void>& outcome) {
          reactor->Finish(Conclude(*call, outcome));
        });
    return reactor;
  }

  // Result<std::vector<Item>> Prepare(const Request&, const security::Actor&), then for each item
  // Result<Verdict> HandleItem(const Item&, Context&), and Verdict SetAside(const Item&, const
  // Error&) where that refuses.
  template <typename Request, typename Response>
  Reactor* ServeBatch(Call* call, const Request* request, Response* response) {
    using Prepared = decltype(Prepare(internal::In<Request, Context>(*request),
                                      std::declval<const security::Actor&>()));
    using Item = typename Prepared::value_type::value_type;
    // Shared: the three functions of the batch outlive this call and see the same items.
    auto items = std::make_shared<std::vector<Item>>();
    Reactor* reactor = call->DefaultReactor();
    executor_.RunBatch(ReadCall(*call), *request,
                       {.prepare = [request, response,
                                    items](const security::Actor& actor) -> Result<std::size_t> {
                          TRY(*items, Prepare(internal::In<Request, Context>(*request), actor));
                          response->mutable_verdicts()->Reserve(static_cast<int>(items->size()));
                          for (std::size_t i = 0; i < items->size(); ++i) response->add_verdicts();
                          return items->size();
                        },
                        .item = [call, response, items](execution::Session& session,
                                                        std::size_t index) -> Result<void> {
                          if (call->IsCancelled()) return Refuse(CallCancelled());
                          Context context(session);
                          TRY(*response->mutable_verdicts(static_cast<int>(index)),
                              HandleItem((*items)[index], context));
                          return {};
                        },
                        .refused =
                            [response, items](std::size_t index, const Error& error) {
                              *response->mutable_verdicts(static_cast<int>(index)) =
                                  SetAside(internal::In<Item, Context>((*items)[index]), error);
                            }},
                       [call, reactor](const Result<void>& outcome) {
                         reactor->Finish(Conclude(*call, outcome));
                       });
    return reactor;
  }

  [[nodiscard]] execution::Executor& executor() { return executor_; }

 private:
  execution::Executor& executor_;
};

}  // namespace parcours::rpc
