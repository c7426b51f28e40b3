#include "tests/end_to_end/in_process_stage.h"

#include <google/protobuf/reflection.h>

#include "services/cli/importer.h"
#include "services/cli/messages.h"
#include "services/platform/execution/refusals.h"
#include "services/platform/rpc/json_message.h"
#include "tests/in_process/methods.h"

namespace parcours::end_to_end {

using nlohmann::json;

InProcessStage::InProcessStage(testing::Platform& platform) : platform_(platform) {}

Result<void> InProcessStage::Dispatch(const Message& request, Message& answer,
                                      const std::string& token) {
  const auto& methods = in_process::Methods();
  const auto found = methods.find(request.GetDescriptor()->full_name());
  if (found == methods.end())
    return Refuse(execution::NotFound(request.GetDescriptor()->full_name()));
  const auto& method = found->second;
  auto& bench = platform_.Bench(method.service);
  const auto& actor = actors_.at(token);
  if (method.batch) return bench.RunBatch(actor, request, method.batch(request, answer));
  return bench.Run(actor, request, answer, method.body(request, answer));
}

Result<json> InProcessStage::Call(std::string_view service, std::string_view name,
                                  const json& content, const std::string& token) {
  if (name == "ReplayTopics") {
    platform_.ReplayTopics();
    return json::object();
  }
  TRY(const auto* method, cli::FindMethod(service, name));
  TRY(const auto request, rpc::ReadJson(*method->input_type(), content.dump()));
  const auto answer = rpc::NewMessage(*method->output_type());
  TRY(Dispatch(*request, *answer, token));
  return rpc::ToJson(*answer);
}

Result<cli::ImportReport> InProcessStage::Import(cli::ImportKind kind,
                                                 const std::filesystem::path& file,
                                                 const std::string& token,
                                                 const cli::ImportOptions& options) {
  const auto target = cli::TargetOf(kind);
  TRY(const auto* method, cli::FindMethod(target.service, target.method));
  return cli::ImportFile(
      kind, file, options, Language::kEnglish,
      [&](const Message& request) -> Result<std::vector<type::v1::RecordVerdict>> {
        const auto answer = rpc::NewMessage(*method->output_type());
        TRY(Dispatch(request, *answer, token));
        const auto* verdicts = answer->GetDescriptor()->FindFieldByName("verdicts");
        const auto& fields = answer->GetReflection()->GetRepeatedFieldRef<type::v1::RecordVerdict>(
            *answer, verdicts);
        return std::vector<type::v1::RecordVerdict>(fields.begin(), fields.end());
      });
}

Result<void> InProcessStage::Settle(std::chrono::milliseconds /*longest*/) {
  platform_.Settle();
  return {};
}

Result<void> InProcessStage::AdvanceTo(CivilDate day) {
  platform_.AdvanceTo(day);
  return {};
}

Result<std::string> InProcessStage::DatedView(std::optional<CivilDate> day) {
  return platform_.DatedView(day.value_or(platform_.today()));
}

Result<json> InProcessStage::Status(std::string_view service) {
  auto& core = platform_.Bench(service).core();
  TRY(const auto connection, core.OpenForReading());
  return json{{"journalHead", std::to_string(core.journal().LastPosition(*connection))}};
}

Result<void> InProcessStage::VerifyAudit() {
  for (const auto& service : platform_.services()) {
    TRY(const auto connection, platform_.Bench(service).core().OpenForReading());
    const auto report = journal::VerifyAudit(*connection);
    if (report.broken) return Refuse(execution::Internal(service + ": " + report.broken->what));
  }
  return {};
}

std::string InProcessStage::TokenFor(const security::Actor& actor) {
  const std::string token = actor.principal + " " + actor.organisation;
  actors_[token] = actor;
  return token;
}

}  // namespace parcours::end_to_end
