#include <ostream>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/shell_completion.h"

namespace parcours::cli {
namespace {

CompletionNode NodeOf(const CLI::App& app) {
  CompletionNode node{
      .name = app.get_name(), .help = app.get_description(), .options = {}, .children = {}};
  for (const auto* option : app.get_options()) {
    for (const auto& name : option->get_lnames())
      node.options.push_back({"--" + name, option->get_description()});
  }
  for (const auto* child : app.get_subcommands({})) node.children.push_back(NodeOf(*child));
  return node;
}

class Completion final : public Command {
 public:
  Completion(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "completion",
                           "Écrit la complétion pour bash, zsh ou fish, à lire par le shell",
                           "Writes the completion for bash, zsh or fish, for the shell to read"),
                shell),
        root_(root) {
    app()
        .add_option("shell", name_, "bash, zsh, fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  }

  Result<int> Run() override {
    const auto tree = NodeOf(root_);
    if (name_ == "bash") out() << BashCompletion(tree);
    if (name_ == "zsh") out() << ZshCompletion(tree);
    if (name_ == "fish") out() << FishCompletion(tree);
    return kAllGood;
  }

 private:
  const CLI::App& root_;
  std::string name_;
};

}  // namespace

std::unique_ptr<Command> MakeCompletion(CLI::App& root, const Shell& shell) {
  return std::make_unique<Completion>(root, shell);
}

}  // namespace parcours::cli
