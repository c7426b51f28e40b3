#pragma once

#include <google/protobuf/message.h>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/platform/core/clock.h"
#include "services/platform/core/result.h"
#include "services/platform/execution/methods.h"
#include "services/platform/execution/session.h"
#include "services/platform/observe/trace.h"
#include "services/platform/security/tokens.h"
#include "services/platform/store/readers.h"
#include "services/platform/store/writer.h"

namespace parcours::execution {

// What the transport knows of one call.
struct Call {
  std::string token;  // without "Bearer "; empty = none given
  std::optional<store::Deadline> deadline;
  std::string trace;  // W3C traceparent; empty: a trace begins here
  Language language = Language::kFrench;
};

// Observes finished calls: metrics and log. `reason` is empty when the call succeeded.
class CallObserver {
 public:
  virtual ~CallObserver() = default;
  virtual void Finished(const Method& method, const Call& call, const Error* error,
                        std::chrono::nanoseconds took) = 0;
  // A handler failed in a way that it did not foresee; `what` is for the log, never for the caller.
  virtual void Faulted(const Method& /*method*/, const std::string& /*what*/) {}
};

// The one way in (ARCHITECTURE section 1.4). Around every Handle: identity → policy → validation →
// deadline → idempotency with the stored answer → savepoint → journal → projections → reply after
// the commit. Commands go to the writer, methods with idempotency_level = NO_SIDE_EFFECTS to the
// readers.
class Executor {
 public:
  // Builds the service's Context from the session, calls Handle and fills the answer.
  using Body = std::function<Result<void>(Session&)>;
  using ItemBody = std::function<Result<void>(Session&, std::size_t item)>;
  using Done = std::function<void(Result<void>)>;

  struct Parts {
    Environment writing;  // with the cache
    store::Writer& writer;
    store::Readers& readers;
    const MethodTable& methods;
    security::TokenVerifier& tokens;
    CallObserver& observer;
    observe::Tracer& tracer;
  };
  explicit Executor(Parts parts) : parts_(parts) {}

  // `request` and `answer` live until `done`, which is called once, on any thread.
  void Run(Call call, const google::protobuf::Message& request, google::protobuf::Message& answer,
           Body body, Done done);

  // A batch of independent items: `prepare` runs on a reader's thread (pure work: parsing,
  // checking) and returns the number of items; each item is a command of its own in the writer's
  // queue. An item's refusal undoes that item alone and is handed to `refused`, which writes its
  // verdict. `done` fails only when the store does.
  struct Batch {
    std::function<Result<std::size_t>(const security::Actor&)> prepare;
    ItemBody item;
    std::function<void(std::size_t item, const Error&)> refused;
  };
  void RunBatch(Call call, const google::protobuf::Message& request, Batch batch, Done done);

  // New calls are refused with SERVICE_DRAINING from now on, and so are streams that look again.
  void Drain() {
    draining_ = true;
    if (listener_.draining) listener_.draining();
  }

  // For streams that go on. `committed` is called on the writer's thread. Set before the first
  // call.
  struct Listener {
    std::function<void()> committed;
    std::function<void()> draining;
  };
  void Listen(Listener listener) { listener_ = std::move(listener); }
  void Committed() const {
    if (listener_.committed) listener_.committed();
  }
  // A look into the store on a reader's thread, on nobody's behalf.
  [[nodiscard]] Result<void> Look(store::Readers::Task look) {
    return parts_.readers.Submit(std::move(look));
  }

 private:
  struct Admitted {
    const Method* method;
    Origin origin;
    store::Deadline deadline;
  };
  void BeginTrace(Call& call) const;
  [[nodiscard]] Result<Admitted> Admit(const Call& call,
                                       const google::protobuf::Message& request) const;
  [[nodiscard]] Done Observed(const Call& call, const google::protobuf::Message& request,
                              Done done);
  void RunCommand(Admitted admitted, const google::protobuf::Message& request,
                  google::protobuf::Message& answer, Body body, Done done);
  // Recalls the stored answer, or runs the body and stores its answer with it.
  [[nodiscard]] Result<void> Once(Session& session, const google::protobuf::Message& request,
                                  google::protobuf::Message& answer, const Body& body) const;
  void RunQuery(Admitted admitted, Body body, Done done);

  Parts parts_;
  std::atomic<bool> draining_{false};
  Listener listener_;
};

}  // namespace parcours::execution
