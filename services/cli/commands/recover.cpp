#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "services/cli/all_services.h"
#include "services/cli/commands/commands.h"
#include "services/cli/commands/kafka_choice.h"
#include "services/cli/messages.h"
#include "services/cli/recovery.h"
#include "services/cli/refusals.h"
#include "services/platform/bus/kafka/kafka_bus.h"
#include "services/platform/host/clocks.h"
#include "services/platform/host/system_random.h"

namespace parcours::cli {
namespace {

constexpr std::size_t kMostShown = 50;

// Nobody calls a service that is being recovered.
class NobodyCalls final : public security::TokenVerifier, public execution::CallObserver {
 public:
  Result<security::Actor> Verify(std::string_view /*token*/) override {
    return Refuse(TokenMissing());
  }
  void Finished(const execution::Method& /*method*/, const execution::Call& /*call*/,
                const Error* /*error*/, std::chrono::nanoseconds /*took*/) override {}
};

class RecoverCommand final : public Command {
 public:
  RecoverCommand(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "recover",
                           "Rend à un journal restauré d'une copie ancienne ses faits, relus de "
                           "ses propres sujets ; le service est arrêté",
                           "Gives a journal restored from an older copy its facts back, read from "
                           "its own topics; the service is stopped"),
                shell) {
    app().add_option("service", service_, "Service")->required();
    app()
        .add_option(
            "--data", data_,
            Say("Dossier des bases (PARCOURS_DATA)", "Directory of the databases (PARCOURS_DATA)"))
        ->envname("PARCOURS_DATA")
        ->capture_default_str();
    app().add_flag(
        "--confirm", confirmed_,
        Say("Écrit ; sans lui, explique seulement", "Writes; without it, only explains"));
    kafka_.Declare(app(), shell);
  }

  Result<int> Run() override {
    auto services = AllServices();
    const auto found = std::find_if(services.begin(), services.end(),
                                    [this](const auto& one) { return one.name == service_; });
    if (found == services.end()) return Refuse(ServiceUnknown(service_, ServiceNames()));
    TRY(auto kafka, kafka_.Read(service_));
    TRY(auto zone, host::Zone::Load("Europe/Paris"));
    const host::SystemClock clock(std::move(zone));
    host::SystemRandom random;
    NobodyCalls nobody;
    TRY(const auto core, host::ServiceCore::Open(std::move(*found), {.folder = data_},
                                                 {.clock = clock,
                                                  .random = random,
                                                  .tokens = nobody,
                                                  .observer = nobody,
                                                  .crash_points = {}}));
    bus::KafkaBus bus(std::move(kafka));
    TRY(const auto plan, PlanRecovery(*core, bus));
    Explain(plan);
    if (plan.facts.empty()) return plan.beyond.empty() ? kAllGood : kLookHere;
    if (!confirmed_) return Refuse(ConfirmationMissing());
    TRY(Recover(*core, plan));
    out() << Say("Faits rendus au journal : ", "Facts given back to the journal: ")
          << plan.facts.size() << "\n";
    return plan.beyond.empty() ? kAllGood : kLookHere;
  }

 private:
  void List(const std::vector<std::string>& names) const {
    for (std::size_t i = 0; i < std::min(names.size(), kMostShown); ++i)
      out() << "  " << names[i] << "\n";
    if (names.size() > kMostShown) out() << "  … " << names.size() - kMostShown << "\n";
  }

  void Explain(const RecoveryPlan& plan) const {
    if (plan.Empty()) {
      out() << service_
            << Say(" : le journal a tout ce que portent ses sujets\n",
                   ": the journal has everything that its topics hold\n");
      return;
    }
    out() << service_ << Say(" : faits à relire des sujets : ", ": facts to read from the topics: ")
          << plan.facts.size() << "\n";
    if (!plan.lost.empty()) {
      out() << Say("Perdus, ils n'ont jamais voyagé (ou sont illisibles) :\n",
                   "Lost, they never travelled (or cannot be read):\n");
      List(plan.lost);
      out() << Say("Sur le sujet, mais ils les suivent et ne peuvent reprendre leur version :\n",
                   "On the topic, but they come after those and cannot have their version back:\n");
      List(plan.beyond);
    }
    if (plan.facts.empty()) return;
    out() << Say(
        "Ne reviennent pas : les échéances posées par ces faits, les réponses gardées "
        "pour les demandes répétées, et leurs champs sensibles :\n",
        "What does not come back: timers set with these facts, answers kept for repeated "
        "requests, and their sensitive fields:\n");
    for (const auto& [type, count] : plan.without_sensitive)
      out() << "  " << type << " × " << count << "\n";
    if (plan.without_sensitive.empty()) return;
    out() << Say(
        "Ce que le service reconnaît à ces champs (une personne à son nom) ne sera plus "
        "reconnu : une copie plus récente de la base vaut mieux, s'il y en a une.\n",
        "What the service recognises by these fields (a person by name) will not be "
        "recognised any more: a newer copy of the database is better, if there is one.\n");
  }

  std::string service_;
  std::string data_ = "build/data";
  bool confirmed_ = false;
  KafkaChoice kafka_;
};

}  // namespace

std::unique_ptr<Command> MakeRecover(CLI::App& root, const Shell& shell) {
  return std::make_unique<RecoverCommand>(root, shell);
}

}  // namespace parcours::cli
