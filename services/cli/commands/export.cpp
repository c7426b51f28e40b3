#include <google/protobuf/descriptor.h>

#include <ostream>
#include <string>
#include <vector>

#include "services/cli/commands/commands.h"
#include "services/cli/messages.h"
#include "services/cli/refusals.h"
#include "services/platform/rpc/arguments.h"
#include "services/platform/rpc/json_message.h"

namespace parcours::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The list in an answer; nullptr where the answer is no page of a list.
const FieldDescriptor* ListIn(const google::protobuf::Descriptor& answer) {
  if (answer.FindFieldByName("next_page_token") == nullptr) return nullptr;
  for (int i = 0; i < answer.field_count(); ++i) {
    const auto* field = answer.field(i);
    if (field->is_repeated() && field->message_type() != nullptr) return field;
  }
  return nullptr;
}

// RFC 4180.
std::string Cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char c : text) cell.append(c == '"' ? "\"\"" : std::string(1, c));
  return cell + "\"";
}

std::string TextOf(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

// Lists of any service, page by page, as one table: a line per item, a column per field.
class Export final : public Command {
 public:
  Export(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "export",
                           "Écrit une liste entière en CSV, par exemple followup ListGaps "
                           "kind=NO_INTERVIEW",
                           "Writes a whole list as CSV, e.g. followup ListGaps kind=NO_INTERVIEW"),
                shell) {
    app().add_option("service", service_, "Service")->required();
    app().add_option("method", method_, Say("Méthode de liste", "List method"))->required();
    app().add_option("fields", fields_, Say("champ=valeur", "field=value"));
  }

  Result<int> Run() override {
    TRY(const auto* method, FindMethod(service_, method_));
    const auto* list = ListIn(*method->output_type());
    if (list == nullptr) return Refuse(MethodIsNoList(method_));
    TRY(const auto request, rpc::MessageOfArguments(*method->input_type(), fields_));
    SetNumber(*request, "page_size", 500);
    TRY(const auto client, shell().Connect());
    TRY(const auto token, shell().Token());
    PrintHeading(*list->message_type());
    std::string next;
    do {
      SetText(*request, "page_token", next);
      TRY(client->Send(service_, *method, *request, token, [&](const Message& answer) {
        PrintItems(answer, *list);
        next = answer.GetReflection()->GetString(
            answer, answer.GetDescriptor()->FindFieldByName("next_page_token"));
        return Result<void>{};
      }));
    } while (!next.empty());
    return kAllGood;
  }

 private:
  static void SetText(Message& request, const char* name, const std::string& text) {
    const auto* field = request.GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) request.GetReflection()->SetString(&request, field, text);
  }
  static void SetNumber(Message& request, const char* name, int number) {
    const auto* field = request.GetDescriptor()->FindFieldByName(name);
    if (field != nullptr) request.GetReflection()->SetInt32(&request, field, number);
  }

  void PrintHeading(const google::protobuf::Descriptor& item) const {
    for (int i = 0; i < item.field_count(); ++i) {
      out() << (i == 0 ? "" : ",") << item.field(i)->name();
    }
    out() << "\r\n";
  }

  void PrintItems(const Message& answer, const FieldDescriptor& list) const {
    const auto* reflection = answer.GetReflection();
    for (int i = 0; i < reflection->FieldSize(answer, &list); ++i) {
      const auto shown = rpc::ToJson(reflection->GetRepeatedMessage(answer, &list, i));
      const auto& item = *list.message_type();
      for (int n = 0; n < item.field_count(); ++n) {
        const auto value = shown.find(item.field(n)->json_name());
        out() << (n == 0 ? "" : ",") << (value == shown.end() ? "" : Cell(TextOf(*value)));
      }
      out() << "\r\n";
    }
  }

  std::string service_;
  std::string method_;
  std::vector<std::string> fields_;
};

}  // namespace

std::unique_ptr<Command> MakeExport(CLI::App& root, const Shell& shell) {
  return std::make_unique<Export>(root, shell);
}

}  // namespace parcours::cli
