#include "services/cli/story/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <utility>

namespace parcours::cli {
namespace {

constexpr std::chrono::seconds kGrace{10};

Error NotStarted(const std::filesystem::path& program) {
  return {.code = Code::kUnavailable,
          .reason = "PROCESS_NOT_STARTED",
          .field = program.filename().string(),
          .french = "Le processus n'a pas pu être lancé.",
          .english = "The process could not be started."};
}

[[noreturn]] void Become(const char* program, char* const* arguments, const char* log,
                         pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  if (::getppid() != parent) ::_exit(1);  // the parent ended before the line above
  ::setpgid(0, 0);  // Ctrl-C on the terminal reaches the parent alone, which drains its children
  const int output = ::open(log, O_CREAT | O_WRONLY | O_APPEND, 0600);
  if (output < 0) ::_exit(127);
  ::dup2(output, STDOUT_FILENO);
  ::dup2(output, STDERR_FILENO);
  ::execv(program, arguments);
  ::_exit(127);
}

}  // namespace

Result<Process> Process::Start(const std::filesystem::path& program,
                               const std::vector<std::string>& arguments,
                               const std::filesystem::path& log) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> raw;
  for (auto& word : words) raw.push_back(word.data());
  raw.push_back(nullptr);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child == 0) Become(raw.front(), raw.data(), log.c_str(), parent);
  if (child < 0) return Refuse(NotStarted(program));
  return Process(child);
}

Process::Process(Process&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}

Process& Process::operator=(Process&& other) noexcept {
  if (this != &other) {
    Stop();
    pid_ = std::exchange(other.pid_, -1);
  }
  return *this;
}

Process::~Process() { Stop(); }

bool Process::Running() { return pid_ > 0 && !WaitForEnd(std::chrono::milliseconds{0}); }

bool Process::WaitForEnd(std::chrono::milliseconds limit) {
  if (pid_ <= 0) return true;
  const int file = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
  if (file >= 0) {
    pollfd waiting{.fd = file, .events = POLLIN, .revents = 0};
    ::poll(&waiting, 1, static_cast<int>(limit.count()));
    ::close(file);
  }
  if (::waitpid(pid_, nullptr, WNOHANG) != pid_) return false;
  pid_ = -1;
  return true;
}

void Process::Signal(int number) const {
  if (pid_ > 0) ::kill(pid_, number);
}

void Process::Stop() {
  if (!Running()) return;
  Signal(SIGTERM);
  if (WaitForEnd(kGrace)) return;
  Signal(SIGKILL);
  static_cast<void>(WaitForEnd(kGrace));
}

}  // namespace parcours::cli
