#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "services/platform/core/crash_points.h"
#include "services/platform/host/main.h"
#include "services/platform/tests/host/running_platform.h"

namespace parcours::host {
namespace {

constexpr const char* kFolder = testing::TemporaryFolder::kParentVariable;

// A death test runs its statement in a new process, which finds the folder here.
class CrashTest : public ::testing::TestWithParam<std::string_view> {
 protected:
  CrashTest() {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    if (std::getenv(kFolder) == nullptr) ::setenv(kFolder, own_.path().c_str(), 1);
    folder_ = std::getenv(kFolder);
  }
  ~CrashTest() override { ::unsetenv(kFolder); }

  // Imports until the process dies at the point.
  [[noreturn]] void DieAt(std::string_view point) {
    RunningPlatform platform;
    platform.configuration.data = folder_;
    platform.configuration.crash_at = point;
    platform.Start();
    for (int i = 0; i < 1'000; ++i) platform.Import({"CFA", "Boulangerie", "Garage"});
    std::exit(1);
  }

  std::filesystem::path folder_;

 private:
  testing::TemporaryFolder own_;
};

TEST_P(CrashTest, LosesNothingAndDoublesNothing) {
  EXPECT_EXIT(DieAt(GetParam()), ::testing::KilledBySignal(SIGKILL), "");
  RunningPlatform platform;
  platform.configuration.data = folder_;
  platform.Start();
  platform.Import({"CFA", "Boulangerie", "Garage"});
  EXPECT_TRUE(
      RunningPlatform::Becomes([&] { return platform.StatusOf("insertion").journal_head() == 3; }));
  EXPECT_EQ(platform.StatusOf("partners").journal_head(), 3);
  EXPECT_EQ(platform.StatusOf("insertion").waiting_count(), 0);
  EXPECT_EQ(platform.StatusOf("insertion").open_dead_letters(), 0);
  for (const char* service : {"partners", "insertion"}) {
    const auto verdict = rpc::Invoke(
        *platform.operations, &RunningPlatform::Operations::VerifyAudit,
        platform.Ask<operations::v1::VerifyAuditRequest>(service), platform.AsOperator());
    EXPECT_TRUE(verdict && verdict->intact()) << service;
  }
}

INSTANTIATE_TEST_SUITE_P(EachPoint, CrashTest,
                         ::testing::Values(kBeforeCommit, kAfterCommit, kAfterPollBeforeApply,
                                           kBeforeBatchCommit, kAfterBatchCommit),
                         [](const auto& point) { return std::string(point.param); });

int MainWith(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "parcours-partners");
  std::vector<char*> raw;
  for (auto& argument : arguments) raw.push_back(argument.data());
  return Main(static_cast<int>(raw.size()), raw.data(), sample::DefinePartners());
}

TEST(MainDeathTest, SaysInOneSentenceWhyItCouldNotStart) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  ::setenv("LC_ALL", "C", 1);
  EXPECT_EXIT(std::exit(MainWith({"--token-key", "/nowhere"})), ::testing::ExitedWithCode(2),
              "^--token-key /nowhere: expected a PEM file[^\n]*\n$");
  EXPECT_EXIT(std::exit(MainWith({"--bus", "pigeon"})), ::testing::ExitedWithCode(2),
              "^--bus pigeon: expected");
  EXPECT_EXIT(std::exit(MainWith({"--unknown"})), ::testing::ExitedWithCode(2), "--unknown");
  ::setenv("LC_ALL", "fr_FR.UTF-8", 1);
  EXPECT_EXIT(std::exit(MainWith({"--bus", "pigeon"})), ::testing::ExitedWithCode(2),
              "^--bus pigeon : attendu");
}

// A port that others hold, who would share it: no server of ours may.
class TakenPort {
 public:
  TakenPort() {
    const int yes = 1;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const raw = reinterpret_cast<sockaddr*>(&address);
    CHECK(::setsockopt(socket_, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes) == 0);
    CHECK(::bind(socket_, raw, size) == 0);
    CHECK(::listen(socket_, 1) == 0);
    CHECK(::getsockname(socket_, raw, &size) == 0);
    address_ = "127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  }
  TakenPort(const TakenPort&) = delete;
  TakenPort& operator=(const TakenPort&) = delete;
  ~TakenPort() { ::close(socket_); }

  [[nodiscard]] const std::string& address() const { return address_; }

 private:
  const int socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::string address_;
};

TEST(MainDeathTest, ATakenPortIsOneSentenceToo) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  ::setenv("LC_ALL", "C", 1);
  const TakenPort taken;
  const testing::TemporaryFolder folder;
  const auto key = folder.path() / "key.pem";
  std::ofstream(key) << security::GenerateKeyPair()->public_key_pem;
  EXPECT_EXIT(std::exit(MainWith({"--token-key", key.string(), "--listen", taken.address(),
                                  "--data", (folder.path() / "data").string()})),
              ::testing::ExitedWithCode(2), "^The address [^\n]* cannot be listened on[^\n]*\n$");
}

TEST(MainDeathTest, DrainsOnSigterm) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto serve_and_stop = [] {
    testing::TemporaryFolder folder;
    const auto key = folder.path() / "key.pem";
    std::ofstream(key) << security::GenerateKeyPair()->public_key_pem;
    const auto addresses = folder.path() / "addresses.json";
    sigset_t stop;  // before the first thread, as Main does for its own
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &stop, nullptr);
    std::thread stopper([addresses] {
      while (!std::filesystem::exists(addresses)) std::this_thread::yield();
      ::kill(::getpid(), SIGTERM);
    });
    const int status = MainWith({"--token-key", key.string(), "--data", folder.path().string(),
                                 "--write-address", addresses.string()});
    stopper.join();
    std::exit(status == 0 ? 7 : 1);
  };
  EXPECT_EXIT(serve_and_stop(), ::testing::ExitedWithCode(7), "");
}

}  // namespace
}  // namespace parcours::host
