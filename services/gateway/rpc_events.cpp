#include "services/gateway/rpc_events.h"

#include <optional>
#include <utility>

#include "services/platform/rpc/json_message.h"

namespace parcours::gateway {
namespace {

using google::protobuf::Message;

// How long a browser waits before it resumes.
constexpr const char* kRetry = "retry: 2000\n";

class RpcEvents final : public Stream {
 public:
  explicit RpcEvents(std::shared_ptr<rpc::Messages> messages) : messages_(std::move(messages)) {}

  void Next(Heard heard) override {
    messages_->Next([heard = std::move(heard),
                     before = std::exchange(before_, "")](const std::unique_ptr<Message>& message) {
      if (message == nullptr) return heard(std::nullopt);
      heard(before + EventOf(*message));
    });
  }
  void Cancel() override { messages_->Cancel(); }

 private:
  const std::shared_ptr<rpc::Messages> messages_;
  std::string before_ = kRetry;  // the first event
};

}  // namespace

std::shared_ptr<Stream> EventsOf(std::shared_ptr<rpc::Messages> messages) {
  return std::make_shared<RpcEvents>(std::move(messages));
}

std::string EventOf(const Message& message) {
  std::string event;
  const auto* position = message.GetDescriptor()->FindFieldByName("position");
  if (position != nullptr)
    event = "id: " + std::to_string(message.GetReflection()->GetInt64(message, position)) + "\n";
  return event + "data: " + rpc::ToJsonLine(message) + "\n\n";
}

}  // namespace parcours::gateway
