#include <iostream>
#include <iterator>
#include <ostream>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/files.h"
#include "services/cli/messages.h"
#include "services/cli/refusals.h"
#include "services/platform/rpc/arguments.h"
#include "services/platform/rpc/json_message.h"

namespace parcours::cli {
namespace {

class Call final : public Command {
 public:
  Call(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "call", "Appelle une méthode d'un service, réponse en JSON",
                           "Calls a method of a service, answer in JSON"),
                shell) {
    app()
        .add_option("service", service_,
                    Say("Service, par exemple followup", "Service, e.g. followup"))
        ->required();
    app()
        .add_option("method", method_,
                    Say("Méthode, par exemple GetPathway", "Method, e.g. GetPathway"))
        ->required();
    auto* fields = app().add_option("fields", fields_,
                                    Say("champ=valeur ; un point descend dans un message, un rang "
                                        "dans une liste (barriers.0.category=MOBILITY)",
                                        "field=value; a dot goes into a message, a rank into a "
                                        "list (barriers.0.category=MOBILITY)"));
    app()
        .add_option("--json", json_,
                    Say("La demande en JSON ; - : l'entrée standard",
                        "The request as JSON; -: standard input"))
        ->excludes(fields);
  }

  Result<int> Run() override {
    TRY(const auto* method, FindMethod(service_, method_));
    TRY(const auto request, Request(*method->input_type()));
    TRY(const auto client, shell().Connect());
    TRY(const auto token, shell().Token());
    const auto print = [this](const google::protobuf::Message& answer) -> Result<void> {
      out() << rpc::ToJsonText(answer) << std::flush;
      return {};
    };
    TRY(client->Send(service_, *method, *request, token, print));
    return kAllGood;
  }

 private:
  Result<std::unique_ptr<google::protobuf::Message>> Request(
      const google::protobuf::Descriptor& type) const {
    if (json_.empty()) return rpc::MessageOfArguments(type, fields_);
    if (json_ != "-") return rpc::ReadJson(type, json_);
    TRY(const auto text, ReadSmallFile("/dev/stdin"));
    return rpc::ReadJson(type, text);
  }

  std::string service_;
  std::string method_;
  std::vector<std::string> fields_;
  std::string json_;
};

}  // namespace

std::unique_ptr<Command> MakeCall(CLI::App& root, const Shell& shell) {
  return std::make_unique<Call>(root, shell);
}

}  // namespace parcours::cli
