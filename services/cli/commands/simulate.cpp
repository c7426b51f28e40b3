#include <unistd.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "services/cli/commands/commands.h"

namespace parcours::cli {
namespace {

constexpr const char* kProgram = "parcours-simulate";

std::filesystem::path BesideThisOne() {
  std::error_code unknown;
  return std::filesystem::read_symlink("/proc/self/exe", unknown).replace_filename(kProgram);
}

Error SimulatorMissing(const std::filesystem::path& program) {
  return {.code = Code::kNotFound,
          .reason = "SIMULATOR_MISSING",
          .field = program.string(),
          .french = program.string() +
                    " ne peut pas être lancé : il se construit avec les tests (ninja " +
                    std::string(kProgram) + ").",
          .english = program.string() + " cannot be run: it is built with the tests (ninja " +
                     std::string(kProgram) + ")."};
}

// The simulator stands on test doubles, which are no part of this program: it is one of its own.
class Simulate final : public Command {
 public:
  Simulate(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "simulate",
                           "Rejoue des années scolaires avec des accidents tirés de graines",
                           "Tells school years with accidents drawn from seeds"),
                shell) {
    app()
        .add_option("--seeds", seeds_, Say("Graines A..B, ou une seule", "Seeds A..B, or one"))
        ->capture_default_str();
    app().add_option("--acts", acts_,
                     Say("Commandes par graine, au plus", "Commands per seed at most"));
    app().add_flag("--bus-alone", bus_alone_,
                   Say("Ni arrêt brutal ni panne de disque : plus rapide",
                       "No crash, no disk fault: faster, so wider"));
    app().add_flag("--trace", trace_, Say("Dit ce qui se passe", "Says what happens"));
  }

  Result<int> Run() override {
    const auto program = BesideThisOne();
    std::vector<std::string> arguments{kProgram, "--seeds", seeds_};
    if (!acts_.empty()) arguments.insert(arguments.end(), {"--acts", acts_});
    if (bus_alone_) arguments.emplace_back("--bus-alone");
    if (trace_) arguments.emplace_back("--trace");
    std::vector<char*> raw;
    for (auto& argument : arguments) raw.push_back(argument.data());
    raw.push_back(nullptr);
    out().flush();
    ::execv(program.c_str(), raw.data());
    return Refuse(SimulatorMissing(program));
  }

 private:
  std::string seeds_ = "1..100";
  std::string acts_;
  bool bus_alone_ = false;
  bool trace_ = false;
};

}  // namespace

std::unique_ptr<Command> MakeSimulate(CLI::App& root, const Shell& shell) {
  return std::make_unique<Simulate>(root, shell);
}

}  // namespace parcours::cli
