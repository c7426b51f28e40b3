#include "services/platform/host/rebuild_stream.h"

#include <memory>
#include <mutex>
#include <optional>

#include "services/platform/host/audit.h"

namespace parcours::host {
namespace {

namespace v1 = operations::v1;

v1::RebuildProgress ToProto(const RebuildProgress& progress) {
  v1::RebuildProgress proto;
  proto.set_name(ResourceName("projections", progress.projection));
  proto.set_version(progress.version);
  proto.set_facts_applied(progress.facts_applied);
  proto.set_facts_total(progress.facts_total);
  proto.set_switched(progress.switched);
  return proto;
}

// Sends the newest progress whenever the last message has left; what came in between is skipped.
class RebuildStream final : public grpc::ServerWriteReactor<v1::RebuildProgress> {
 public:
  RebuildStream(rpc::Call* call, const v1::RebuildProjectionRequest& request, ServiceHost& host)
      : call_(call), request_(request), host_(host) {}

  void Start() {
    host_.core().executor().Run(
        rpc::ReadCall(*call_), request_, sent_,
        [this](execution::Session& session) -> Result<void> {
          RecordAct(session.db(), session.now(),
                    {.actor = session.actor().principal,
                     .act = "rebuild",
                     .target = request_.name(),
                     .outcome = {}});
          return {};
        },
        [this](const Result<void>& admitted) {
          admitted ? Join() : Finish(rpc::Conclude(*call_, admitted));
        });
  }

  void OnWriteDone(bool ok) override {
    const std::scoped_lock lock(shared_->mutex);
    writing_ = false;
    if (!ok) return End(grpc::Status::CANCELLED);
    WriteOrEnd();
  }
  void OnDone() override {
    {
      const std::scoped_lock lock(shared_->mutex);
      shared_->stream = nullptr;
    }
    delete this;
  }

 private:
  // Outlives the stream where the rebuild still tells of its progress.
  struct Shared {
    std::mutex mutex;
    RebuildStream* stream = nullptr;
  };

  void Join() {
    shared_->stream = this;
    const std::string projection(IdOf(request_.name(), "projections"));
    const auto joined = host_.rebuilds().StartOrJoin(
        host_.bus(), projection,
        [shared = shared_](const RebuildProgress& progress, const Result<void>* ended) {
          const std::scoped_lock lock(shared->mutex);
          if (shared->stream == nullptr || shared->stream->finished_) return false;
          shared->stream->Hear(progress, ended);
          return true;
        });
    if (!joined) Finish(rpc::Conclude(*call_, joined));
  }

  void Hear(const RebuildProgress& progress, const Result<void>* ended) {
    newest_ = ToProto(progress);
    if (ended != nullptr) ended_ = *ended;
    if (!writing_) WriteOrEnd();
  }

  void WriteOrEnd() {
    const bool failed = ended_ && !*ended_;
    if (newest_ && !failed) {
      sent_ = *std::exchange(newest_, std::nullopt);
      writing_ = true;
      StartWrite(&sent_);
    } else if (ended_) {
      End(rpc::Conclude(*call_, *ended_));
    }
  }

  void End(const grpc::Status& status) {
    if (std::exchange(finished_, true)) return;
    Finish(status);
  }

  rpc::Call* call_;
  const v1::RebuildProjectionRequest& request_;
  ServiceHost& host_;
  const std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
  std::optional<v1::RebuildProgress> newest_;
  std::optional<Result<void>> ended_;
  v1::RebuildProgress sent_;
  bool writing_ = false;
  bool finished_ = false;
};

}  // namespace

grpc::ServerWriteReactor<v1::RebuildProgress>* StreamRebuild(
    rpc::Call* call, const v1::RebuildProjectionRequest& request, ServiceHost& host) {
  auto* stream = new RebuildStream(call, request, host);
  stream->Start();
  return stream;
}

}  // namespace parcours::host
