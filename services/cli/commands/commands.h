#pragma once

#include "services/cli/commands/command.h"

namespace parcours::cli {

// One file each; `main` lists them.
[[nodiscard]] std::unique_ptr<Command> MakeAudit(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeCall(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeClock(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeCompletion(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeDeadLetters(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeDescribe(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeExport(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeImport(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeRebuild(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeRecover(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeReplay(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeRisk(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeSample(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeServe(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeSettle(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeSimulate(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeStatus(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeStory(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeTimeline(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeToken(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeTopics(CLI::App& root, const Shell& shell);
[[nodiscard]] std::unique_ptr<Command> MakeView(CLI::App& root, const Shell& shell);

}  // namespace parcours::cli
