// A file far larger than a call: streamed, in memory that does not grow with it.

#include <unistd.h>

#include <fstream>
#include <sstream>

#include "tests/end_to_end/bad_input.h"

namespace parcours::end_to_end {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kMemoryIsOurs = false;  // the sanitizer keeps what was freed
constexpr int kSmall = 400;
#else
constexpr bool kMemoryIsOurs = true;
constexpr int kSmall = 4'000;
#endif
constexpr int kLarge = 10 * kSmall;

// Prints the largest resident memory of the program that it runs, in KiB.
constexpr const char* kMeasure =
    "python3 -c 'import resource, subprocess, sys; done = subprocess.run(sys.argv[1:]); "
    "print(\"\\npeak\", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); "
    "sys.exit(done.returncode)' ";

class LargeImport : public BadInput {
 protected:
  struct Imported {
    Finished finished;
    std::int64_t client_peak = 0;  // KiB
    std::int64_t server_peak = 0;
  };

  // Sent by the system of an organisation that the records do not concern: each is read, checked
  // and set aside, so that what memory does is the streaming's doing alone.
  Imported Import(int learners) {
    const auto file = File("learners.json", "");
    const auto made = Parcours(Language::kEnglish,
                               "sample --learners " + std::to_string(learners) + " --out " + file);
    EXPECT_EQ(made.status, 0) << made.output;
    EXPECT_GT(std::filesystem::file_size(file), static_cast<std::size_t>(learners) * 900);
    const auto others =
        platform().desk().For({.principal = "agents/01890000-0000-7000-8000-0000000000aa",
                               .organisation = "organisations/01890000-0000-7000-8000-000000000003",
                               .person = {},
                               .roles = {options::v1::PARTNER_SYSTEM}});
    const std::string command = "PARCOURS_DATA=" + data().string() + " " + kMeasure +
                                Program("parcours") + " --lang en --token " + others.value() +
                                " import dossiers " + file + " --report " + file +
                                ".report --format json";
    Imported imported{.finished = testing::RunCommand(command)};
    const auto& output = imported.finished.output;
    imported.client_peak = std::atoll(output.c_str() + output.rfind("peak") + 4);
    imported.server_peak = PeakOfServer();
    return imported;
  }

 private:
  // The one child of this process: `serve all`.
  static std::int64_t PeakOfServer() {
    const auto self = std::to_string(::getpid());
    const auto child = ReadFile("/proc/self/task/" + self + "/children");
    const auto status = ReadFile("/proc/" + child.substr(0, child.find(' ')) + "/status");
    const auto place = status.find("VmHWM:");
    return place == std::string::npos ? 0 : std::atoll(status.c_str() + place + 6);
  }
};

TEST_F(LargeImport, NeedsNoMoreMemoryThanASmallOne) {
  constexpr std::int64_t kMoreClient = 8 * 1'024;
  constexpr std::int64_t kMoreServer = 24 * 1'024;
  const auto small = Import(kSmall);
  const auto large = Import(kLarge);
  EXPECT_EQ(large.finished.status, 1) << large.finished.output;
  ExpectWords(large.finished.output, {"0 accepted", std::to_string(kLarge) + " set aside"});
  ASSERT_GT(small.client_peak, 0);
  ASSERT_GT(small.server_peak, 0);
  if (kMemoryIsOurs) {
    EXPECT_LT(large.client_peak, small.client_peak + kMoreClient);
    RecordProperty("client_kib", std::to_string(large.client_peak));
    RecordProperty("server_kib", std::to_string(large.server_peak));
    EXPECT_LT(large.server_peak, small.server_peak + kMoreServer);
  }
  ExpectNothingChanged();
  ExpectGoesOn();
}

}  // namespace
}  // namespace parcours::end_to_end
