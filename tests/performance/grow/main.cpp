// grow: makes recruitment's journal as long as it is told to, by commands run in this process: the
// same rows in all tables that calls would leave, without transport and bus. For scripts/bench
// growth; recruitment is stopped meanwhile. Their facts are said to have travelled, so that nobody
// waits for them: aggregates that are filled here are not driven later.

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <span>
#include <sstream>

#include "services/platform/core/check.h"
#include "services/platform/host/clocks.h"
#include "services/platform/host/service_core.h"
#include "services/platform/host/system_random.h"
#include "services/platform/rpc/dispatch.h"
#include "services/recruitment/service.h"
#include "services/recruitment/use_cases/use_cases.h"

namespace parcours::grow {
namespace {

namespace v1 = recruitment::v1;

constexpr std::size_t kRound = 256;

struct Options {
  std::string data;
  std::string key;      // public, of the tokens
  std::string token;    // without "Bearer "
  std::string targets;  // file: a candidacy is the first word of each line
  std::int64_t facts = 0;
  int per_aggregate = 200;
};

Options ReadOptions(int argc, char** argv) {
  Options options;
  CLI::App app("Lengthens the journal of recruitment, which is not running");
  app.add_option("--data", options.data)->required();
  app.add_option("--token-key", options.key)->required();
  app.add_option("--token", options.token)->required();
  app.add_option("--targets", options.targets)->required();
  app.add_option("--facts", options.facts, "length of the journal afterwards")->required();
  app.add_option("--per-aggregate", options.per_aggregate);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    std::exit(app.exit(wrong));
  }
  return options;
}

std::string TextOf(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

class NobodyWatches final : public execution::CallObserver {
  void Finished(const execution::Method& /*method*/, const execution::Call& /*call*/,
                const Error* error, std::chrono::nanoseconds /*took*/) override {
    if (error == nullptr) return;
    std::fprintf(stderr, "grow: %s\n", error->english.c_str());
    std::exit(1);
  }
};

// A window of commands, answered together.
class Round {
 public:
  Round(execution::Executor& executor, std::string token)
      : executor_(executor), token_(std::move(token)) {
    for (auto& call : calls_) {
      call.request.set_kind(type::v1::FOLLOW_UP);
      call.request.set_minutes(40);
      call.request.set_objective_verdict(type::v1::REACHED);
      call.request.set_objective("Faire le point sur la recherche d'un employeur");
      call.request.set_note("Deux candidatures envoyées cette semaine, un entretien prévu.");
    }
  }

  void Add(const std::string& candidacy, const std::string& request_id) {
    auto& call = calls_[filled_++];
    call.request.set_candidacy(candidacy);
    call.request.set_request_id(request_id);
  }
  [[nodiscard]] bool full() const { return filled_ == kRound; }

  void Run() {
    open_ = filled_;
    for (auto& call : std::span(calls_).first(filled_)) {
      executor_.Run({.token = token_,
                     .deadline = std::chrono::steady_clock::now() + std::chrono::minutes{5},
                     .trace = {}},
                    call.request, call.answer,
                    rpc::BodyOf<recruitment::Context>(call.request, call.answer,
                                                      [] { return Result<void>{}; }),
                    [this](const Result<void>&) { Answered(); });
    }
    std::unique_lock lock(mutex_);
    all_answered_.wait(lock, [this] { return open_ == 0; });
    filled_ = 0;
  }

 private:
  struct OneCall {
    v1::RecordInterviewRequest request;
    v1::Candidacy answer;
  };

  void Answered() {
    const std::scoped_lock lock(mutex_);
    if (--open_ == 0) all_answered_.notify_one();
  }

  execution::Executor& executor_;
  const std::string token_;
  std::vector<OneCall> calls_ = std::vector<OneCall>(kRound);
  std::size_t filled_ = 0;
  std::mutex mutex_;
  std::condition_variable all_answered_;
  std::size_t open_ = 0;
};

std::int64_t HeadOf(host::ServiceCore& core) {
  std::int64_t head = 0;
  CHECK(core.writer().SubmitAndWait([&](store::Connection& db) {
    head = core.journal().LastPosition(db);
    return true;
  }));
  return head;
}

void SayTravelled(host::ServiceCore& core) {
  CHECK(core.writer().SubmitAndWait([&](store::Connection& db) {
    db.Execute("INSERT OR REPLACE INTO relay (id, position) VALUES (1, :position)",
               core.journal().LastPosition(db));
    return true;
  }));
}

void Grow(host::ServiceCore& core, const Options& options) {
  const auto run = std::chrono::system_clock::now().time_since_epoch().count();
  Round round(core.executor(), options.token);
  std::ifstream targets(options.targets);
  std::string candidacy;
  std::string rest;
  const std::int64_t missing = options.facts - HeadOf(core);
  for (std::int64_t number = 0; number < missing; ++number) {
    if (number % options.per_aggregate == 0)
      CHECK(targets >> candidacy && std::getline(targets, rest));  // there are enough of them
    char request_id[64];
    std::snprintf(request_id, sizeof(request_id), "%014llx-%016llx", static_cast<long long>(run),
                  static_cast<long long>(number));
    round.Add(candidacy, request_id);
    if (round.full() || number + 1 == missing) round.Run();
  }
}

int Run(const Options& options) {
  const host::SystemClock clock(host::Zone::Load("Europe/Paris").value());
  host::SystemRandom random;
  NobodyWatches observer;
  const auto tokens = security::MakeTokenVerifier(TextOf(options.key), clock).value();
  const auto core =
      host::ServiceCore::Open(
          recruitment::Define(),
          {.folder = options.data, .writer = {.admission = {.always = kRound}, .pace = {}}},
          {.clock = clock,
           .random = random,
           .tokens = *tokens,
           .observer = observer,
           .crash_points = {}})
          .value();
  Grow(*core, options);
  SayTravelled(*core);
  return 0;
}

}  // namespace
}  // namespace parcours::grow

int main(int argc, char** argv) {
  return parcours::grow::Run(parcours::grow::ReadOptions(argc, argv));
}
