#include "services/platform/execution/executor.h"

#include <exception>
#include <utility>

#include "services/platform/execution/commands.h"
#include "services/platform/execution/refusals.h"
#include "services/platform/execution/validation.h"

namespace parcours::execution {
namespace {

using google::protobuf::Message;

// Runs a body so that whatever it throws becomes a refusal of this command alone; only a failure
// that loses the whole transaction goes on to the writer.
Result<void> Contain(CallObserver& observer, const Method& method, const Origin& origin,
                     const std::function<Result<void>()>& body) {
  try {
    return body();
  } catch (const store::Failure& failure) {
    if (failure.reach() == store::Failure::Reach::kTransaction) throw;
    if (failure.error().reason == "VERSION_TAKEN") return Refuse(failure.error());
    observer.Faulted(method, failure.what());
  } catch (const std::exception& fault) {
    observer.Faulted(method, fault.what());
  }
  return Refuse(Internal(origin.trace));
}

// A batch on its way: prepared once, then its items go through the writer's queue, a window of them
// at a time so that other commands are served in between. Shared by the callbacks of its items, the
// last of which ends it.
class BatchRun : public std::enable_shared_from_this<BatchRun> {
 public:
  static constexpr std::size_t kWindow = 256;

  BatchRun(Executor::Batch batch, Executor::Done done, const Executor::Parts& parts,
           const Method& method, Origin origin, store::Deadline deadline)
      : batch_(std::move(batch)),
        done_(std::move(done)),
        parts_(parts),
        method_(method),
        origin_(std::move(origin)),
        deadline_(deadline) {}

  void Start() {
    auto items = Prepare();
    if (!items) return done_(Refuse(std::move(items).error()));
    items_ = *items;
    if (items_ == 0) return done_({});
    const std::size_t first = std::min(kWindow, items_);
    {
      const std::scoped_lock lock(mutex_);
      next_ = first;
      in_flight_ = first;
    }
    for (std::size_t item = 0; item < first; ++item) Submit(item);
  }

 private:
  Result<std::size_t> Prepare() const {
    std::size_t items = 0;
    TRY(Contain(parts_.observer, method_, origin_, [&]() -> Result<void> {
      TRY(items, batch_.prepare(origin_.actor));
      return {};
    }));
    return items;
  }

  void Submit(std::size_t item) {
    const auto submitted = parts_.writer.Submit(
        {.run = [self = shared_from_this(),
                 item](store::Connection& db) { return self->RunItem(db, item); },
         .done = [self = shared_from_this()](
                     const Result<void>& committed) { self->Finished(committed); },
         .deadline = deadline_});
    if (!submitted) Finished(submitted);
  }

  bool RunItem(store::Connection& db, std::size_t item) {
    Session session(parts_.writing, origin_, db, Session::Mode::kWrite);
    const auto handled =
        Contain(parts_.observer, method_, origin_, [&] { return batch_.item(session, item); });
    if (handled) return true;
    session.Undo();
    batch_.refused(item, handled.error());
    return false;
  }

  void Finished(const Result<void>& committed) {
    std::optional<std::size_t> following;
    bool last = false;
    {
      const std::scoped_lock lock(mutex_);
      if (!committed && outcome_) outcome_ = committed;
      if (outcome_ && next_ < items_) {
        following = next_++;
      } else {
        last = --in_flight_ == 0;
      }
    }
    if (following) Submit(*following);
    if (last) done_(outcome_);
  }

