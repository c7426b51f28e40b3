#include "services/platform/rpc/server.h"

#include <grpc/support/time.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>

#include "services/platform/rpc/channel.h"
#include "services/platform/rpc/unreadable_requests.h"

namespace parcours::rpc {
namespace {

constexpr int kKeepaliveMs = 120'000;        // ping a silent client
constexpr int kKeepaliveTimeoutMs = 20'000;  // and give it up
constexpr int kShortestPingGapMs = 10'000;   // clients that ping more often are cut off
constexpr int kBadPingsBeforeCut = 2;

Error ListenAddressTaken(const std::string& address) {
  return {.code = Code::kFailedPrecondition,
          .reason = "LISTEN_ADDRESS_TAKEN",
          .field = address,
          .french = "L'adresse " + address +
                    " ne peut pas être écoutée : elle est prise ou n'est pas à cette machine. "
                    "Choisissez-en une autre avec --listen.",
          .english = "The address " + address +
                     " cannot be listened on: it is taken or not of this machine. "
                     "Choose another one with --listen.",
          .retry_after = {}};
}

void ApplyLimits(grpc::ServerBuilder& builder, const ServerOptions& options) {
  builder.SetMaxReceiveMessageSize(options.max_request_bytes);
  builder.SetMaxSendMessageSize(options.max_answer_bytes);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, options.max_concurrent_calls);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                             kShortestPingGapMs);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MAX_PING_STRIKES, kBadPingsBeforeCut);
  builder.SetResourceQuota(grpc::ResourceQuota("parcours").Resize(options.max_memory));
  // Only reflection is served by the synchronous API: one thread is enough for it.
  builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::NUM_CQS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::MIN_POLLERS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::SyncServerOption::MAX_POLLERS, 1);
}

void NameWhatCannotBeRead(grpc::ServerBuilder& builder) {
  std::vector<std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>> creators;
  creators.push_back(NameUnreadableRequests());
  builder.experimental().SetInterceptorCreators(std::move(creators));
}

std::string WithPort(const std::string& address, int port) {
  return address.substr(0, address.rfind(':') + 1) + std::to_string(port);
}

}  // namespace

Server::Server(std::vector<Served> services, std::string address,
               std::unique_ptr<grpc::Server> server)
    : services_(std::move(services)), address_(std::move(address)), server_(std::move(server)) {}

Result<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                              std::vector<Served> services) {
  KeepTransport();
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  ApplyLimits(builder, options);
  NameWhatCannotBeRead(builder);
  int port = 0;
  builder.AddListeningPort(options.address, grpc::InsecureServerCredentials(), &port);
  for (const auto& served : services) builder.RegisterService(served.service);
  auto server = builder.BuildAndStart();
  if (server == nullptr || port == 0) return Refuse(ListenAddressTaken(options.address));
  std::unique_ptr<Server> started(
      new Server(std::move(services), WithPort(options.address, port), std::move(server)));
  started->SetServing(false);
  return started;
}

Server::~Server() { Drain(std::chrono::milliseconds(0)); }

void Server::SetServing(bool serving) {
  if (server_ == nullptr) return;
  auto* health = server_->GetHealthCheckService();
  health->SetServingStatus(serving);
  for (const auto& served : services_) health->SetServingStatus(served.name, serving);
}

void Server::Drain(std::chrono::milliseconds longest) {
  if (server_ == nullptr) return;
  SetServing(false);
  server_->Shutdown(gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC),
                                 gpr_time_from_millis(longest.count(), GPR_TIMESPAN)));
  server_->Wait();
  server_.reset();
}

}  // namespace parcours::rpc
