#pragma once

#include <grpcpp/grpcpp.h>

#include <functional>
#include <utility>
#include <vector>

#include "services/platform/rpc/call.h"

namespace parcours::host {

// An answer in many messages, read from the store a page at a time, each page as a query of its
// own: nothing blocks, and memory holds one page. Deletes itself when gRPC is done with it.
template <typename Item>
class PagedStream final : public grpc::ServerWriteReactor<Item> {
 public:
  // Fills the next page; leaves it empty at the end.
  using Fill = std::function<Result<void>(execution::Session&, std::vector<Item>& page)>;

  static PagedStream* Start(rpc::Call* call, execution::Executor& executor,
                            const google::protobuf::Message& request, Fill fill) {
    auto* stream = new PagedStream(call, executor, request, std::move(fill));
    stream->Fetch();
    return stream;
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return this->Finish(grpc::Status::CANCELLED);
    WriteNext();
  }
  void OnDone() override { delete this; }

 private:
  PagedStream(rpc::Call* call, execution::Executor& executor,
              const google::protobuf::Message& request, Fill fill)
      : call_(call), executor_(executor), request_(request), fill_(std::move(fill)) {}

  void Fetch() {
    page_.clear();
    next_ = 0;
    executor_.Run(
        rpc::ReadCall(*call_), request_, answer_,
        [this](execution::Session& session) -> Result<void> {
          if (call_->IsCancelled()) return Refuse(rpc::CallCancelled());
          return fill_(session, page_);
        },
        [this](const Result<void>& outcome) {
          if (!outcome || page_.empty()) return this->Finish(rpc::Conclude(*call_, outcome));
          WriteNext();
        });
  }

  void WriteNext() {
    if (next_ == page_.size()) return Fetch();
    this->StartWrite(&page_[next_++]);
  }

  rpc::Call* call_;
  execution::Executor& executor_;
  const google::protobuf::Message& request_;
  const Fill fill_;
  Item answer_;
  std::vector<Item> page_;
  std::size_t next_ = 0;
};

// An answer that is an error alone.
template <typename Item>
class RefusedStream final : public grpc::ServerWriteReactor<Item> {
 public:
  RefusedStream(rpc::Call* call, const Error& error) {
    this->Finish(rpc::Conclude(*call, Refuse(error)));
  }
  void OnDone() override { delete this; }
};

}  // namespace parcours::host
