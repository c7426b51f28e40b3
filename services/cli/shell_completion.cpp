#include "services/cli/shell_completion.h"

#include <functional>

namespace parcours::cli {
namespace {

using Visit = std::function<void(const CompletionNode&, const std::string& path)>;

// Path: the words after the program's name, "dlq show".
void Walk(const CompletionNode& node, const std::string& path, const Visit& visit) {
  visit(node, path);
  for (const auto& child : node.children) {
    Walk(child, path.empty() ? child.name : path + " " + child.name, visit);
  }
}

// The words that may follow a command: its subcommands, its options, the root's options.
std::string WordsAfter(const CompletionNode& node, const CompletionNode& root) {
  std::string words;
  const auto add = [&words](const std::string& word) {
    words.append(words.empty() ? "" : " ").append(word);
  };
  for (const auto& child : node.children) add(child.name);
  for (const auto& option : node.options) add(option.name);
  if (&node == &root) return words;
  for (const auto& option : root.options) {
    if (option.name != "--help") add(option.name);
  }
  return words;
}

// The words of the command line that name commands, joined: the path of the tables below.
std::string ReadPath(const CompletionNode& root, const char* loop) {
  std::string paths;
  Walk(root, "", [&](const CompletionNode&, const std::string& path) {
    if (!path.empty()) paths.append(paths.empty() ? "" : "|").append("\"" + path + "\"");
  });
  return std::string(loop) + "    case \"${chain:+$chain }$word\" in\n      " + paths +
         ") chain=\"${chain:+$chain }$word\" ;;\n    esac\n  done\n";
}

std::string WordsByPath(const CompletionNode& root) {
  std::string text = "  case \"$chain\" in\n";
  Walk(root, "", [&](const CompletionNode& node, const std::string& path) {
    text.append("    \"").append(path).append("\") after=\"");
    text.append(WordsAfter(node, root)).append("\" ;;\n");
  });
  return text + "  esac\n";
}

// Inside single quotes of fish.
std::string Quoted(const std::string& text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c == '\n' ? ' ' : c);
  }
  return quoted + "'";
}

}  // namespace

std::string BashCompletion(const CompletionNode& root) {
  return "_parcours() {\n  local chain=\"\" word after=\"\"\n" +
         ReadPath(root, "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n") +
         WordsByPath(root) +
         "  COMPREPLY=($(compgen -W \"$after\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n"
         "}\ncomplete -o default -F _parcours parcours\n";
}

std::string ZshCompletion(const CompletionNode& root) {
  return "#compdef parcours\n_parcours() {\n  local chain=\"\" word after=\"\"\n" +
         ReadPath(root, "  for word in \"${(@)words[2,CURRENT-1]}\"; do\n") + WordsByPath(root) +
         "  compadd -- ${=after}\n  _files\n}\ncompdef _parcours parcours\n";
}

std::string FishCompletion(const CompletionNode& root) {
  std::string text;
  Walk(root, "", [&](const CompletionNode& node, const std::string& path) {
    std::string when = "__fish_use_subcommand";
    if (!path.empty()) {
      when.clear();
      std::string word;
      for (const char c : path + " ") {
        if (c != ' ') {
          word.push_back(c);
          continue;
        }
        when.append(when.empty() ? "" : "; and ").append("__fish_seen_subcommand_from " + word);
        word.clear();
      }
    }
    for (const auto& child : node.children) {
      text += "complete -c parcours -n " + Quoted(when) + " -a " + child.name + " -d " +
              Quoted(child.help) + "\n";
    }
    for (const auto& option : node.options) {
      const std::string condition = path.empty() ? "" : " -n " + Quoted(when);
      text += "complete -c parcours" + condition + " -l " + option.name.substr(2) + " -d " +
              Quoted(option.help) + "\n";
    }
  });
  return text;
}

}  // namespace parcours::cli
