#include "services/cli/commands/command.h"

#include <array>
#include <iostream>

namespace parcours::cli {
namespace {

void DeclareGlobals(CLI::App& root, const Console& console, Globals& globals) {
  root.add_option("--lang", globals.language,
                  console.Say("Langue : fr ou en", "Language: fr or en"));
  root.add_option("--endpoints", globals.endpoints,
                  console.Say("Fichier d'adresses {service: hôte:port} (PARCOURS_ENDPOINTS)",
                              "File of addresses {service: host:port} (PARCOURS_ENDPOINTS)"));
  root.add_option("--token", globals.token,
                  console.Say("Jeton d'accès (PARCOURS_TOKEN)", "Access token (PARCOURS_TOKEN)"));
  root.add_option("--as", globals.as,
                  console.Say("Agir comme agents/…, persons/… ou system/… (avec la clé privée)",
                              "Act as agents/…, persons/… or system/… (with the private key)"));
  root.add_option("--key", globals.key,
                  console.Say("Clé privée des jetons, PEM (PARCOURS_TOKEN_KEY)",
                              "Private key of tokens, PEM (PARCOURS_TOKEN_KEY)"));
  root.add_option("--partners", globals.partners,
                  console.Say("Fichier des partenaires, pour --as (PARCOURS_PARTNERS)",
                              "Partners file, for --as (PARCOURS_PARTNERS)"));
  root.add_option("--timeout", globals.timeout,
                  console.Say("Secondes accordées à un appel", "Seconds given to one call"))
      ->check(CLI::Range(0.001, 3'600.0));
}

// The library's sentences in French, by how they begin or end.
struct Translation {
  std::string_view english;
  std::string_view french;
};
constexpr std::array kTranslations{
    Translation{"A subcommand is required", "Dites quelle commande"},
    Translation{"The following argument was not expected: ", "Cet argument n'est pas attendu : "},
    Translation{"The following arguments were not expected: ",
                "Ces arguments ne sont pas attendus : "},
    Translation{" is required", " est nécessaire"},
    Translation{" required at least ", " demande au moins "},
    Translation{": 1 required TEXT missing", " : une valeur manque"},
    Translation{"Could not convert: ", "Valeur illisible : "},
    Translation{" not in range ", " hors de l'intervalle "},
    Translation{" excludes ", " exclut "},
    Translation{" requires ", " demande "},
    Translation{"Value ", "La valeur "},
};

std::string InFrench(std::string text) {
  for (const auto& [english, french] : kTranslations) {
    const auto at = text.find(english);
    if (at != std::string::npos) text.replace(at, english.size(), french);
  }
  return text;
}

int ExplainUsage(const CLI::App& root, const CLI::ParseError& error, const Console& console) {
  const bool french = console.language == Language::kFrench;
  const CLI::App* chosen = &root;
  std::string path = "parcours";
  while (!chosen->get_subcommands().empty()) {
    chosen = chosen->get_subcommands().front();
    path.append(" ").append(chosen->get_name());
  }
  const std::string what = error.what();
  console.err << (french ? InFrench(what) : what) << (french ? " ; voir " : "; see ") << path
              << " --help\n";
  return kCouldNotRun;
}

int RunChosen(const std::vector<std::unique_ptr<Command>>& commands, const Console& console) {
  for (const auto& command : commands) {
    if (!command->Chosen()) continue;
    const auto status = command->Run();
    console.out << std::flush;
    if (status) return *status;
    console.err << Sentence(status.error(), console.language) << "\n";
    return kCouldNotRun;
  }
  return kCouldNotRun;
}

}  // namespace

CLI::App& Subcommand(CLI::App& parent, const Shell& shell, const std::string& name,
                     std::string_view french, std::string_view english) {
  auto* app = parent.add_subcommand(name, shell.Say(french, english));
  app->fallthrough();
  return *app;
}

int RunCommandLine(int argc, const char* const* argv, Console& console,
                   const std::vector<MakeCommand>& commands) {
  CLI::App root(console.Say("Parcours : la plateforme en ligne de commande",
                            "Parcours: the platform on the command line"),
                "parcours");
  Globals globals;
  const Shell shell(console, globals);
  DeclareGlobals(root, console, globals);
  root.require_subcommand(1);
  std::vector<std::unique_ptr<Command>> made;
  for (const auto make : commands) made.push_back(make(root, shell));
  try {
    root.parse(argc, argv);
  } catch (const CLI::Success& asked) {
    return root.exit(asked, console.out, console.err);
  } catch (const CLI::ParseError& error) {
    return ExplainUsage(root, error, console);
  }
  return RunChosen(made, console);
}

}  // namespace parcours::cli
