#include "services/platform/host/stop_signal.h"

#include <absl/synchronization/mutex.h>
#include <grpc/support/log.h>
#include <malloc.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "services/platform/core/check.h"

namespace parcours::host {
namespace {

sigset_t StopSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  return set;
}

}  // namespace

StopSignal::StopSignal() {
  const sigset_t set = StopSignals();
  CHECK(::pthread_sigmask(SIG_BLOCK, &set, nullptr) == 0);
  file_ = ::signalfd(-1, &set, SFD_CLOEXEC);
  CHECK(file_ >= 0);
}

StopSignal::~StopSignal() { ::close(file_); }

void StopSignal::Wait() const {
  signalfd_siginfo received{};
  while (::read(file_, &received, sizeof(received)) < 0 && errno == EINTR) {
  }
}

void PrepareProcess() {
  ::signal(SIGPIPE, SIG_IGN);
  // gRPC repeats on stderr what its callers are told anyway; GRPC_VERBOSITY brings it back.
  if (std::getenv("GRPC_VERBOSITY") == nullptr) gpr_set_log_function([](gpr_log_func_args*) {});
  // Debian builds abseil with its search for deadlocks, which costs gRPC at every lock.
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
  ::mallopt(M_TRIM_THRESHOLD, 256 * 1'024 * 1'024);
  ::mallopt(M_TOP_PAD, 1'024 * 1'024);
  ::mallopt(M_MMAP_THRESHOLD, 64 * 1'024 * 1'024);
}

}  // namespace parcours::host
