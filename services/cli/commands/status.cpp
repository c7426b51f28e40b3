#include <ostream>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/messages.h"
#include "services/cli/settling.h"
#include "services/cli/table.h"
#include "services/platform/rpc/json_message.h"

namespace parcours::cli {
namespace {

class StatusCommand final : public Command {
 public:
  StatusCommand(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "status",
                           "Où en sont les services ; 0 : au repos et sans anomalie",
                           "Where the services stand; 0: settled and clean"),
                shell) {
    app().add_flag("--json", json_,
                   Say("En JSON, avec toutes les positions", "As JSON, with every position"));
  }

  Result<int> Run() override {
    TRY(const auto client, shell().Connect());
    Statuses statuses;
    bool all_answer = true;
    for (const auto& service : client->services()) {
      auto status = client->StatusOf(service);
      if (status) {
        statuses.push_back(*std::move(status));
        continue;
      }
      all_answer = false;
      console().err << service << ": " << Sentence(status.error(), console().language) << "\n";
    }
    Print(statuses);
    return Judge(statuses) && all_answer ? kAllGood : kLookHere;
  }

 private:
  void Print(const Statuses& statuses) const {
    if (json_) {
      nlohmann::json list = nlohmann::json::array();
      for (const auto& status : statuses) list.push_back(rpc::ToJson(status));
      out() << list.dump(1) << "\n";
      return;
    }
    std::vector<std::vector<std::string>> rows{
        {"service", Say("jour", "day"), "bus", "journal", Say("à publier", "to publish"),
         Say("retard", "lag"), Say("en file", "queued"), Say("trous", "gaps"),
         Say("en attente", "held back"), Say("en échec", "dead letters"),
         Say("échéances", "timers due"), Say("prochaine", "next timer")}};
    for (const auto& status : statuses) {
      const auto number = [](std::int64_t count) { return std::to_string(count); };
      rows.push_back({status.service(), status.clock().today(), status.bus(),
                      number(status.journal_head()), number(status.relay_pending()),
                      number(LagOf(status, statuses)), number(status.queue_depth()),
                      number(status.gap_count()), number(status.waiting_count()),
                      number(status.open_dead_letters()), number(status.timers_due()),
                      status.next_timer_date().empty() ? "-" : status.next_timer_date()});
    }
    PrintTable(rows, out());
  }

  // True when nothing moves and nothing is wrong; says what otherwise.
  [[nodiscard]] bool Judge(const Statuses& statuses) const {
    const auto moving = WhatMoves(statuses, console().language);
    const auto wrong = WhatIsWrong(statuses, console().language);
    if (!moving.empty()) console().err << Say("En mouvement : ", "Moving: ") << moving << "\n";
    if (!wrong.empty()) console().err << Say("À regarder : ", "Look into: ") << wrong << "\n";
    for (const auto& status : statuses) {
      for (const auto& timer : status.set_aside_timers()) {
        console().err << "  " << status.service() << ", " << timer.due_date() << ", "
                      << timer.kind() << ", " << timer.aggregate() << ": " << timer.reason()
                      << "\n";
      }
    }
    return moving.empty() && wrong.empty();
  }

  bool json_ = false;
};

}  // namespace

std::unique_ptr<Command> MakeStatus(CLI::App& root, const Shell& shell) {
  return std::make_unique<StatusCommand>(root, shell);
}

}  // namespace parcours::cli
