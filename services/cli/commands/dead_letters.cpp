#include <ostream>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/messages.h"
#include "services/cli/refusals.h"
#include "services/cli/table.h"

namespace parcours::cli {
namespace {

using nlohmann::json;

constexpr int kMostPages = 10'000;

class DeadLetters final : public Command {
 public:
  DeadLetters(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "dlq", "Les messages qui n'ont pas pu être appliqués",
                           "Records that could not be applied"),
                shell),
        list_(Subcommand(app(), shell, "list", "Les montre, du plus ancien au plus récent",
                         "Shows them, oldest first")),
        show_(Subcommand(app(), shell, "show", "En montre un, champs sensibles masqués",
                         "Shows one, sensitive fields redacted")),
        redrive_(Subcommand(app(), shell, "redrive", "Les applique de nouveau, dans l'ordre",
                            "Applies them again, in order")),
        discard_(Subcommand(app(), shell, "discard", "Les abandonne, avec un motif",
                            "Gives them up, with a reason")) {
    app().require_subcommand(1);
    list_.add_option("service", service_, Say("Service ; sinon tous", "Service; else all"));
    list_.add_flag("--all", settled_too_, Say("Aussi ceux qui sont réglés", "Settled ones too"));
    show_.add_option("service", service_, "Service")->required();
    show_.add_option("name", name_, "deadLetters/…")->required();
    for (auto* selecting : {&redrive_, &discard_}) {
      selecting->add_option("service", service_, "Service")->required();
      selecting->add_option("names", names_, "deadLetters/…");
    }
    for (auto* filtering : {&list_, &redrive_, &discard_}) {
      filtering->add_option("--type", type_, Say("Nom complet du fait", "Full name of the fact"));
      filtering->add_option("--key", key_, Say("Clé des messages", "Key of the records"));
      filtering->add_option(
          "--from", from_,
          Say("Arrivés dès cet instant (RFC 3339)", "Parked at this instant or later (RFC 3339)"));
      filtering->add_option("--to", to_,
                            Say("Arrivés avant cet instant", "Parked before this instant"));
    }
    discard_.add_option("--reason", reason_, Say("Motif", "Reason"))->required();
  }

  Result<int> Run() override {
    TRY(const auto client, shell().Connect());
    TRY(const auto token, shell().Token());
    if (list_.parsed()) return List(*client, token);
    if (show_.parsed()) return Show(*client, token);
    if (redrive_.parsed()) return Redrive(*client, token);
    return Discard(*client, token);
  }

 private:
  Result<int> List(PlatformClient& client, const std::string& token) const {
    std::vector<std::vector<std::string>> rows{
        {"service", Say("nom", "name"), Say("état", "state"), Say("sujet", "topic"),
         Say("place", "place"), "type", Say("motif", "reason"), Say("essais", "attempts"),
         Say("derrière", "behind")}};
    const auto services = service_.empty() ? client.services() : std::vector{service_};
    bool any_open = false;
    for (const auto& service : services) {
      TRY(const bool open, AddLetters(client, token, service, rows));
      any_open = any_open || open;
    }
    if (rows.size() > 1) PrintTable(rows, out());
    return any_open ? kLookHere : kAllGood;
  }

  Result<bool> AddLetters(PlatformClient& client, const std::string& token,
                          const std::string& service,
                          std::vector<std::vector<std::string>>& rows) const {
    json request{{"type", type_}, {"key", key_}, {"includeSettled", settled_too_}};
    AddTimes(request);
    bool any_open = false;
    for (int page = 0; page < kMostPages; ++page) {
      TRY(const auto answer, client.Call(service, "ListDeadLetters", request, token));
      for (const auto& letter : answer.value("deadLetters", json::array())) {
        const auto state = letter.value("state", "");
        any_open = any_open || state == "OPEN" || state == "BEHIND";
        rows.push_back(
            {service, letter.value("name", ""), state, letter.value("topic", ""),
             std::to_string(letter.value("partition", 0)) + ":" + letter.value("offset", ""),
             letter.value("type", ""), letter.value("reason", ""),
             std::to_string(letter.value("attempts", 0)),
             std::to_string(letter.value("behindCount", 0))});
      }
      const std::string next = answer.value("nextPageToken", "");
      if (next.empty()) break;
      request["pageToken"] = next;
    }
    return any_open;
  }

  Result<int> Show(PlatformClient& client, const std::string& token) const {
    TRY(const auto letter, client.Call(service_, "ShowDeadLetter", {{"name", name_}}, token));
    out() << letter.dump(1) << "\n";
    return kAllGood;
  }

  void AddTimes(json& filter) const {
    if (!from_.empty()) filter["fromTime"] = from_;
    if (!to_.empty()) filter["toTime"] = to_;
  }

  Result<json> Selector() const {
    json selector = json::object();
    if (!names_.empty()) selector["names"] = names_;
    if (!type_.empty()) selector["type"] = type_;
    if (!key_.empty()) selector["key"] = key_;
    AddTimes(selector);
    if (selector.empty()) return Refuse(SelectorMissing());
    return selector;
  }

  Result<int> Redrive(PlatformClient& client, const std::string& token) const {
    TRY(const auto selector, Selector());
    TRY(const auto answer,
        client.Call(service_, "RedriveDeadLetters", {{"selector", selector}}, token));
    const int failed = answer.value("failedCount", 0);
    const int left = answer.value("leftCount", 0);
    out() << Say("appliqués : ", "applied: ") << answer.value("redrivenCount", 0)
          << Say(", encore en échec : ", ", failed again: ") << failed << Left(left) << "\n";
    return failed == 0 && left == 0 ? kAllGood : kLookHere;
  }

  Result<int> Discard(PlatformClient& client, const std::string& token) const {
    TRY(const auto selector, Selector());
    TRY(const auto answer, client.Call(service_, "DiscardDeadLetters",
                                       {{"selector", selector}, {"reason", reason_}}, token));
    const int left = answer.value("leftCount", 0);
    out() << Say("abandonnés : ", "given up: ") << answer.value("discardedCount", 0) << Left(left)
          << "\n";
    return left == 0 ? kAllGood : kLookHere;
  }

  [[nodiscard]] std::string Left(int count) const {
    if (count == 0) return {};
    return Say(", restent : ", ", left: ") + std::to_string(count);
  }

  CLI::App& list_;
  CLI::App& show_;
  CLI::App& redrive_;
  CLI::App& discard_;
  std::string service_;
  std::string name_;
  std::vector<std::string> names_;
  std::string type_;
  std::string key_;
  std::string from_;
  std::string to_;
  std::string reason_;
  bool settled_too_ = false;
};

}  // namespace

std::unique_ptr<Command> MakeDeadLetters(CLI::App& root, const Shell& shell) {
  return std::make_unique<DeadLetters>(root, shell);
}

}  // namespace parcours::cli
