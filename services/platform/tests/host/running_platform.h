#pragma once

#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "parcours/operations/v1/operations_service.grpc.pb.h"
#include "services/platform/core/check.h"
#include "services/platform/host/runtime.h"
#include "services/platform/rpc/channel.h"
#include "services/platform/testing/actors.h"
#include "services/platform/testing/fakes.h"
#include "services/platform/tests/sample/sample_service.h"

namespace parcours::host {

// The two sample services as one process would run them: real store, embedded bus, real gRPC, real
// tokens.
class RunningPlatform {
 public:
  using Stub = sample::v1::PartnersService::Stub;
  using Operations = operations::v1::OperationsService::Stub;

  RunningPlatform()
      : keys_(security::GenerateKeyPair().value()), clock_(Zone::Load("Europe/Paris").value()) {
    issuer_ = security::MakeTokenIssuer(keys_.private_key_pem, clock_).value();
    configuration.data = folder.path();
    configuration.listen = "127.0.0.1:0";
    configuration.virtual_day = CivilDate(2025, 3, 6);
    configuration.zone = "Europe/Paris";
    configuration.log_level = observe::Level::kError;
    configuration.token_public_key = keys_.public_key_pem;
  }

  void Start(int projection_version = 1) {
    auto started = TryStart(projection_version);
    if (!started) std::fprintf(stderr, "%s\n", started.error().english.c_str());
    CHECK(started.has_value());
  }
  [[nodiscard]] Result<void> TryStart(int projection_version = 1) {
    std::vector<execution::ServiceDefinition> definitions;
    definitions.push_back(sample::DefinePartners(projection_version));
    definitions.push_back(sample::DefineListener(projection_version));
    TRY(runtime, Runtime::Start(configuration, std::move(definitions)));
    channel = rpc::OpenChannel(runtime->addresses().at("partners"));
    partners = sample::v1::PartnersService::NewStub(channel);
    operations = operations::v1::OperationsService::NewStub(channel);
    return {};
  }
  void Stop() { runtime.reset(); }

  [[nodiscard]] rpc::CallOptions As(const security::Actor& actor) const {
    return {.token = issuer_->Issue(actor, std::chrono::hours(1)).value(), .trace = {}};
  }
  [[nodiscard]] rpc::CallOptions AsOperator() const { return As(testing::Operator()); }

  // Registers organisations …0001, …0002 and so on under these names.
  void Import(const std::vector<std::string>& names) {
    sample::v1::ImportPartnersRequest request;
    for (std::size_t i = 0; i < names.size(); ++i) {
      auto& organisation = *request.add_records()->mutable_organisation();
      char name[64];
      std::snprintf(name, sizeof(name), "organisations/01950000-0000-7000-8000-%012zu", i + 1);
      organisation.set_name(name);
      organisation.set_display_name(names[i]);
    }
    const auto done = rpc::Invoke(*partners, &Stub::ImportPartners, request, AsOperator());
    CHECK(done.has_value());
  }

  [[nodiscard]] operations::v1::Status StatusOf(const std::string& service) {
    operations::v1::GetStatusRequest request;
    request.set_service(service);
    return rpc::Invoke(*operations, &Operations::GetStatus, request, AsOperator()).value();
  }

  // Asks until it is so, for ten seconds at most.
  [[nodiscard]] static bool Becomes(const std::function<bool()>& so) {
    const auto latest = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!so()) {
      if (std::chrono::steady_clock::now() > latest) return false;
      std::this_thread::yield();
    }
    return true;
  }

  template <typename Request>
  [[nodiscard]] Request Ask(const std::string& service) const {
    Request request;
    request.set_service(service);
    return request;
  }

  testing::TemporaryFolder folder;
  Configuration configuration;
  std::unique_ptr<Runtime> runtime;
  std::shared_ptr<grpc::Channel> channel;
  std::unique_ptr<Stub> partners;
  std::unique_ptr<Operations> operations;

 private:
  const security::KeyPair keys_;
  const SystemClock clock_;
  std::unique_ptr<security::TokenIssuer> issuer_;
};

}  // namespace parcours::host
