#include <optional>
#include <ostream>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/refusals.h"

namespace parcours::cli {
namespace {

class View final : public Command {
 public:
  View(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "view",
                           "L'état de tous les services un jour donné, sans identifiants",
                           "The state of all services on a day, without ids"),
                shell) {
    app().add_option("--day", day_,
                     Say("AAAA-MM-JJ ; sinon aujourd'hui", "YYYY-MM-DD; else today"));
  }

  Result<int> Run() override {
    std::optional<CivilDate> day;
    if (!day_.empty()) {
      day = CivilDate::Parse(day_);
      if (!day) return Refuse(DateMalformed("--day", day_));
    }
    TRY(const auto client, shell().Connect());
    TRY(const auto text, client->DatedView(day));
    out() << text;
    return kAllGood;
  }

 private:
  std::string day_;
};

}  // namespace

std::unique_ptr<Command> MakeView(CLI::App& root, const Shell& shell) {
  return std::make_unique<View>(root, shell);
}

}  // namespace parcours::cli
