#include <ostream>
#include <string>

#include "services/cli/all_services.h"
#include "services/cli/commands/commands.h"
#include "services/cli/describe/documents.h"

namespace parcours::cli {
namespace {

class Describe final : public Command {
 public:
  Describe(CLI::App& root, const Shell& shell)
      : Command(
            Subcommand(root, shell, "describe",
                       "Écrit les documents que l'on déduit des protos et des tables des services",
                       "Writes the documents that follow from the protos and the services' tables"),
            shell) {
    app()
        .add_option("--root", root_, Say("Racine du projet", "The project's root"))
        ->capture_default_str();
  }

  Result<int> Run() override {
    TRY(const auto written, WriteDocuments(AllServices(), root_));
    for (const auto& path : written) out() << Say("écrit ", "written ") << path.string() << "\n";
    return kAllGood;
  }

 private:
  std::string root_ = ".";
};

}  // namespace

std::unique_ptr<Command> MakeDescribe(CLI::App& root, const Shell& shell) {
  return std::make_unique<Describe>(root, shell);
}

}  // namespace parcours::cli
