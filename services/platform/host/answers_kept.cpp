#include "services/platform/host/answers_kept.h"

#include "services/platform/execution/commands.h"

namespace parcours::host {
namespace {

constexpr int kSlice = 500;

}  // namespace

Result<std::int64_t> ForgetOldAnswers(ServiceCore& core, store::Connection& reading) {
  const Instant before = core.clock().Now() - execution::kAnswersKept;
  std::int64_t forgotten = 0;
  execution::CommandKey last;
  while (true) {
    const auto keys = execution::CommandsBefore(reading, before, last, kSlice);
    if (keys.empty()) return forgotten;
    TRY(core.writer().SubmitAndWait([&keys](store::Connection& db) {
      execution::ForgetCommands(db, keys);
      return true;
    }));
    forgotten += static_cast<std::int64_t>(keys.size());
    last = keys.back();
  }
}

}  // namespace parcours::host
