#include "tests/simulation/region.h"

#include <google/protobuf/reflection.h>
#include <google/protobuf/text_format.h>

#include <algorithm>

#include "parcours/type/v1/import_verdict.pb.h"
#include "services/cli/all_services.h"
#include "services/cli/messages.h"
#include "services/platform/core/check.h"
#include "services/platform/host/dated_view.h"
#include "services/platform/rpc/json_message.h"
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

// What host::DatedLine says, in a notation that is quicker to write.
std::string LineOf(const journal::Journal& journal, journal::Row row) {
  row.sealed.clear();
  const auto fact = journal.Decode(row);
  fact->GetReflection()->ClearField(fact.get(), fact->GetDescriptor()->FindFieldByName("meta"));
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  std::string content;
  CHECK(printer.PrintToString(*fact, &content));
  return row.meta.effective.ToString() + " " + row.meta.type + " " + row.meta.aggregate + " " +
         content;
}

}  // namespace

void Complaints::Faulted(const execution::Method& method, const std::string& what) {
  Add(method.descriptor->full_name() + " threw: " + what);
}

Region::Region(CivilDate day, Options options)
    : clock_(day), random_(/*seed=*/1), bus_(random_, options.script) {
  for (auto& definition : cli::AllServices()) {
    auto machine = std::make_unique<Machine>(std::move(definition), options.keeps, bus_, random_);
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

// A log that every restart would read again is moved into the database beside it.
void Region::LayGround() {
  for (auto& machine : machines_) {
    auto& process = *machine->process;
    journal_ends_[machine->name()] = process.core().journal().LastPosition(process.reading());
    for (const char* suffix : {".db", ".keys"}) {
      store::OpenSqliteForWriting(process.core().DatabaseFile(suffix))
          .value()
          ->ExecuteScript("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }
}

// The locks in the folder so far stay with the process that laid the ground.
void Region::Begin(std::uint64_t seed) {
  random_ = testing::FixedRandom(seed);
  for (auto& machine : machines_) machine->ground->folder = folder_.path() / "forked";
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

std::shared_ptr<Attempt> Region::Send(const Act& act) {
  const auto* method = cli::FindMethod(act.service, act.method).value();
  auto content = cli::Fill(act.request, names_);
  content["requestId"] = act.RequestId();
  auto attempt = std::make_shared<Attempt>();
  auto request = rpc::ReadJson(*method->input_type(), content.dump());
  if (!request) std::fprintf(stderr, "%s: %s\n", act.method.c_str(), content.dump().c_str());
  attempt->request = std::move(request).value();
  attempt->answer = rpc::NewMessage(*method->output_type());
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

bool Region::Settle() { return Settle(Process::kParts); }

bool Region::HearAndSettle() { return Settle(Process::kPartsButTimers) && Settle(); }

bool Region::Settle(std::span<const Process::Part> parts) {
  int quiet = 0;
  for (int round = 0; round < kMostRounds; ++round) {
    const auto before = Activity();
    bool idle = true;
    for (auto& machine : machines_) {
      if (machine->process == nullptr || machine->frozen) continue;
      for (const auto part : parts) machine->process->Move(part);
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
    if (machine->process == nullptr || machine->frozen) continue;
    const auto next = schedule::Timers(machine->process->reading()).NextDue();
    if (next && *next <= until && *next > today()) stop = std::min(stop.value_or(*next), *next);
  }
  return stop;
}

std::int64_t Region::JournalStart(const Machine& machine) const {
  const auto known = journal_ends_.find(machine.name());
  return known == journal_ends_.end() ? 0 : known->second;
}

std::vector<journal::Row> Region::RowsOf(const Machine& machine, std::int64_t position) {
  auto& process = *machine.process;
  return process.core().journal().ReadFrom(process.reading(), position, 1'000'000);
}

std::vector<std::string> Region::View() {
  std::vector<std::string> lines;
  for (auto& machine : machines_) {
    const auto& journal = machine->process->core().journal();
    for (const auto& row : RowsOf(*machine, JournalStart(*machine) + 1))
      lines.push_back(LineOf(journal, row));
  }
  std::sort(lines.begin(), lines.end());
  return host::WithoutIds(lines);
}

}  // namespace parcours::simulation
