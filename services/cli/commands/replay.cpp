#include <ostream>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"

namespace parcours::cli {
namespace {

class Replay final : public Command {
 public:
  Replay(CLI::App& root, const Shell& shell)
      : Command(
            Subcommand(root, shell, "replay", "Fait relire à un service ses sujets depuis le début",
                       "Has a service read its topics again from the beginning"),
            shell) {
    app().add_option("service", service_, "Service")->required();
    app().add_option("--topic", topics_, Say("Seulement ces sujets", "Only these topics"));
  }

  Result<int> Run() override {
    TRY(const auto client, shell().Connect());
    TRY(const auto token, shell().Token());
    TRY(const auto answer, client->Call(service_, "ReplayTopics", {{"topics", topics_}}, token));
    const auto count = answer.value("subscriptions", nlohmann::json::array()).size();
    out() << service_ << Say(" : positions remises au début : ", ": positions set back: ") << count
          << "\n";
    return kAllGood;
  }

 private:
  std::string service_;
  std::vector<std::string> topics_;
};

}  // namespace

std::unique_ptr<Command> MakeReplay(CLI::App& root, const Shell& shell) {
  return std::make_unique<Replay>(root, shell);
}

}  // namespace parcours::cli
