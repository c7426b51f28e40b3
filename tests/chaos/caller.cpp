#include "tests/chaos/caller.h"

#include "services/cli/generic_call.h"
#include "services/cli/messages.h"
#include "services/cli/refusals.h"
#include "services/platform/rpc/json_message.h"

namespace parcours::chaos {
namespace {

constexpr std::chrono::seconds kTimeout{5};

std::string TraceparentOf(const std::string& id) {
  return "00-" + id + "-" + id.substr(0, 16) + "-01";
}

}  // namespace

void Caller::Reach(const cli::Endpoints& endpoints) {
  const std::scoped_lock lock(mutex_);
  for (const auto& [service, address] : endpoints) {
    auto& line = lines_[service];
    if (line.address != address) line = {.address = address, .channel = rpc::OpenChannel(address)};
  }
}

Result<std::shared_ptr<grpc::Channel>> Caller::ChannelTo(const std::string& service) {
  const std::scoped_lock lock(mutex_);
  const auto line = lines_.find(service);
  if (line == lines_.end()) return Refuse(cli::ServiceUnknown(service, {}));
  return line->second.channel;
}

Result<nlohmann::json> Caller::Call(const Command& command) {
  TRY(const auto channel, ChannelTo(command.service));
  TRY(const auto* method, cli::FindMethod(command.service, command.method));
  TRY(const auto request, rpc::ReadJson(*method->input_type(), command.request.dump()));
  rpc::FillIn(*request, "request_id", command.id);
  nlohmann::json answer;
  TRY(cli::CallMethod(channel, *method, *request,
                      {.token = tokens_.at(command.actor),
                       .timeout = kTimeout,
                       .language = Language::kEnglish,
                       .trace = TraceparentOf(command.id)},
                      [&answer](const google::protobuf::Message& message) -> Result<void> {
                        answer = rpc::ToJson(message);
                        return {};
                      }));
  return answer;
}

bool IsPassing(const Error& error) {
  switch (error.code) {
    case Code::kUnavailable:
    case Code::kDeadlineExceeded:
    case Code::kResourceExhausted:
    case Code::kAborted:
    case Code::kCancelled:
    case Code::kUnknown:
      return true;
    default:
      return false;
  }
}

}  // namespace parcours::chaos
