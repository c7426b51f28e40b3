#include <ostream>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/timeline_text.h"

namespace parcours::cli {
namespace {

class Timeline final : public Command {
 public:
  Timeline(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "timeline", "L'histoire d'un parcours, en colonnes",
                           "The history of a pathway, in columns"),
                shell) {
    app().add_option("pathway", pathway_, "pathways/…")->required();
    app().add_option("--on", day_, Say("Dernier jour à montrer", "Last day to show"));
  }

  Result<int> Run() override {
    TRY(const auto client, shell().Connect());
    TRY(const auto token, shell().Token());
    TRY(const auto timeline, FetchTimeline(*client, pathway_, day_, token));
    out() << TimelineText(timeline);
    return kAllGood;
  }

 private:
  std::string pathway_;
  std::string day_;
};

}  // namespace

std::unique_ptr<Command> MakeTimeline(CLI::App& root, const Shell& shell) {
  return std::make_unique<Timeline>(root, shell);
}

}  // namespace parcours::cli
