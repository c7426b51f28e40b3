#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "services/cli/stage.h"
#include "services/cli/story/script.h"
#include "services/platform/security/actor.h"

namespace parcours::cli {

// Who speaks: tokens for actors, and the agents of the network by name.
struct Cast {
  std::function<Result<std::string>(const security::Actor&)> token;
  std::function<Result<security::Actor>(std::string_view agent)> agent;
};

// What only those who run the processes can do. `act` is the call during which the service dies; it
// fails or not.
struct Stunts {
  std::function<Result<void>(const std::string& service, const std::function<void()>& act)> crash;
};

// Tells the story: each act settles before the next, what it expects is checked, what it shows is
// said.
class Teller {
 public:
  struct Parts {
    Stage& stage;
    Cast cast;
    Stunts stunts;
    std::filesystem::path folder;  // of the files that the story imports
    std::function<void(const std::string& line)> say;
  };
  Teller(Script script, Parts parts) : script_(std::move(script)), parts_(std::move(parts)) {}

  // True when everything was as expected; `failures` has the rest, one sentence each.
  [[nodiscard]] bool Tell();
  [[nodiscard]] const std::vector<std::string>& failures() const { return failures_; }
  // ${P.pathway} and the like, after Tell.
  [[nodiscard]] const Variables& variables() const { return variables_; }
  // STORY section 3; empty when it cannot be had.
  [[nodiscard]] Result<nlohmann::json> Timeline();

 private:
  void Tell(const Step& step);
  void Retell(const Step& step);
  [[nodiscard]] bool AlreadyTold(const Step& step);
  void Perform(const Act& act);
  void Import(const Act& act);
  void Call(const Act& act);
  void Crash(const Act& act);
  void Replay(const Act& act);
  void CompareStatuses(const Act& act);

  [[nodiscard]] Result<nlohmann::json> Send(const Act& act);
  [[nodiscard]] Result<std::string> TokenOf(const std::string& actor);
  [[nodiscard]] std::int64_t FactsRecorded();
  void CheckAnswer(const Act& act, const Result<nlohmann::json>& answer);
  void SaveNames(const Act& act, const ImportReport& report);
  void Settle();
  void Expect(bool holds, const std::string& what);
  void Say(const std::string& text) const { parts_.say("     " + text); }

  const Script script_;
  const Parts parts_;
  Variables variables_;
  std::vector<std::string> failures_;
  std::string where_;
  bool retelling_ = false;  // the step was told before: its answers are recalled, not judged
};

}  // namespace parcours::cli
