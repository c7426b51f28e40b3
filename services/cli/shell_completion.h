#pragma once

#include <string>
#include <vector>

namespace parcours::cli {

// A command with what may follow it; the root is the program itself.
struct CompletionNode {
  struct Option {
    std::string name;  // "--token"
    std::string help;
  };
  std::string name;
  std::string help;
  std::vector<Option> options;
  std::vector<CompletionNode> children;
};

// Scripts that complete subcommands, options (the root's too) and then files.
[[nodiscard]] std::string BashCompletion(const CompletionNode& root);
[[nodiscard]] std::string ZshCompletion(const CompletionNode& root);
[[nodiscard]] std::string FishCompletion(const CompletionNode& root);

}  // namespace parcours::cli
