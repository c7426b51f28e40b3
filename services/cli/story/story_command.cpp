#include "services/cli/story/story_command.h"

#include <csignal>
#include <fstream>
#include <ostream>

#include "services/cli/story/launched_platform.h"
#include "services/cli/story/teller.h"
#include "services/cli/timeline_text.h"
#include "services/cli/topics_plan.h"

namespace parcours::cli {
namespace {

// A day by which everything that the story made has taken effect.
constexpr CivilDate kAfterTheStory(2030, 1, 1);

// Signals wait until they are asked for; children get their own mask back.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &set_, nullptr);
  }

  // True when one came within `wait`.
  [[nodiscard]] bool Came(std::chrono::milliseconds wait) const {
    const timespec limit{.tv_sec = wait.count() / 1'000,
                         .tv_nsec = (wait.count() % 1'000) * 1'000'000};
    return ::sigtimedwait(&set_, nullptr, &limit) > 0;
  }

 private:
  sigset_t set_{};
};

void ShowWhereToLook(const StoryOptions& options, const LaunchedPlatform& platform,
                     const Variables& variables, const std::string& gateway,
                     const std::string& proxy, std::ostream& out) {
  const auto pathway = variables.find("P.pathway");
  const std::string name = pathway == variables.end() ? "pathways/…" : pathway->second;
  out << "\nWhere to look\n";
  for (const auto& [service, address] : platform.endpoints())
    out << "  " << service << " on " << address << "\n";
  if (!options.pages.empty()) {
    out << "  pages on " << (proxy.empty() ? "http://" + gateway : "https://" + proxy) << "/app/"
        << (proxy.empty() ? "\n" : " (a certificate of its own: the browser asks once)\n");
  }
  out << "  gateway on http://" << gateway << "\n  logs in " << (options.data / "logs").string()
      << "\n\nTry, in another terminal:\n"
      << "  export PARCOURS_DATA=" << options.data.string() << " PATH=\""
      << "$PWD/build/release/bin:$PATH\"\n"
      << "  export PARCOURS_TOKEN_KEY=" << (options.data / "token.private.pem").string()
      << " PARCOURS_PARTNERS=" << (options.sample / "partners.json").string() << "\n"
      << "  parcours status\n"
      << "  parcours call followup GetPathway name=" << name
      << " --as agents/01890000-0000-7000-8000-000000000012\n"
      << "  parcours timeline " << name << " --as agents/01890000-0000-7000-8000-000000000012\n"
      << "  parcours view --day 2025-06-02\n"
      << "  curl -H \"Authorization: Bearer "
      << "$(parcours token --as agents/01890000-0000-7000-8000-000000000012)\" http://" << gateway
      << "/v1/" << name << "\n";
  if (!options.brokers.empty()) {
    out << "  kcat -b " << options.brokers << " -t parcours.followup.v1 -C -e -f '%h\\n'\n";
  }
}

int StayUp(LaunchedPlatform& platform, const StopSignals& signals, std::ostream& out) {
  out << "\nThe platform stays up; Ctrl-C ends it.\n" << std::flush;
  while (!signals.Came(std::chrono::milliseconds{500})) {
    const std::string fallen = platform.Fallen();
    if (fallen.empty()) continue;
    out << "The process of " << fallen << " has ended; see its log.\n";
    return 1;
  }
  out << "Draining.\n" << std::flush;
  return 0;
}

Result<int> Tell(const StoryOptions& options, const StopSignals& signals, std::ostream& out) {
  TRY(auto script, ReadScript(options.sample / "story.json"));
  const CivilDate start = script.start;
  if (!options.brokers.empty())
    TRY(bus::ApplyTopics({.brokers = options.brokers, .client_id = "parcours"}, PlanTopics(1)));
  TRY(auto platform, LaunchedPlatform::Start(
                         {.programs = std::filesystem::read_symlink("/proc/self/exe").parent_path(),
                          .data = options.data,
                          .brokers = options.brokers,
                          .start = start,
                          .partners = options.sample / "partners.json",
                          .pages = options.pages}));
  out << (options.brokers.empty() ? "One process on the embedded bus"
                                  : "Five processes over Kafka on " + options.brokers)
      << "\n\n"
      << std::flush;
  Teller teller(
      std::move(script),
      {.stage = *platform,
       .cast = {
           .token =
               [&platform](const security::Actor& actor) { return platform->desk().For(actor); },
           .agent = [&platform](std::string_view name) { return platform->desk().Agent(name); }},
       .stunts = {.crash =
                      [&platform](const std::string& service, const std::function<void()>& act) {
                        return platform->Crash(service, act);
                      }},
       .folder = options.sample,
       .say = [&out](const std::string& line) { out << line << "\n"
                                                    << std::flush; }});
  const bool told = teller.Tell();
  for (const auto& failure : teller.failures()) out << "FAILED " << failure << "\n";
  if (!told && options.once) return 1;
  TRY(const auto timeline, teller.Timeline());
  out << "\n" << TimelineText(timeline);
  if (!options.view.empty()) {
    TRY(const auto view, platform->DatedView(kAfterTheStory));
    std::ofstream(options.view) << view;
  }
  if (options.once) return 0;
  TRY(const auto gateway, platform->StartGateway());
  std::string proxy;
  if (!options.proxy.empty()) {
    TRY(proxy, platform->StartProxy(options.proxy, gateway));
  }
  ShowWhereToLook(options, *platform, teller.variables(), gateway, proxy, out);
  const int stayed = StayUp(*platform, signals, out);
  return told ? stayed : 1;
}

}  // namespace

int TellStory(const StoryOptions& options, Console& console) {
  const StopSignals signals;
  const auto told = Tell({.data = std::filesystem::absolute(options.data),
                          .sample = std::filesystem::absolute(options.sample),
                          .pages = options.pages,
                          .proxy = options.proxy,
                          .brokers = options.brokers,
                          .view = options.view,
                          .once = options.once},
                         signals, console.out);
  if (told) return *told;
  console.err << Sentence(told.error(), console.language) << "\n";
  return 2;
}

}  // namespace parcours::cli
