#include "tests/chaos/faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <thread>

#include "services/cli/messages.h"
#include "services/cli/settling.h"
#include "tests/chaos/recovery.h"

namespace parcours::chaos {
namespace {

constexpr std::uint64_t kLongestCalm = 1'200;  // ms
constexpr std::uint64_t kLongestDown = 400;
constexpr std::chrono::seconds kDiskFullFor{3};

double Seconds(std::chrono::steady_clock::duration time) {
  return std::chrono::duration<double>(time).count();
}

std::string Join(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

Error StillLags(const std::string& what) {
  return {.code = Code::kDeadlineExceeded,
          .reason = "STILL_LAGS",
          .field = {},
          .french = "La plateforme ne se remet pas : " + what,
          .english = "The platform does not recover: " + what};
}

Error Fell(const std::string& service) {
  return {.code = Code::kUnavailable,
          .reason = "SERVICE_FELL",
          .field = service,
          .french = "Le service " + service + " s'est arrêté de lui-même.",
          .english = "The service " + service + " ended by itself."};
}

}  // namespace

struct Faults::Kind {
  Result<std::string> (Faults::*inflict)();  // says what it was
  int first_after_kills;                     // when it comes for the first time
  unsigned percent;                          // of the faults after that
};

const std::vector<Faults::Kind>& Faults::Kinds() {
  static const std::vector<Kind> kKinds{
      {&Faults::FillDisk, 3, 5},      {&Faults::FreezeService, 6, 4},
      {&Faults::KillBroker, 8, 14},   {&Faults::StopBroker, 10, 2},
      {&Faults::FreezeBroker, 14, 2}, {&Faults::KillServices, 0, 100}};
  return kKinds;
}

Result<void> Faults::Run() {
  while (!Enough()) {
    Wait(kLongestCalm);
    TRY(Inflict(Choose()));
  }
  return {};
}

bool Faults::Enough() const {
  if (options_.kills > 0 && kills_ >= options_.kills && came_.size() == Kinds().size()) return true;
  return Steady::now() - started_ >= options_.longest;
}

const Faults::Kind& Faults::Choose() {
  for (const auto& kind : Kinds()) {
    if (kind.first_after_kills > kills_) continue;
    if (came_.insert(&kind).second || numbers_.Chance(kind.percent)) return kind;
  }
  return Kinds().back();
}

Result<void> Faults::Inflict(const Kind& kind) {
  TRY(const auto what, (this->*kind.inflict)());
  ++faults_;
  parts_.moved();
  const auto recovered = AwaitNoLag(parts_.platform.client(), options_.recovered_within);
  if (!recovered) {
    const auto statuses = parts_.platform.client().Statuses();
    return Refuse(StillLags(
        what + (statuses ? "; " + cli::WhatMoves(*statuses, Language::kEnglish) : std::string())));
  }
  const auto fallen = parts_.platform.Fallen();
  if (!fallen.empty()) return Refuse(Fell(fallen));
  parts_.say(
      fmt::format("{:7.1f} s  {:<58} no lag after {:5.2f} s{}", Seconds(Steady::now() - started_),
                  what, Seconds(recovered->took),
                  recovered->waited_for.empty() ? "" : "; waited for " + recovered->waited_for));
  return {};
}

Result<std::string> Faults::KillServices() {
  const auto services = SomeServices();
  const int times = numbers_.Chance(25) ? 2 : 1;  // the second time while it still recovers
  for (int i = 0; i < times; ++i) TRY(KillAndStart(services));
  return "kill -9 " + Join(services) + (times > 1 ? ", twice" : "");
}

Result<std::string> Faults::KillBroker() {
  parts_.broker.Signal(SIGKILL);
  ++kills_;
  std::string what = "kill -9 the broker";
  if (numbers_.Chance(30)) {
    const auto services = SomeServices();
    TRY(KillAndStart(services));
    what += ", then " + Join(services);
  }
  Wait(kLongestDown);
  TRY(parts_.broker.StartAgain());
  return what;
}

Result<std::string> Faults::StopBroker() {
  const auto again = Steady::now() + options_.outage;
  parts_.broker.Stop();
  Wait(kLongestCalm);
  const auto services = SomeServices();
  TRY(KillAndStart(services));
  std::this_thread::sleep_until(again);
  TRY(parts_.broker.StartAgain());
  return fmt::format("the broker is out for {} s, kill -9 {} meanwhile", options_.outage.count(),
                     Join(services));
}

Result<std::string> Faults::FreezeService() {
  const auto service = cli::ServiceNames()[numbers_.Below(cli::ServiceNames().size())];
  parts_.platform.Signal(service, SIGSTOP);
  std::this_thread::sleep_for(options_.freeze);
  parts_.platform.Signal(service, SIGCONT);
  return fmt::format("{} is frozen for {} s", service, options_.freeze.count());
}

Result<std::string> Faults::FreezeBroker() {
  parts_.broker.Signal(SIGSTOP);
  std::this_thread::sleep_for(options_.freeze);
  parts_.broker.Signal(SIGCONT);
  return fmt::format("the broker is frozen for {} s", options_.freeze.count());
}

Result<std::string> Faults::FillDisk() {
  std::ofstream(parts_.full_disk) << "";
  std::this_thread::sleep_for(kDiskFullFor);
  std::filesystem::remove(parts_.full_disk);
  return fmt::format("the disk is full for {} s", kDiskFullFor.count());
}

Result<void> Faults::KillAndStart(const std::vector<std::string>& services) {
  for (const auto& service : services) {
    parts_.platform.Signal(service, SIGKILL);
    ++kills_;
  }
  Wait(kLongestDown);
  for (const auto& service : services) TRY(parts_.platform.StartAgain(service));
  parts_.moved();
  return {};
}

// Mostly one, sometimes two, sometimes all.
std::vector<std::string> Faults::SomeServices() {
  auto names = cli::ServiceNames();
  for (std::size_t i = names.size(); i > 1; --i) std::swap(names[i - 1], names[numbers_.Below(i)]);
  const auto kind = numbers_.Below(10);
  if (kind > 0) names.resize(kind < 3 ? 2 : 1);
  return names;
}

void Faults::Wait(std::uint64_t longest_ms) {
  std::this_thread::sleep_for(std::chrono::milliseconds(numbers_.Below(longest_ms + 1)));
}

}  // namespace parcours::chaos
