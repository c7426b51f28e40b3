#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "services/cli/all_services.h"
#include "services/cli/commands/commands.h"
#include "services/cli/files.h"
#include "services/cli/messages.h"
#include "services/cli/refusals.h"
#include "services/platform/host/main.h"

namespace parcours::cli {
namespace {

constexpr const char* kWhole = "all";

// The public half beside a private key that the environment names for the other commands.
std::string PublicKeyFor(const std::string& file) {
  const std::filesystem::path given(file);
  auto beside = given.parent_path() / "token.public.pem";
  std::error_code unknown;
  const bool is_private = given.filename() == "token.private.pem";
  return is_private && std::filesystem::exists(beside, unknown) ? beside.string() : file;
}

class Serve final : public Command {
 public:
  Serve(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "serve",
                           "Sert un service, ou toute la plateforme en un processus (all)",
                           "Serves one service, or the whole platform in one process (all)"),
                shell) {
    app()
        .add_option("service", service_,
                    Say("Nom d'un service, ou all", "A service's name, or all"))
        ->required();
    host::Declare(app(), options_);
  }

  Result<int> Run() override {
    auto services = AllServices();
    if (service_ != kWhole) {
      std::erase_if(services, [this](const auto& one) { return one.name != service_; });
    }
    if (services.empty()) return Refuse(ServiceUnknown(service_, ServiceNames()));
    options_.token_key = PublicKeyFor(options_.token_key);
    if (options_.write_address.empty()) options_.write_address = AddressFile();
    // The host speaks the language of the terminal; here --lang decides.
    ::setenv("LC_ALL", console().language == Language::kFrench ? "fr_FR.UTF-8" : "en_US.UTF-8", 1);
    return host::Serve(options_, std::move(services));
  }

 private:
  // Where the other commands look for the addresses; one service does not speak for all.
  [[nodiscard]] std::string AddressFile() const {
    const auto& given = shell().globals().endpoints;
    if (!given.empty() || service_ != kWhole) return given;
    return (std::filesystem::path(options_.data) / "endpoints.json").string();
  }

  std::string service_;
  host::Options options_;
};

}  // namespace

std::unique_ptr<Command> MakeServe(CLI::App& root, const Shell& shell) {
  return std::make_unique<Serve>(root, shell);
}

}  // namespace parcours::cli
