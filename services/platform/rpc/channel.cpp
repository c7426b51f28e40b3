#include "services/platform/rpc/channel.h"

#include <grpc/grpc.h>
#include <grpc/support/time.h>

namespace parcours::rpc {
namespace {

constexpr int kPingIdleServerMs = 30'000;
constexpr int kPingTimeoutMs = 10'000;
constexpr int kFirstReconnectMs = 100;
constexpr int kLongestReconnectMs = 1'000;

}  // namespace

void KeepTransport() { grpc_init(); }

std::shared_ptr<grpc::Channel> OpenChannel(const std::string& address, int max_answer_bytes) {
  KeepTransport();
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(max_answer_bytes);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kPingIdleServerMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kPingTimeoutMs);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kFirstReconnectMs);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kFirstReconnectMs);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kLongestReconnectMs);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

void Fill(grpc::ClientContext& context, const CallOptions& options) {
  context.set_deadline(gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC),
                                    gpr_time_from_millis(options.timeout.count(), GPR_TIMESPAN)));
  if (!options.token.empty()) context.AddMetadata("authorization", "Bearer " + options.token);
  context.AddMetadata("accept-language", options.language == Language::kFrench ? "fr" : "en");
  if (!options.trace.empty()) context.AddMetadata("traceparent", options.trace);
}

}  // namespace parcours::rpc
