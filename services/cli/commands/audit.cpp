#include <ostream>

#include "services/cli/commands/commands.h"

namespace parcours::cli {
namespace {

class Audit final : public Command {
 public:
  Audit(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "audit", "La piste d'audit", "The audit trail"), shell) {
    static_cast<void>(Subcommand(app(), shell, "verify",
                                 "Vérifie chaque maillon de chaque chaîne ; se tait si tout tient",
                                 "Checks every link of every chain; silent when all hold"));
    app().require_subcommand(1);
  }

  Result<int> Run() override {
    TRY(const auto client, shell().Connect());
    const auto verified = client->VerifyAudit();
    if (verified) return kAllGood;
    if (verified.error().code != Code::kDataLoss) return Refuse(verified.error());
    console().err << Sentence(verified.error(), console().language) << "\n";
    return kLookHere;
  }
};

}  // namespace

std::unique_ptr<Command> MakeAudit(CLI::App& root, const Shell& shell) {
  return std::make_unique<Audit>(root, shell);
}

}  // namespace parcours::cli
