#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <vector>

#include "services/cli/shell.h"
#include "services/platform/core/result.h"

namespace parcours::cli {

// Exit status of every command.
inline constexpr int kAllGood = 0;
inline constexpr int kLookHere = 1;     // done, and something deserves a look
inline constexpr int kCouldNotRun = 2;  // nothing was done, or not all of it

// A subcommand: declares its options when it is made, runs when it was the one that was written.
class Command {
 public:
  Command(CLI::App& app, const Shell& shell) : app_(app), shell_(shell) {}
  virtual ~Command() = default;
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;

  [[nodiscard]] bool Chosen() const { return app_.parsed(); }
  [[nodiscard]] virtual Result<int> Run() = 0;

 protected:
  [[nodiscard]] CLI::App& app() { return app_; }
  [[nodiscard]] const Shell& shell() const { return shell_; }
  [[nodiscard]] Console& console() const { return shell_.console(); }
  [[nodiscard]] std::ostream& out() const { return shell_.console().out; }
  [[nodiscard]] std::string Say(std::string_view french, std::string_view english) const {
    return shell_.Say(french, english);
  }

 private:
  CLI::App& app_;
  const Shell& shell_;
};

// Makes a command under the root; both outlive it.
using MakeCommand = std::unique_ptr<Command> (*)(CLI::App& root, const Shell& shell);

// A subcommand with its one line of help.
[[nodiscard]] CLI::App& Subcommand(CLI::App& parent, const Shell& shell, const std::string& name,
                                   std::string_view french, std::string_view english);

// Reads the command line, runs what it says, prints errors in one sentence each.
[[nodiscard]] int RunCommandLine(int argc, const char* const* argv, Console& console,
                                 const std::vector<MakeCommand>& commands);

}  // namespace parcours::cli
