#include "services/platform/host/runtime.h"

#include <future>
#include <set>

#include "services/platform/bus/embedded/embedded_bus.h"
#include "services/platform/bus/kafka/kafka_bus.h"
#include "services/platform/host/address_file.h"

namespace parcours::host {
namespace {

Error EmbeddedBusNeedsAll(const std::string& service, const std::string& missing) {
  return {.code = Code::kInvalidArgument,
          .reason = "EMBEDDED_BUS_NEEDS_ALL",
          .field = "--bus",
          .french = "Le bus embarqué relie les services d'un même processus, et " + service +
                    " écoute " + missing +
                    " : lancez « parcours serve all », ou donnez --bus kafka://hôte:port.",
          .english = "The embedded bus joins the services of one process, and " + service +
                     " listens to " + missing +
                     ": run 'parcours serve all', or give --bus kafka://host:port."};
}

// Whoever is listened to on the embedded bus is in the same process.
Result<void> CheckTogether(const std::vector<execution::ServiceDefinition>& definitions) {
  std::set<std::string> here;
  for (const auto& definition : definitions) here.insert(definition.name);
  for (const auto& definition : definitions) {
    for (const auto& context : definition.SubscribedContexts()) {
      if (!here.contains(context)) return Refuse(EmbeddedBusNeedsAll(definition.name, context));
    }
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<Runtime>> Runtime::Start(
    Configuration configuration, std::vector<execution::ServiceDefinition> definitions) {
  std::unique_ptr<Runtime> runtime(new Runtime(std::move(configuration)));
  if (runtime->configuration_.kafka_brokers.empty()) TRY(CheckTogether(definitions));
  try {
    TRY(runtime->Prepare());
    TRY(runtime->OpenHosts(std::move(definitions)));
    TRY(runtime->ConnectHosts());
    TRY(runtime->Serve());
  } catch (const store::Failure& failure) {
    return Refuse(failure.error());
  }
  return runtime;
}

Runtime::~Runtime() { Drain(); }

Result<void> Runtime::Prepare() {
  TRY(auto zone, Zone::Load(configuration_.zone));
  clock_ = std::make_unique<SystemClock>(std::move(zone));
  TRY(tokens_, security::MakeTokenVerifier(configuration_.token_public_key, *clock_));
  if (!configuration_.crash_at.empty()) {
    TRY(crash_point_, CrashPoint::Parse(configuration_.crash_at));
  }
  if (configuration_.metrics_port) {
    TRY(metrics_endpoint_, observe::MetricsEndpoint::Open(metrics_, *configuration_.metrics_port));
  }
  return {};
}

Result<void> Runtime::OpenHosts(std::vector<execution::ServiceDefinition> definitions) {
  CrashPoints crash_points;
  if (crash_point_ != nullptr)
    crash_points = [this](std::string_view point) { crash_point_->Pass(point); };
  const Surroundings surroundings{.configuration = configuration_,
                                  .clock = *clock_,
                                  .random = random_,
                                  .tokens = *tokens_,
                                  .metrics = metrics_,
                                  .crash_points = crash_points};
  for (auto& definition : definitions) {
    TRY(auto host, ServiceHost::Open(std::move(definition), surroundings));
    hosts_.push_back(std::move(host));
  }
  return {};
}

bus::Bus& Runtime::MakeBus(const std::string& service) {
  if (!configuration_.kafka_brokers.empty()) {
    bus::KafkaOptions options{
        .brokers = configuration_.kafka_brokers, .client_id = service, .settings = {}, .log = {}};
    for (const auto& [name, value] : configuration_.kafka_settings) options.settings[name] = value;
    buses_.push_back(std::make_unique<bus::KafkaBus>(std::move(options)));
  } else if (buses_.empty()) {
    auto embedded = std::make_unique<bus::EmbeddedBus>();
    for (const auto& host : hosts_) {
      embedded->Register(host->core().journal(),
                         [&core = host->core()] { return core.OpenForReading(); });
    }
    buses_.push_back(std::move(embedded));
  }
  return *buses_.back();
}

Result<void> Runtime::ConnectHosts() {
  for (const auto& host : hosts_) TRY(host->Connect(MakeBus(host->name())));
  for (const auto& host : hosts_) host->Start();
  return {};
}

Result<void> Runtime::Serve() {
  std::vector<ServiceHost*> all;
  std::vector<rpc::Served> served;
  for (const auto& host : hosts_) {
    all.push_back(host.get());
    if (host->grpc_service() != nullptr) {
      served.push_back({host->core().definition().api->full_name(), host->grpc_service()});
    }
  }
  operations_ = std::make_unique<OperationsService>(std::move(all), clock_->Now());
  served.push_back({"parcours.operations.v1.OperationsService", operations_.get()});
  TRY(server_,
      rpc::Server::Start({.address = configuration_.listen,
                          .max_request_bytes = static_cast<int>(configuration_.max_request_bytes)},
                         std::move(served)));
  for (const auto& host : hosts_) host->SetReady(true);
  server_->SetServing(true);
  if (configuration_.write_address.empty()) return {};
  return WriteAddresses(configuration_.write_address, addresses());
}

std::map<std::string, std::string> Runtime::addresses() const {
  std::map<std::string, std::string> addresses;
  for (const auto& host : hosts_) addresses[host->name()] = server_->address();
  return addresses;
}

void Runtime::Drain() {
  for (const auto& host : hosts_) host->SetReady(false);
  if (server_ != nullptr) {
    server_->SetServing(false);
    for (const auto& host : hosts_) host->core().executor().Drain();
    server_->Drain(
        std::chrono::duration_cast<std::chrono::milliseconds>(configuration_.longest_drain));
    server_.reset();
  }
  // All subscriptions of a process end before the first journal that one of them may read is
  // closed.
  // Each waits for its last poll: together they wait once.
  std::vector<std::future<void>> stopping;
  for (const auto& host : hosts_) {
    stopping.push_back(std::async(std::launch::async, [&host] { host->StopListening(); }));
  }
  stopping.clear();
  for (const auto& host : hosts_) host->Stop();
  hosts_.clear();
}

}  // namespace parcours::host
