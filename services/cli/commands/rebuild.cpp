#include <ostream>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/messages.h"
#include "services/cli/progress.h"

namespace parcours::cli {
namespace {

class Rebuild final : public Command {
 public:
  Rebuild(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "rebuild",
                           "Reconstruit une vue à côté de l'ancienne, puis bascule",
                           "Rebuilds a projection beside the old one, then switches"),
                shell) {
    app().add_option("service", service_, "Service")->required();
    app()
        .add_option("projection", projection_,
                    Say("Vue, par exemple timeline", "Projection, e.g. timeline"))
        ->required();
  }

  Result<int> Run() override {
    constexpr std::string_view kCollection = "projections/";
    operations::v1::RebuildProjectionRequest request;
    request.set_name(projection_.starts_with(kCollection) ? projection_
                                                          : std::string(kCollection) + projection_);
    TRY(const auto* method, FindMethod(service_, "RebuildProjection"));
    TRY(const auto client, shell().Connect());
    TRY(const auto token, shell().Token());
    operations::v1::RebuildProgress last;
    {
      Progress progress(console(), request.name());
      const auto show = [&](const google::protobuf::Message& answer) -> Result<void> {
        last.CopyFrom(answer);
        progress.Show(static_cast<std::uint64_t>(last.facts_applied()),
                      static_cast<std::uint64_t>(last.facts_total()));
        return {};
      };
      TRY(client->Send(service_, *method, request, token, show));
    }
    out() << request.name() << Say(" : version ", ": version ") << last.version() << ", "
          << last.facts_applied() << Say(" faits", " facts") << "\n";
    return last.switched() ? kAllGood : kLookHere;
  }

 private:
  std::string service_;
  std::string projection_;
};

}  // namespace

std::unique_ptr<Command> MakeRebuild(CLI::App& root, const Shell& shell) {
  return std::make_unique<Rebuild>(root, shell);
}

}  // namespace parcours::cli
