#include "tests/chaos/recovery.h"

#include <algorithm>
#include <thread>

#include "services/cli/settling.h"

namespace parcours::chaos {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kPause{20};
constexpr std::chrono::seconds kSlow{5};

bool HasPublished(const cli::Statuses& now, const cli::Statuses& then) {
  return std::all_of(then.begin(), then.end(), [&now](const auto& before) {
    const auto service = std::find_if(now.begin(), now.end(), [&before](const auto& status) {
      return status.service() == before.service();
    });
    return service != now.end() && service->relay_watermark() >= before.journal_head();
  });
}

// What was published by `then` has been read by now.
bool HasRead(const cli::Statuses& now, const cli::Statuses& then) {
  return std::all_of(now.begin(), now.end(),
                     [&then](const auto& status) { return cli::LagOf(status, then) == 0; });
}

}  // namespace

std::optional<Recovery> AwaitNoLag(cli::PlatformClient& client, std::chrono::seconds longest) {
  const auto started = Steady::now();
  Recovery recovery;
  std::optional<cli::Statuses> recorded;
  std::optional<cli::Statuses> published;
  while (Steady::now() < started + longest) {
    auto now = client.Statuses();
    if (now && !recorded) recorded = *now;
    if (now && !published && HasPublished(*now, *recorded)) published = *now;
    recovery.took = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - started);
    if (now && published && HasRead(*now, *published)) return recovery;
    if (now && recovery.waited_for.empty() && recovery.took > kSlow)
      recovery.waited_for = cli::WhatMoves(*now, Language::kEnglish);
    std::this_thread::sleep_for(kPause);
  }
  return std::nullopt;
}

}  // namespace parcours::chaos
