#include <ostream>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/commands/kafka_choice.h"
#include "services/cli/topics_plan.h"

namespace parcours::cli {
namespace {

class Topics final : public Command {
 public:
  Topics(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "topics", "Les sujets de Kafka", "Kafka's topics"), shell) {
    auto& apply =
        Subcommand(app(), shell, "apply",
                   "Crée les sujets et les droits qui manquent ; le refaire ne change rien",
                   "Makes the topics and rights that are missing; repeating it changes "
                   "nothing");
    kafka_.Declare(apply, shell);
    apply
        .add_option("--replication", replication_,
                    Say("Copies de chaque sujet", "Copies of each topic"))
        ->check(CLI::Range(1, 15))
        ->capture_default_str();
    app().require_subcommand(1);
  }

  Result<int> Run() override {
    TRY(const auto options, kafka_.Read("parcours"));
    TRY(const auto report, bus::ApplyTopics(options, PlanTopics(replication_)));
    for (const auto& topic : report.created) out() << Say("créé   ", "created ") << topic << "\n";
    for (const auto& topic : report.existing) out() << Say("présent ", "present ") << topic << "\n";
    if (!report.access_enforced) {
      out() << Say("le courtier n'applique pas de droits : aucun n'a été posé\n",
                   "the broker enforces no rights: none were set\n");
      return kAllGood;
    }
    out() << Say("droits ajoutés : ", "rights added: ") << report.rights_added
          << Say(", retirés : ", ", removed: ") << report.rights_removed << "\n";
    return kAllGood;
  }

 private:
  KafkaChoice kafka_;
  int replication_ = 1;
};

}  // namespace

std::unique_ptr<Command> MakeTopics(CLI::App& root, const Shell& shell) {
  return std::make_unique<Topics>(root, shell);
}

}  // namespace parcours::cli
