#include "services/platform/rpc/stream_call.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <mutex>
#include <string>
#include <utility>

#include "services/platform/rpc/json_message.h"
#include "services/platform/rpc/unary_call.h"

namespace parcours::rpc {
namespace {

using google::protobuf::Message;

class OngoingStream final : public Messages, public grpc::ClientBidiReactor<Message, Message> {
 public:
  using Opened = std::function<void(OpenedStream)>;

  OngoingStream(const std::shared_ptr<grpc::Channel>& channel, std::unique_ptr<Message> request,
                const google::protobuf::MethodDescriptor& method, Opened opened)
      : stub_(channel),
        request_(std::move(request)),
        answer_(NewMessage(*method.output_type())),
        opened_(std::move(opened)) {}

  static void Start(const std::shared_ptr<OngoingStream>& stream, const std::string& path,
                    const CallOptions& options) {
    stream->self_ = stream;
    Fill(stream->context_, options);
    stream->stub_.PrepareBidiStreamingCall(&stream->context_, path, {}, stream.get());
    stream->StartWriteLast(stream->request_.get(), {});
    stream->StartRead(stream->answer_.get());
    stream->AddHold();  // until the last read: the others begin when somebody asks
    stream->StartCall();
  }

  void Next(Heard heard) override {
    std::unique_ptr<Message> message;
    {
      const std::scoped_lock lock(mutex_);
      message = std::exchange(first_, nullptr);
      if (message == nullptr && !done_) {
        heard_ = std::exchange(heard, nullptr);
        if (read_all_ || std::exchange(reading_, true)) return;
      }
    }
    if (heard != nullptr) return heard(std::move(message));
    StartRead(answer_.get());
  }

  // Reads to the end, which is near now: gRPC is done with a call when its last read is.
  void Cancel() override {
    context_.TryCancel();
    {
      const std::scoped_lock lock(mutex_);
      cancelled_ = true;
      if (read_all_ || std::exchange(reading_, true)) return;
    }
    StartRead(answer_.get());
  }

  void OnReadDone(bool ok) override {
    std::unique_ptr<Message> message;
    if (ok) message = std::exchange(answer_, std::unique_ptr<Message>(answer_->New()));
    const auto opened = ok ? std::exchange(opened_, nullptr) : nullptr;
    Heard heard;
    bool again = false;
    {
      const std::scoped_lock lock(mutex_);
      read_all_ = !ok;
      again = reading_ = ok && cancelled_;
      if (opened != nullptr) first_ = std::move(message);
      if (ok) heard = std::exchange(heard_, nullptr);
    }
    if (opened != nullptr) opened(std::shared_ptr<Messages>(self_));
    if (heard != nullptr) heard(std::move(message));
    if (again) StartRead(answer_.get());
    if (!ok) RemoveHold();
  }
  void OnDone(const grpc::Status& status) override {
    const auto self = std::move(self_);
    if (const auto opened = std::exchange(opened_, nullptr); opened != nullptr)
      return opened(Refuse(FromStatus(status, TransportDetail::kKept)));
    Heard heard;
    {
      const std::scoped_lock lock(mutex_);
      done_ = true;
      heard = std::exchange(heard_, nullptr);
    }
    if (heard != nullptr) heard(nullptr);
  }

 private:
  grpc::ClientContext context_;
  grpc::TemplatedGenericStub<Message, Message> stub_;
  const std::unique_ptr<Message> request_;
  std::unique_ptr<Message> answer_;      // that is being read
  Opened opened_;                        // nullptr once it was told
  std::shared_ptr<OngoingStream> self_;  // until gRPC is done with it

  std::mutex mutex_;
  std::unique_ptr<Message> first_;  // that was read before anybody asked
  Heard heard_;                     // who asked for a message
  bool reading_ = true;
  bool read_all_ = false;
  bool cancelled_ = false;
  bool done_ = false;
};

}  // namespace

void CallStream(const std::shared_ptr<grpc::Channel>& channel,
                const google::protobuf::MethodDescriptor& method, std::unique_ptr<Message> request,
                const CallOptions& options, std::function<void(OpenedStream)> opened) {
  // Shared by gRPC, which tells it, and by whoever asks for its messages.
  OngoingStream::Start(
      std::make_shared<OngoingStream>(channel, std::move(request), method, std::move(opened)),
      PathOf(method), options);
}

}  // namespace parcours::rpc
