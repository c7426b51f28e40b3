#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "services/followup/use_cases/watch.h"
#include "services/followup/watchers.h"
#include "services/platform/rpc/call.h"

namespace parcours::followup {

// An answer that goes on: pages of changes, each a query of its own with the caller's rights as
// they are then, and in between the wait for news. Memory holds one page; a caller who does not
// read is waited for, until the deadline of the call.
template <typename Request>
class WatchStream final : public grpc::ServerWriteReactor<v1::Change>, public Watcher {
 public:
  static WatchStream* Start(rpc::Call* call, const Request& request, execution::Executor& executor,
                            std::shared_ptr<Watchers> watchers) {
    // Shared with the watchers, who may be about to tell it when it ends. Holds itself until then.
    const std::shared_ptr<WatchStream> stream(
        new WatchStream(call, request, executor, std::move(watchers)));
    stream->self_ = stream;
    stream->place_ = stream->watchers_->Add(PathwayOf(request), stream);
    stream->Fetch();
    return stream.get();
  }

  void Look() override {
    {
      const std::scoped_lock lock(mutex_);
      again_ = true;
      if (!idle_) return;
      idle_ = false;
    }
    Fetch();
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return this->Finish(grpc::Status::CANCELLED);
    WriteNext();
  }
  void OnCancel() override {
    {
      const std::scoped_lock lock(mutex_);
      cancelled_ = true;
      if (!std::exchange(idle_, false)) return;
    }
    this->Finish(grpc::Status::CANCELLED);
  }
  void OnDone() override {
    watchers_->Remove(place_);
    self_.reset();
  }

 private:
  WatchStream(rpc::Call* call, const Request& request, execution::Executor& executor,
              std::shared_ptr<Watchers> watchers)
      : call_(call), request_(request), executor_(executor), watchers_(std::move(watchers)) {
    if (request.has_after()) after_ = request.after();
  }

  static std::string PathwayOf(const v1::WatchPathwayRequest& request) { return request.name(); }
  static std::string PathwayOf(const v1::WatchAlertsRequest&) { return std::string(kAlerts); }

  // By whoever took it out of idleness, or goes on: one at a time.
  void Fetch() {
    {
      const std::scoped_lock lock(mutex_);
      again_ = false;
    }
    executor_.Run(
        rpc::ReadCall(*call_), request_, unused_,
        [this](execution::Session& session) -> Result<void> {
          Context context(session);
          TRY(found_, ChangesAfter(after_, request_, context));
          return {};
        },
        [this](const Result<void>& outcome) {
          if (!outcome) return this->Finish(rpc::Conclude(*call_, outcome));
          after_ = found_.position;
          next_ = 0;
          WriteNext();
        });
  }

  void WriteNext() {
    if (next_ < found_.told.size()) return this->StartWrite(&found_.told[next_++]);
    if (!found_.all) return Fetch();
    if (!std::exchange(told_position_, true)) {
      here_.set_position(*after_);
      return this->StartWrite(&here_);
    }
    if (request_.once()) return this->Finish(grpc::Status::OK);
    Rest();
  }

  void Rest() {
    bool gone = false;
    {
      const std::scoped_lock lock(mutex_);
      gone = cancelled_;
      idle_ = !gone && !again_;
      if (idle_) return;
    }
    if (gone) return this->Finish(grpc::Status::CANCELLED);
    Fetch();
  }

  rpc::Call* call_;
  const Request& request_;
  execution::Executor& executor_;
  const std::shared_ptr<Watchers> watchers_;
  Watchers::Place place_;
  std::optional<std::int64_t> after_;
  Changes found_;
  v1::Change here_;
  v1::Change unused_;
  std::size_t next_ = 0;
  bool told_position_ = false;
  std::shared_ptr<WatchStream> self_;

  std::mutex mutex_;
  bool idle_ = false;       // waits for news
  bool again_ = false;      // there was news since the last look
  bool cancelled_ = false;  // the caller is gone
};

}  // namespace parcours::followup
