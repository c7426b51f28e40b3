#include <cerrno>
#include <fstream>
#include <iostream>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/refusals.h"
#include "services/cli/sample_generator.h"

namespace parcours::cli {
namespace {

class Sample final : public Command {
 public:
  Sample(CLI::App& root, const Shell& shell)
      : Command(
            Subcommand(root, shell, "sample",
                       "Écrit des dossiers d'apprenants inventés, les mêmes pour la même graine",
                       "Writes invented learner records, the same for the same seed"),
            shell) {
    app()
        .add_option("--learners", options_.learners, Say("Combien", "How many"))
        ->check(CLI::Range(std::int64_t{0}, kMostLearners))
        ->capture_default_str();
    app().add_option("--seed", options_.seed, Say("Graine", "Seed"))->capture_default_str();
    app()
        .add_option("--wrong", options_.wrong_percent,
                    Say("Pourcentage d'enregistrements fautifs", "Percentage of faulty records"))
        ->check(CLI::Range(0U, 100U))
        ->capture_default_str();
    app().add_option("--out", file_,
                     Say("Fichier ; sinon la sortie standard", "File; else standard output"));
  }

  Result<int> Run() override {
    if (file_.empty()) {
      if (!WriteSample(options_, out())) return Refuse(FileNotWritten("-", errno));
      return kAllGood;
    }
    std::ofstream stream(file_, std::ios::binary | std::ios::trunc);
    if (!stream || !WriteSample(options_, stream)) return Refuse(FileNotWritten(file_, errno));
    return kAllGood;
  }

 private:
  SampleOptions options_;
  std::string file_;
};

}  // namespace

std::unique_ptr<Command> MakeSample(CLI::App& root, const Shell& shell) {
  return std::make_unique<Sample>(root, shell);
}

}  // namespace parcours::cli
