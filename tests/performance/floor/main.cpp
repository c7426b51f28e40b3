// floor serve|apply FOLDER BROKERS: what a person would write by hand for one command and one
// subscriber, as fast as this machine lets them, without a line of the platform. `serve` takes
// recruitment's RecordInterview and prints its address; `apply` is the subscriber. SIGTERM ends it.

#include <absl/synchronization/mutex.h>
#include <grpcpp/grpcpp.h>
#include <malloc.h>
#include <signal.h>

#include <cstdio>
#include <string_view>
#include <thread>

#include "parcours/recruitment/v1/recruitment_service.grpc.pb.h"
#include "tests/performance/floor/subscriber.h"
#include "tests/performance/floor/writer.h"

namespace parcours::floor {
namespace {

std::string Metadata(const grpc::CallbackServerContext& call, const char* name) {
  const auto found = call.client_metadata().find(name);
  return found == call.client_metadata().end()
             ? std::string{}
             : std::string(found->second.data(), found->second.size());
}

class Service final : public recruitment::v1::RecruitmentService::CallbackService {
 public:
  explicit Service(Writer& writer) : writer_(writer) {}

  // The principal is what the token says it is.
  grpc::ServerUnaryReactor* RecordInterview(grpc::CallbackServerContext* call,
                                            const recruitment::v1::RecordInterviewRequest* request,
                                            recruitment::v1::Candidacy* answer) override {
    auto* reactor = call->DefaultReactor();
    writer_.Submit({.request = request,
                    .answer = answer,
                    .reactor = reactor,
                    .principal = Metadata(*call, "authorization"),
                    .trace = Metadata(*call, "traceparent")});
    return reactor;
  }

 private:
  Writer& writer_;
};

sigset_t BlockStopSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return set;
}

void AwaitStop(const sigset_t& set) {
  int received = 0;
  sigwait(&set, &received);
}

void Serve(const std::filesystem::path& folder, const std::string& brokers, const sigset_t& stop) {
  MakeTopic(brokers);
  Writer writer(folder / "floor.db", brokers);
  Service service(writer);
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  const auto server = builder.BuildAndStart();
  std::printf("127.0.0.1:%d\n", port);
  std::fflush(stdout);
  AwaitStop(stop);
  server->Shutdown();
}

void Apply(const std::filesystem::path& folder, const std::string& brokers, const sigset_t& stop) {
  const std::jthread subscriber(
      [&](const std::stop_token& token) { Subscribe(folder / "applied.db", brokers, token); });
  AwaitStop(stop);
}

// What the platform does too: the allocator keeps its memory, abseil looks for no deadlocks.
void TuneProcess() {
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  mallopt(M_TRIM_THRESHOLD, 256 * 1'024 * 1'024);
  mallopt(M_TOP_PAD, 1'024 * 1'024);
  mallopt(M_MMAP_THRESHOLD, 64 * 1'024 * 1'024);
}

}  // namespace
}  // namespace parcours::floor

int main(int argc, char** argv) {
  constexpr int kUsage = 2;
  constexpr int kArguments = 4;
  const std::string_view what = argc == kArguments ? argv[1] : "";
  if (what != "serve" && what != "apply") {
    std::fputs("floor serve|apply FOLDER BROKERS\n", stderr);
    return kUsage;
  }
  parcours::floor::TuneProcess();
  const sigset_t stop = parcours::floor::BlockStopSignals();
  (what == "serve" ? parcours::floor::Serve : parcours::floor::Apply)(argv[2], argv[3], stop);
  return 0;
}
