#pragma once

#include <memory>
#include <string>

#include "services/platform/host/clocks.h"
#include "services/platform/host/service_core.h"
#include "services/platform/host/system_random.h"
#include "services/platform/rpc/channel.h"
#include "services/platform/rpc/server.h"
#include "services/platform/testing/actors.h"
#include "services/platform/testing/fakes.h"
#include "services/platform/tests/sample/sample_service.h"

namespace parcours::rpc {

// The sample service behind a real port, with a client.
class ServedSample {
 public:
  ServedSample() {
    auto opened = host::ServiceCore::Open(sample::DefinePartners(), {.folder = folder_.path()},
                                          {.clock = clock_,
                                           .random = random_,
                                           .tokens = tokens,
                                           .observer = notes_,
                                           .crash_points = {}});
    CHECK(opened.has_value());
    core = *std::move(opened);
    service_ = core->definition().rpc(core->executor());
    auto started = Server::Start({.address = "127.0.0.1:0"},
                                 {{core->definition().api->full_name(), service_.get()}});
    CHECK(started.has_value());
    server = *std::move(started);
    server->SetServing(true);
    channel = OpenChannel(server->address());
    stub = sample::v1::PartnersService::NewStub(channel);
  }
  ~ServedSample() { server->Drain(std::chrono::seconds(5)); }

  // An operator's call.
  [[nodiscard]] CallOptions Options() {
    return {.token = tokens.TokenOf(testing::Operator()), .trace = {}};
  }

 private:
  testing::TemporaryFolder folder_;
  testing::FakeClock clock_{CivilDate(2025, 3, 6)};
  host::SystemRandom random_;
  testing::CallNotes notes_;
  std::unique_ptr<grpc::Service> service_;

 public:
  testing::FakeTokens tokens;
  std::unique_ptr<host::ServiceCore> core;
  std::unique_ptr<Server> server;
  std::shared_ptr<grpc::Channel> channel;
  std::unique_ptr<sample::v1::PartnersService::Stub> stub;
};

}  // namespace parcours::rpc
