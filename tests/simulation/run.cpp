#include "tests/simulation/run.h"

#include <google/protobuf/reflection.h>

#include <algorithm>
#include <array>

#include "parcours/type/v1/import_verdict.pb.h"
#include "tests/simulation/promise.h"

namespace parcours::simulation {
namespace {

constexpr int kStepsPerAct = 15;
constexpr int kStepsOfADay = 15;
constexpr std::size_t kMostMoves = 12;  // in one step
constexpr int kMostSendings = 6;
constexpr unsigned kAccidentPercent = 4;  // of the steps
constexpr unsigned kDeathPercent = 12;    // of the commands are under way when their service dies
constexpr std::array kAroundCommit{kBeforeKeys,  kBeforeCommit, kAfterCommit,
                                   kAfterHandOn, kAfterAnswer,  kAfterReport};
constexpr unsigned kAbsencePercent = 15;                  // of the times between two healings
constexpr std::string_view kKeeperOfClocks = "followup";  // away in half of them

// What the caller tries again with the same request id.
bool MayBeTriedAgain(const Error& error) {
  return error.code == Code::kUnavailable || error.code == Code::kResourceExhausted ||
         error.code == Code::kDeadlineExceeded;
}

// A record that was taken in before is unchanged when it comes again: no difference here.
std::string VerdictsOf(const google::protobuf::Message& answer) {
  const auto& verdicts = answer.GetReflection()->GetRepeatedFieldRef<type::v1::RecordVerdict>(
      answer, answer.GetDescriptor()->FindFieldByName("verdicts"));
  std::string text;
  for (const type::v1::RecordVerdict& verdict : verdicts)
    text += verdict.verdict() == type::v1::SET_ASIDE ? "set aside " : "taken in ";
  return text;
}

}  // namespace

Run::Run(const Population& population, RunOptions options)
    : options_(std::move(options)),
      acts_random_(options_.seed),
      accidents_random_(options_.seed + 0x9E3779B97F4A7C15ULL),
      year_(acts_random_, population.learners),
      region_(*population.region),
      mirror_(*population.mirror) {
  for (auto* region : {&region_, &mirror_}) region->Begin(options_.seed);
  region_.OnPoint([this](Machine& machine, std::string_view point) { PassPoint(machine, point); });
}

RunReport Run::Go() {
  while (report_.acts < options_.most_acts && report_.failures.empty()) {
    auto acts = year_.Next(region_.today());
    acts.resize(std::min(acts.size(), static_cast<std::size_t>(options_.most_acts - report_.acts)));
    report_.acts += static_cast<int>(acts.size());
    if (options_.may_die && accidents_random_.Chance(kAbsencePercent))
      Leave(accidents_random_.Chance(50) ? region_.Of(kKeeperOfClocks) : AnyMachine(), acts);
    LiveThrough(acts, kStepsPerAct * static_cast<int>(acts.size()));
    Mirror();
    if (!report_.failures.empty()) break;
    const int away = absent_ == nullptr ? 0 : 7 + static_cast<int>(accidents_random_.Below(40));
    AdvanceTo(year_.NextDay(region_.today()).AddDays(away));
  }
  if (report_.failures.empty()) Check(BrokenRecords(region_), "at the end");
  if (report_.failures.empty()) Check(ViewDifferences(region_, mirror_), "at the end");
  return report_;
}

Machine& Run::AnyMachine() {
  return *region_.machines()[accidents_random_.Below(region_.machines().size())];
}

void Run::LiveThrough(const std::vector<Act>& acts, int steps) {
  errands_.clear();
  for (const auto& act : acts) {
    errands_.push_back({.act = act, .attempt = nullptr, .answer = std::nullopt});
    Say(region_.today().ToString() + " act " + std::to_string(act.number) + " " + act.service +
        "." + act.method + " " + act.learner);
  }
  for (int step = 0; step < steps; ++step) Step();
  Heal();
  if (absent_ == nullptr && report_.failures.empty())
    Check(BrokenDelivery(region_), "after healing");
}

void Run::Step() {
  auto& random = accidents_random_;
  if (random.Chance(kAccidentPercent)) CauseAccident();
  const auto drawn = random.Below(100);
  if (drawn < 30) SendSome(/*again=*/false);
  if (drawn >= 95) SendSome(/*again=*/true);
  if (random.Chance(20)) RestartSome();
  for (auto moves = random.Below(kMostMoves); moves > 0; --moves) {
    auto& machine = AnyMachine();
    const auto part = static_cast<Process::Part>(random.Below(4));
    if (machine.Up()) machine.process->Move(part);
  }
  Collect();
  BuryGhosts();
}

void Run::RestartSome() {
  for (auto& machine : region_.machines()) {
    if (machine->process == nullptr && machine.get() != absent_) Restart(*machine, /*must=*/false);
  }
}

// `again`: what was answered, too, as a caller does who has not heard the answer.
void Run::SendSome(bool again) {
  std::vector<Errand*> candidates;
  for (auto& errand : errands_) {
    const bool open = errand.attempt == nullptr && (again || !errand.answer);
    if (open && region_.Of(errand.act.service).Up()) candidates.push_back(&errand);
  }
  if (candidates.empty()) return;
  auto& errand = *candidates[accidents_random_.Below(candidates.size())];
  auto& machine = region_.Of(errand.act.service);
  if (options_.may_die && accidents_random_.Chance(kDeathPercent))
    LightFuse(machine, kAroundCommit[accidents_random_.Below(kAroundCommit.size())]);
  if (machine.Up()) errand.attempt = region_.Send(errand.act);
}

void Run::Collect() {
  for (auto& errand : errands_) {
    if (errand.attempt != nullptr && errand.attempt->outcome) Collect(errand);
  }
}

void Run::Collect(Errand& errand) {
  const auto attempt = std::exchange(errand.attempt, nullptr);
  const auto& outcome = *attempt->outcome;
  if (!outcome && MayBeTriedAgain(outcome.error())) return;
  std::string answer = !outcome                ? outcome.error().reason
                       : errand.act.IsImport() ? VerdictsOf(*attempt->answer)
                                               : attempt->answer->SerializeAsString();
  if (errand.answer) {
    if (errand.accepted && *errand.answer != answer)
      Fail("act " + std::to_string(errand.act.number) + " was answered twice, differently");
    return;
  }
  errand.answer = std::move(answer);
  errand.accepted = outcome.has_value();
  if (outcome) region_.Learn(errand.act, *attempt);
  Say("  answered " + std::to_string(errand.act.number) + " " +
      (outcome ? "OK" : outcome.error().reason + " " + outcome.error().english));
}

void Run::CauseAccident() {
  auto& machine = AnyMachine();
  ++report_.accidents;
  switch (accidents_random_.Below(options_.may_die ? 10 : 4)) {
    case 0:
    case 1:
    case 2:
      CauseBusFault(machine);
      break;
    case 3:
      CauseOperation(machine);
      break;
    case 4:
    case 5:
      CauseDiskFault(machine);
      break;
    default:
      CauseCrash(machine);
      break;
  }
}

void Run::CauseCrash(Machine& machine) {
  auto& random = accidents_random_;
  const int after = 1 + static_cast<int>(random.Below(12));
  switch (random.Below(8)) {
    case 0:
      Die(machine, "at rest");
      break;
    case 1:
      Say("  " + machine.name() + " will lose power at write " + std::to_string(after));
      machine.disk.Set({.operation = Disk::Operation::kWrite,
                        .after = after,
                        .instead = [this, &machine] { Die(machine, "at a write"); }});
      break;
    case 2:
      Say("  " + machine.name() + " will lose power at sync " + std::to_string(after));
      machine.disk.Set({.operation = Disk::Operation::kSync,
                        .after = 1 + after / 4,
                        .instead = [this, &machine] { Die(machine, "at a sync"); }});
      break;
    default:
      LightFuse(machine, kCrashPoints[random.Below(kCrashPoints.size())]);
      break;
  }
}

// Points that are passed seldom are gone to at once.
void Run::LightFuse(Machine& machine, std::string_view point) {
  auto& random = accidents_random_;
  Say("  " + machine.name() + " will die at " + std::string(point));
  fuses_[&machine] = {.point = std::string(point),
                      .passes = random.Chance(70) ? 1 : 2 + static_cast<int>(random.Below(3))};
  if (!machine.Up()) return;
  if (point == kAfterOpen) Die(machine, "at rest");
  if (point == kBeforeReplay) machine.process->Replay();
  const bool of_rebuild = point == kBeforeRebuild || point == kAfterRebuildRead ||
                          point == kBeforeSwitch || point == kAfterSwitch;
  if (of_rebuild && !machine.wire.faults().stalled)
    static_cast<void>(machine.process->Rebuild(random.Below(10)));
}

void Run::Die(Machine& machine, const std::string& where) {
  Say("  " + machine.name() + " dies " + where);
  ++report_.crashes[where];
  machine.disk.CutPower();
  machine.wire.Cut();
}

void Run::CauseDiskFault(Machine& machine) {
  auto& random = accidents_random_;
  const auto kind = random.Below(4);
  const int after = 1 + static_cast<int>(random.Below(20));
  if (kind == 3) {
    Say("  the disk of " + machine.name() + " is nearly full");
    machine.disk.Limit(machine.disk.used() + static_cast<std::int64_t>(random.Below(40)) * 4'096);
    return;
  }
  Say("  " + machine.name() + " will fail at write, sync or read " + std::to_string(kind) + " " +
      std::to_string(after));
  machine.disk.Set({.operation = static_cast<Disk::Operation>(kind), .after = after});
}

void Run::CauseBusFault(Machine& machine) {
  auto& random = accidents_random_;
  auto faults = machine.wire.faults();
  Say("  the line of " + machine.name() + " is at fault");
  switch (random.Below(8)) {
    case 0:
      faults.stalled = !faults.stalled;
      break;
    case 1:
      faults.lost_percent = 20;
      break;
    case 2:
      faults.denied_percent = 20;
      break;
    case 3:
      faults.fatal_percent = 10;
      break;
    case 4:
      faults.full_percent = 40;
      break;
    case 5:
      faults.revoked_percent = 30;
      break;
    case 6:
      faults.closed_percent = 20;
      break;
    default:
      faults.behind_percent = 50;
      break;
  }
  machine.wire.Set(faults);
}

void Run::CauseOperation(Machine& machine) {
  auto& random = accidents_random_;
  switch (random.Below(4)) {
    case 0:
      Say("  the clock steps back");
      region_.clock().Tick(std::chrono::minutes(-1 - static_cast<int>(random.Below(30))));
      break;
    case 1:
      Say("  " + machine.name() + " stops in order");
      if (machine.Up()) machine.process.reset();
      for (auto& errand : errands_) {
        if (errand.act.service == machine.name()) errand.attempt = nullptr;
      }
      break;
    case 2:
      Say("  " + machine.name() + " reads its topics again");
      if (machine.Up()) machine.process->Replay();
      break;
    default:
      Say("  " + machine.name() + " builds a projection anew");
      if (machine.Up() && !machine.wire.faults().stalled)
        static_cast<void>(machine.process->Rebuild(random.Below(10)));
      break;
  }
}

void Run::PassPoint(Machine& machine, std::string_view point) {
  const auto fuse = fuses_.find(&machine);
  if (fuse == fuses_.end() || fuse->second.point != point || --fuse->second.passes > 0) return;
  fuses_.erase(fuse);
  Die(machine, std::string(point));
}

void Run::BuryGhosts() {
  for (auto& machine : region_.machines()) {
    if (machine->disk.powered()) continue;
    region_.Bury(*machine);
    for (auto& errand : errands_) {
      if (errand.act.service == machine->name()) errand.attempt = nullptr;
    }
  }
}

void Run::Restart(Machine& machine, bool must) {
  const auto started = region_.Start(machine);
  BuryGhosts();
  if (started) return;
  Say("  " + machine.name() + " does not start: " + started.error().english);
  if (must || started.error().code == Code::kFailedPrecondition)
    Fail(machine.name() + " refuses to start: " + started.error().english);
}

void Run::Heal() {
  BuryGhosts();
  fuses_.clear();
  for (auto& machine : region_.machines()) {
    machine->disk.Heal();
    machine->wire.Set({});
    if (machine->process == nullptr && machine.get() != absent_) Restart(*machine, /*must=*/true);
  }
  if (!report_.failures.empty()) return;
  for (int sending = 0; sending < kMostSendings; ++sending) {
    Settle();
    Collect();
    const bool all = std::all_of(errands_.begin(), errands_.end(),
                                 [](const Errand& errand) { return errand.answer.has_value(); });
    if (all || !report_.failures.empty()) return;
    for (auto& errand : errands_) {
      if (!errand.answer && errand.attempt == nullptr) errand.attempt = region_.Send(errand.act);
    }
  }
  Fail("an act is never answered");
}

void Run::Settle() {
  if (!region_.Settle()) Fail("the region does not settle");
}

// The same acts without accidents, in the same order.
void Run::Mirror() {
  if (!report_.failures.empty()) return;
  std::vector<std::shared_ptr<Attempt>> attempts;
  for (const auto& errand : errands_) attempts.push_back(mirror_.Send(errand.act));
  if (!mirror_.Settle()) return Fail("the mirror does not settle");
  for (std::size_t i = 0; i < errands_.size(); ++i) CompareAnswers(errands_[i], *attempts[i]);
  Compare("after the acts");
}

// They are of the same kind.
void Run::CompareAnswers(const Errand& errand, const Attempt& reflected) {
  if (!reflected.outcome) return Fail("the mirror does not answer");
  const auto& outcome = *reflected.outcome;
  if (outcome) mirror_.Learn(errand.act, reflected);
  if (outcome) year_.Accepted(errand.act);
  if (outcome) ++report_.accepted;
  const auto said = outcome ? std::string("OK") : outcome.error().reason;
  const auto heard = errand.accepted ? std::string("OK") : errand.answer.value_or("nothing");
  if (said != heard)
    Fail("act " + std::to_string(errand.act.number) + " is answered " + heard + ", without " +
         "accidents " + said);
}

void Run::AdvanceTo(CivilDate day) {
  while (report_.failures.empty()) {
    const auto stop = region_.NextStop(day);
    if (stop != mirror_.NextStop(day)) return Fail("the next timers are due on different days");
    if (!stop) break;
    Say("-- " + stop->ToString());
    region_.clock().Set(*stop);
    mirror_.clock().Set(*stop);
    if (!mirror_.Settle()) return Fail("the mirror does not settle");
    LiveThrough({}, accidents_random_.Chance(40) ? kStepsOfADay : 0);
    Compare("after the timers");
  }
  region_.clock().Set(day);
  mirror_.clock().Set(day);
  if (absent_ != nullptr) Return();
}

// It misses what the others do and the days that pass, until the next acts. What it hears late it
// may judge otherwise: its double stands still as long, and hears everything before a timer fires.
void Run::Leave(Machine& machine, std::vector<Act>& acts) {
  Say("  " + machine.name() + " is away");
  ++report_.accidents;
  absent_ = &machine;
  absent_->process.reset();
  mirror_.Of(machine.name()).frozen = true;
  std::erase_if(acts, [&machine](const Act& act) { return act.service == machine.name(); });
}

void Run::Return() {
  Say("  " + absent_->name() + " is back");
  mirror_.Of(absent_->name()).frozen = false;
  absent_ = nullptr;
  if (!mirror_.HearAndSettle()) return Fail("the mirror does not settle");
  LiveThrough({}, kStepsOfADay);
  Compare("after an absence");
}

void Run::Compare(const char* when) {
  if (absent_ == nullptr && report_.failures.empty()) Check(Differences(region_, mirror_), when);
}

void Run::Check(std::vector<std::string> failures, const char* when) {
  for (auto& failure : failures) Fail(std::string(when) + ": " + std::move(failure));
}

void Run::Fail(std::string what) {
  Say("!! " + what);
  report_.failures.push_back(std::move(what));
}

void Run::Say(const std::string& what) const {
  if (options_.trace) options_.trace(what);
}

}  // namespace parcours::simulation
