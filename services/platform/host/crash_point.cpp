#include "services/platform/host/crash_point.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

namespace parcours::host {
namespace {

Error CrashPointUnknown(std::string_view text) {
  std::string known;
  for (const auto name : kCrashPoints) known.append(known.empty() ? "" : ", ").append(name);
  return {
      .code = Code::kInvalidArgument,
      .reason = "CRASH_POINT_UNKNOWN",
      .field = "--crash-at",
      .french =
          "Le point d'arrêt « " + std::string(text) + " » n'existe pas ; il y a : " + known + ".",
      .english = "There is no crash point '" + std::string(text) + "'; there are: " + known + "."};
}

}  // namespace

Result<std::unique_ptr<CrashPoint>> CrashPoint::Parse(std::string_view text) {
  const std::string_view name = text.substr(0, text.find(':'));
  if (std::find(kCrashPoints.begin(), kCrashPoints.end(), name) == kCrashPoints.end())
    return Refuse(CrashPointUnknown(text));
  int passes = 1;
  if (name.size() < text.size()) {
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(name.data() + name.size() + 1, end, passes);
    if (error != std::errc{} || stop != end || passes < 1) return Refuse(CrashPointUnknown(text));
  }
  return std::make_unique<CrashPoint>(name, passes);
}

void CrashPoint::Pass(std::string_view name) {
  if (name == name_ && passes_.fetch_sub(1) == 1) ::kill(::getpid(), SIGKILL);
}

}  // namespace parcours::host
