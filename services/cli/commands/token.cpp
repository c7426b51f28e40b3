#include <filesystem>
#include <ostream>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/files.h"
#include "services/cli/refusals.h"
#include "services/platform/rpc/json_refusals.h"

namespace parcours::cli {
namespace {

class Token final : public Command {
 public:
  Token(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "token",
                           "Signe un jeton d'accès pour --as (agents/…, persons/…, system/…)",
                           "Signs an access token for --as (agents/…, persons/…, system/…)"),
                shell),
        keys_(Subcommand(app(), shell, "keys", "Fait une paire de clés", "Makes a pair of keys")) {
    app().add_option("--organisation", organisation_, "organisations/…");
    app().add_option("--role", roles_,
                     Say("Rôle, par exemple REFERENT ; plusieurs possibles",
                         "Role, e.g. REFERENT; may be repeated"));
    app().add_option("--person", person_, "persons/…");
    app()
        .add_option("--ttl", lifetime_, Say("Durée en secondes", "Lifetime in seconds"))
        ->capture_default_str();
    keys_.add_option("--out", folder_, Say("Dossier", "Folder"))->required();
  }

  Result<int> Run() override { return keys_.parsed() ? MakeKeys() : Sign(); }

 private:
  Result<int> Sign() const {
    const auto& name = shell().globals().as;
    if (name.empty()) return Refuse(OptionMissing("--as", "--as agents/…"));
    TRY(const auto desk, shell().Desk(std::chrono::seconds(lifetime_)));
    TRY(const auto actor, ActorFor(desk, name));
    TRY(const auto token, desk.For(actor));
    out() << token << "\n";
    return kAllGood;
  }

  // What is given by hand; what is not comes from the partners file.
  Result<security::Actor> ActorFor(const TokenDesk& desk, const std::string& name) const {
    security::Actor actor{
        .principal = name, .organisation = organisation_, .person = person_, .roles = {}};
    if (roles_.empty()) {
      TRY(actor, Shell::ActorNamed(desk, name));
      if (!organisation_.empty()) actor.organisation = organisation_;
      if (!person_.empty()) actor.person = person_;
      return actor;
    }
    for (const auto& role_name : roles_) {
      security::Role role = options::v1::ROLE_UNSPECIFIED;
      if (!options::v1::Role_Parse(role_name, &role) || role == options::v1::ROLE_UNSPECIFIED)
        return Refuse(rpc::ValueInvalid("--role", role_name, "un rôle, par exemple REFERENT",
                                        "a role, e.g. REFERENT"));
      actor.roles.push_back(role);
    }
    return actor;
  }

  Result<int> MakeKeys() const {
    const std::filesystem::path folder(folder_);
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) return Refuse(FileNotWritten(folder_, failed.value()));
    const auto private_key = folder / "token.private.pem";
    if (std::filesystem::exists(private_key, failed))
      return Refuse(KeyExists(private_key.string()));
    TRY(const auto pair, security::GenerateKeyPair());
    TRY(WriteSmallFile(private_key, pair.private_key_pem, /*secret=*/true));
    TRY(WriteSmallFile(folder / "token.public.pem", pair.public_key_pem));
    out() << private_key.string() << "\n" << (folder / "token.public.pem").string() << "\n";
    return kAllGood;
  }

  CLI::App& keys_;
  std::string organisation_;
  std::vector<std::string> roles_;
  std::string person_;
  std::int64_t lifetime_ = 12 * 3'600;
  std::string folder_;
};

}  // namespace

std::unique_ptr<Command> MakeToken(CLI::App& root, const Shell& shell) {
  return std::make_unique<Token>(root, shell);
}

}  // namespace parcours::cli
