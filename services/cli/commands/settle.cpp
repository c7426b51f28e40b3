#include "services/cli/commands/commands.h"

namespace parcours::cli {
namespace {

class Settle final : public Command {
 public:
  Settle(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "settle", "Attend que plus rien ne bouge",
                           "Waits until nothing moves any more"),
                shell) {
    app()
        .add_option("--within", seconds_,
                    Say("Secondes d'attente au plus", "Longest wait in seconds"))
        ->check(CLI::Range(0.0, 86'400.0))
        ->capture_default_str();
  }

  Result<int> Run() override {
    TRY(const auto client, shell().Connect());
    TRY(client->Settle(std::chrono::milliseconds(static_cast<std::int64_t>(seconds_ * 1e3))));
    return kAllGood;
  }

 private:
  double seconds_ = 60;
};

}  // namespace

std::unique_ptr<Command> MakeSettle(CLI::App& root, const Shell& shell) {
  return std::make_unique<Settle>(root, shell);
}

}  // namespace parcours::cli