  const Executor::Batch batch_;
  const Executor::Done done_;
  const Executor::Parts parts_;
  const Method& method_;
  const Origin origin_;
  const store::Deadline deadline_;
  std::size_t items_ = 0;
  std::mutex mutex_;
  std::size_t next_ = 0;
  std::size_t in_flight_ = 0;
  Result<void> outcome_;
};

}  // namespace

void Executor::BeginTrace(Call& call) const {
  if (call.trace.empty()) call.trace = parts_.tracer.Start().Traceparent();
}

Result<Executor::Admitted> Executor::Admit(const Call& call, const Message& request) const {
  if (draining_) return Refuse(Draining());
  const Method& method = parts_.methods.Of(*request.GetDescriptor());
  TRY(auto actor, parts_.tokens.Verify(call.token));
  if (method.mutates) TRY(parts_.writer.HasRoom());
  TRY(auto grants, security::GrantsFor(*method.descriptor, actor));
  TRY(Validate(request));
  if (!call.deadline) return Refuse(DeadlineRequired());
  return Admitted{.method = &method,
                  .origin = {.actor = std::move(actor),
                             .grants = std::move(grants),
                             .cause = {},
                             .chain = 0,
                             .trace = call.trace,
                             .language = call.language},
                  .deadline = *call.deadline};
}

Executor::Done Executor::Observed(const Call& call, const Message& request, Done done) {
  const auto started = std::chrono::steady_clock::now();
  Call told{.token = {}, .deadline = call.deadline, .trace = call.trace, .language = call.language};
  return
      [this, call = std::move(told), started, &method = parts_.methods.Of(*request.GetDescriptor()),
       done = std::move(done)](Result<void> outcome) {
        parts_.observer.Finished(method, call, outcome ? nullptr : &outcome.error(),
                                 std::chrono::steady_clock::now() - started);
        done(std::move(outcome));
      };
}

void Executor::Run(Call call, const Message& request, Message& answer, Body body, Done done) {
  BeginTrace(call);
  done = Observed(call, request, std::move(done));
  auto admitted = Admit(call, request);
  if (!admitted) return done(Refuse(std::move(admitted).error()));
  if (admitted->method->mutates) {
    RunCommand(*std::move(admitted), request, answer, std::move(body), std::move(done));
  } else {
    RunQuery(*std::move(admitted), std::move(body), std::move(done));
  }
}

void Executor::RunCommand(Admitted admitted, const Message& request, Message& answer, Body body,
                          Done done) {
  // Shared by the job's two callbacks: what the command decided is told once the commit is done.
  struct Command {
    Admitted admitted;
    Body body;
    Done done;
    Result<void> decided;
  };
  const auto deadline = admitted.deadline;
  const auto command =
      std::make_shared<Command>(Command{std::move(admitted), std::move(body), std::move(done), {}});
  const auto submitted = parts_.writer.Submit(
      {.run =
           [this, command, &request, &answer](store::Connection& db) {
             auto& decided = command->decided;
             Session session(parts_.writing, std::move(command->admitted.origin), db,
                             Session::Mode::kWrite);
             decided = Contain(parts_.observer, *command->admitted.method, session.origin(),
                               [&] { return Once(session, request, answer, command->body); });
             if (!decided) session.Undo();
             return decided.has_value();
           },
       .done =
           [command](const Result<void>& committed) {
             command->done(committed ? command->decided : committed);
           },
       .deadline = deadline,
       .from = store::Job::From::kCaller});
  if (!submitted) command->done(submitted);
}

Result<void> Executor::Once(Session& session, const Message& request, Message& answer,
                            const Body& body) const {
  const std::string request_id = RequestIdOf(request);
  if (request_id.empty()) return body(session);
  CommandLog log(session.db(), session.keyring());
  const std::string& principal = session.actor().principal;
  TRY(const bool answered, log.Recall(principal, request_id, request, answer));
  if (answered) return {};
  TRY(body(session));
  log.Remember(principal, request_id, request, answer, session.now());
  return {};
}

void Executor::RunQuery(Admitted admitted, Body body, Done done) {
  const auto submitted = parts_.readers.Submit(
      [this, admitted = std::move(admitted), body = std::move(body), done](store::Connection& db) {
        if (admitted.deadline <= std::chrono::steady_clock::now())
          return done(Refuse(DeadlinePassed()));
        Environment reading = parts_.writing;
        reading.cache = nullptr;
        Session session(reading, admitted.origin, db, Session::Mode::kRead);
        try {
          done(Contain(parts_.observer, *admitted.method, admitted.origin,
                       [&] { return body(session); }));
        } catch (const store::Failure& failure) {
          done(Refuse(failure.error()));
        }
      });
  if (!submitted) done(submitted);
}

void Executor::RunBatch(Call call, const Message& request, Batch batch, Done done) {
  BeginTrace(call);
  done = Observed(call, request, std::move(done));
  auto admitted = Admit(call, request);
  if (!admitted) return done(Refuse(std::move(admitted).error()));
  const auto run = std::make_shared<BatchRun>(std::move(batch), done, parts_, *admitted->method,
                                              std::move(admitted->origin), admitted->deadline);
  const auto submitted = parts_.readers.Submit([run](store::Connection&) { run->Start(); });
  if (!submitted) done(submitted);
}

}  // namespace parcours::execution
