#include "services/cli/commands/commands.h"
#include "services/cli/story/story_command.h"

namespace parcours::cli {
namespace {

class Story final : public Command {
 public:
  Story(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "story",
                           "Démarre la plateforme, raconte l'histoire, puis reste disponible",
                           "Starts the platform, tells the story, then stays up"),
                shell) {
    app()
        .add_option("--data", data_, Say("Dossier des données", "Data directory"))
        ->capture_default_str();
    app()
        .add_option("--sample", sample_, Say("Dossier de l'échantillon", "Folder of the sample"))
        ->capture_default_str();
    app().add_option(
        "--brokers", brokers_,
        Say("Kafka, hôte:port ; sans : bus embarqué", "Kafka, host:port; without: embedded bus"));
    app().add_option("--pages", pages_,
                     Say("Dossier des pages à servir", "Folder of the pages to serve"));
    app().add_option("--proxy", proxy_,
                     Say("Programme qui met TLS devant la passerelle",
                         "Program that puts TLS before the gateway"));
    app().add_option("--view", view_,
                     Say("Fichier où écrire la vue datée de toute l'histoire",
                         "File for the dated view of the whole story"));
    app().add_flag("--once", once_, Say("Se termine après l'histoire", "Ends after the story"));
  }

  Result<int> Run() override {
    return TellStory({.data = data_,
                      .sample = sample_,
                      .pages = pages_,
                      .proxy = proxy_,
                      .brokers = brokers_,
                      .view = view_,
                      .once = once_},
                     console());
  }

 private:
  std::string data_ = "build/data";
  std::string sample_ = "deploy/sample";
  std::string pages_;
  std::string proxy_;
  std::string brokers_;
  std::string view_;
  bool once_ = false;
};

}  // namespace

std::unique_ptr<Command> MakeStory(CLI::App& root, const Shell& shell) {
  return std::make_unique<Story>(root, shell);
}

}  // namespace parcours::cli
