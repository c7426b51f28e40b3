#include <ostream>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/refusals.h"

namespace parcours::cli {
namespace {

class AdvanceClock final : public Command {
 public:
  AdvanceClock(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "clock", "L'horloge virtuelle", "The virtual clock"),
                shell) {
    auto& advance = Subcommand(app(), shell, "advance",
                               "Avance tous les services jour d'échéance par jour d'échéance",
                               "Moves all services through each day on which something is due");
    advance.add_option("date", date_, "AAAA-MM-JJ")->required();
    app().require_subcommand(1);
  }

  Result<int> Run() override {
    const auto day = CivilDate::Parse(date_);
    if (!day) return Refuse(DateMalformed("date", date_));
    TRY(const auto client, shell().Connect());
    TRY(client->AdvanceTo(*day));
    out() << Say("Tous les services sont au ", "All services are on ") << day->ToString() << "\n";
    return kAllGood;
  }

 private:
  std::string date_;
};

}  // namespace

std::unique_ptr<Command> MakeClock(CLI::App& root, const Shell& shell) {
  return std::make_unique<AdvanceClock>(root, shell);
}

}  // namespace parcours::cli
