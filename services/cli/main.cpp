#include <unistd.h>

#include <iostream>

#include "services/cli/commands/commands.h"

int main(int argc, char** argv) {
  using namespace parcours::cli;
  Console console{.out = std::cout,
                  .err = std::cerr,
                  .terminal = ::isatty(STDERR_FILENO) == 1,
                  .language = ChooseLanguage(argc, argv)};
  return RunCommandLine(
      argc, argv, console,
      {MakeServe,    MakeTopics, MakeToken,    MakeImport,    MakeCall, MakeExport,
       MakeTimeline, MakeStatus, MakeSettle,   MakeClock,     MakeView, MakeDeadLetters,
       MakeRebuild,  MakeReplay, MakeAudit,    MakeRecover,   MakeRisk, MakeSample,
       MakeSimulate, MakeStory,  MakeDescribe, MakeCompletion});
}
