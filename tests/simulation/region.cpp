#include "tests/simulation/region.h"

#include <google/protobuf/reflection.h>

#include <algorithm>

#include "parcours/type/v1/import_verdict.pb.h"
#include "services/cli/all_services.h"
#include "services/cli/messages.h"
#include "services/platform/core/check.h"
#include "services/platform/host/dated_view.h"
#include "tests/in_process/methods.h"

namespace parcours::simulation {
namespace {

constexpr std::chrono::minutes kDeadline{10};
constexpr int kMostRounds = 3'000;

std::string TraceOf(int act) {
  std::string digits = std::to_string(act);
  digits.insert(0, 32 - digits.size(), '0');
  return "00-" + digits + "-00000000000000aa-01";
}

}  // namespace

void Complaints::Faulted(const execution::Method& method, const std::string& what) {
  Add(method.descriptor->full_name() + " threw: " + what);
}

Region::Region(const Snapshot& start, Options options)
    : clock_(start.day),
      random_(options.seed),
      bus_(random_, options.script, start.topics),
      journal_ends_(start.journal_ends),
      names_(start.names) {
  for (auto& definition : cli::AllServices()) {
    const auto files = start.disks.find(definition.name);
    auto machine = std::make_unique<Machine>(
        std::move(definition), options.keeps,
        files == start.disks.end() ? Disk::Files{} : files->second, bus_, random_);
    machine->ground.emplace(
        Ground{.folder = folder_.path(),
               .vfs = machine->disk.vfs(),
               .bus = machine->wire,
               .clock = clock_,
               .random = random_,
               .tokens = tokens_,
               .observer = machine->complaints,
               .crash_points =
                   [this, at = machine.get()](std::string_view point) {
                     if (on_point_ && at->disk.powered()) on_point_(*at, point);
                   },
               .on_timer_refused =
                   [at = machine.get()](const std::string& what) { at->complaints.Add(what); }});
    machines_.push_back(std::move(machine));
  }
}

Region::~Region() = default;

Machine& Region::Of(std::string_view service) {
  const auto found = std::find_if(machines_.begin(), machines_.end(),
                                  [service](const auto& m) { return m->name() == service; });
  CHECK(found != machines_.end());
  return **found;
}

Result<void> Region::Start(Machine& machine) {
  TRY(machine.process, Process::Start(machine.definition, *machine.ground));
  return {};
}

Result<void> Region::StartAll() {
  for (auto& machine : machines_) {
    if (machine->process == nullptr) TRY(Start(*machine));
  }
  return {};
}

void Region::Bury(Machine& machine) {
  machine.disk.CutPower();
  machine.wire.Cut();
  machine.process.reset();
  machine.wire.Mend();
  machine.disk.Restart(random_);
}

void Region::StopAll() {
  for (auto& machine : machines_) machine->process.reset();
}

std::shared_ptr<Attempt> Region::Send(const Act& act) {
  const auto* method = cli::FindMethod(act.service, act.method).value();
  auto content = cli::Fill(act.request, names_);
  content["requestId"] = act.RequestId();
  auto attempt = std::make_shared<Attempt>();
  auto request = cli::ReadJson(*method->input_type(), content.dump());
  if (!request) std::fprintf(stderr, "%s: %s\n", act.method.c_str(), content.dump().c_str());
  attempt->request = std::move(request).value();
  attempt->answer = cli::NewMessage(*method->output_type());
  auto actor = act.actor;
  actor.principal = cli::FillText(actor.principal, names_);
  actor.person = cli::FillText(actor.person, names_);
  auto& machine = Of(act.service);
  const execution::Call call{.token = tokens_.TokenOf(actor),
                             .deadline = std::chrono::steady_clock::now() + kDeadline,
                             .trace = TraceOf(act.number),
                             .language = Language::kEnglish};
  const auto done = [attempt, &disk = machine.disk](Result<void> outcome) {
    if (disk.powered()) attempt->outcome = std::move(outcome);
  };
  const auto& way = in_process::Methods().at(method->input_type()->full_name());
  auto& executor = machine.process->core().executor();
  if (way.batch) {
    executor.RunBatch(call, *attempt->request, way.batch(*attempt->request, *attempt->answer),
                      done);
  } else {
    executor.Run(call, *attempt->request, *attempt->answer,
                 way.body(*attempt->request, *attempt->answer), done);
  }
  return attempt;
}

void Region::Learn(const Act& act, const Attempt& attempt) {
  if (act.save.empty()) return;
  const auto& answer = *attempt.answer;
  const auto* type = answer.GetDescriptor();
  if (!act.IsImport()) {
    names_[act.save.front()] =
        answer.GetReflection()->GetString(answer, type->FindFieldByName("name"));
    return;
  }
  const auto& verdicts = answer.GetReflection()->GetRepeatedFieldRef<type::v1::RecordVerdict>(
      answer, type->FindFieldByName("verdicts"));
  auto alias = act.save.begin();
  for (const type::v1::RecordVerdict& verdict : verdicts) {
    for (const auto& name : verdict.names()) {
      const std::string id(LastSegment(name));
      if (CollectionOf(name) == "pathways" || CollectionOf(name) == "candidacies") {
        names_[*alias + ".pathway"] = "pathways/" + id;
        names_[*alias + ".id"] = id;
      }
      if (CollectionOf(name) == "persons") {
        names_[*alias + ".person"] = name;
        names_[*alias + ".person_id"] = id;
      }
    }
    ++alias;
  }
}

std::int64_t Region::Activity() const {
  auto activity = static_cast<std::int64_t>(bus_.size());
  for (const auto& machine : machines_) {
    if (machine->process != nullptr) activity += machine->process->commits();
  }
  return activity;
}

bool Region::Settle() {
  int quiet = 0;
  for (int round = 0; round < kMostRounds; ++round) {
    const auto before = Activity();
    bool idle = true;
    for (auto& machine : machines_) {
      if (machine->process == nullptr) continue;
      machine->process->MoveAll();
      idle = idle && machine->process->Idle();
    }
    quiet = idle && Activity() == before ? quiet + 1 : 0;
    if (quiet == 2) return true;
  }
  return false;
}

std::optional<CivilDate> Region::NextStop(CivilDate until) {
  std::optional<CivilDate> stop;
  for (auto& machine : machines_) {
    if (machine->process == nullptr) continue;
    const auto next = schedule::Timers(machine->process->reading()).NextDue();
    if (next && *next <= until && *next > today()) stop = std::min(stop.value_or(*next), *next);
  }
  return stop;
}

std::int64_t Region::JournalStart(const Machine& machine) const {
  const auto known = journal_ends_.find(machine.name());
  return known == journal_ends_.end() ? 0 : known->second;
}

std::vector<std::string> Region::View() {
  std::vector<std::string> lines;
  for (auto& machine : machines_) {
    const auto& journal = machine->process->core().journal();
    const auto from = JournalStart(*machine) + 1;
    for (const auto& row : journal.ReadFrom(machine->process->reading(), from, 1'000'000))
      lines.push_back(host::DatedLine(journal, row));
  }
  std::sort(lines.begin(), lines.end());
  return host::WithoutIds(lines);
}

Snapshot Region::TakeSnapshot() {
  Snapshot snapshot{.day = today(), .names = names_};
  for (auto& machine : machines_) {
    auto& process = *machine->process;
    snapshot.journal_ends[machine->name()] =
        process.core().journal().LastPosition(process.reading());
  }
  StopAll();
  for (auto& machine : machines_) snapshot.disks[machine->name()] = machine->disk.Image();
  snapshot.topics = bus_.topics();
  return snapshot;
}

}  // namespace parcours::simulation
