#include "tests/end_to_end/in_process_stage.h"

#include <google/protobuf/reflection.h>

#include "services/cli/importer.h"
#include "services/cli/messages.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/insertion/use_cases/use_cases.h"
#include "services/partners/use_cases/use_cases.h"
#include "services/platform/execution/refusals.h"
#include "services/recruitment/use_cases/use_cases.h"
#include "services/support/use_cases/use_cases.h"

namespace parcours::end_to_end {

using nlohmann::json;

template <typename Context, typename Request>
void InProcessStage::Serve(const std::string& service) {
  using Response = typename decltype(Handle(std::declval<const Request&>(),
                                            std::declval<Context&>()))::value_type;
  methods_[Request::descriptor()->full_name()] = [this, service](
                                                     const Message& request, Message& answer,
                                                     const security::Actor& actor) -> Result<void> {
    auto done = platform_.Execute<Context>(service, static_cast<const Request&>(request), actor);
    if (!done) return Refuse(std::move(done).error());
    static_cast<Response&>(answer) = *std::move(done);
    return {};
  };
}

template <typename Context, typename Response, typename Request>
void InProcessStage::ServeBatch(const std::string& service) {
  methods_[Request::descriptor()->full_name()] = [this, service](
                                                     const Message& request, Message& answer,
                                                     const security::Actor& actor) -> Result<void> {
    auto done = platform_.ExecuteBatch<Context, Response>(
        service, static_cast<const Request&>(request), actor);
    if (!done) return Refuse(std::move(done).error());
    static_cast<Response&>(answer) = *std::move(done);
    return {};
  };
}

// What the story calls.
InProcessStage::InProcessStage(testing::Platform& platform) : platform_(platform) {
  {
    using namespace partners;
    ServeBatch<Context, v1::ImportPartnersResponse, v1::ImportPartnersRequest>("partners");
    Serve<Context, v1::GetOrganisationRequest>("partners");
  }
  {
    using namespace recruitment;
    ServeBatch<Context, v1::ImportDossiersResponse, v1::ImportDossiersRequest>("recruitment");
    ServeBatch<Context, v1::ImportPrescriptionsResponse, v1::ImportPrescriptionsRequest>(
        "recruitment");
    Serve<Context, v1::GetEmployerSearchRequest>("recruitment");
    Serve<Context, v1::GiveConsentRequest>("recruitment");
    Serve<Context, v1::SubmitMissionRequest>("recruitment");
    Serve<Context, v1::GetMissionRequest>("recruitment");
    Serve<Context, v1::ValidateMissionRequest>("recruitment");
    Serve<Context, v1::AuthoriseContractRequest>("recruitment");
    Serve<Context, v1::SignContractRequest>("recruitment");
    Serve<Context, v1::RecordInterviewRequest>("recruitment");
    Serve<Context, v1::SignEngagementRequest>("recruitment");
  }
  {
    using namespace followup;
    Serve<Context, v1::ListOrganisationsRequest>("followup");
    Serve<Context, v1::GetPathwayRequest>("followup");
    Serve<Context, v1::AssignReferentRequest>("followup");
    Serve<Context, v1::RecordInterviewRequest>("followup");
    Serve<Context, v1::RecordEmployerMeetingRequest>("followup");
    Serve<Context, v1::CompletePathwayRequest>("followup");
    Serve<Context, v1::GetTimelineRequest>("followup");
  }
  {
    using namespace support;
    Serve<Context, v1::GetCaseRequest>("support");
    Serve<Context, v1::OfferReferralRequest>("support");
    Serve<Context, v1::AcceptReferralRequest>("support");
    Serve<Context, v1::ListReferralsRequest>("support");
    Serve<Context, v1::CompleteReferralRequest>("support");
    Serve<Context, v1::LiftBarrierRequest>("support");
  }
  {
    using namespace insertion;
    Serve<Context, v1::GetInsertionFileRequest>("insertion");
    Serve<Context, v1::RecordOutcomeRequest>("insertion");
    Serve<Context, v1::ConsolidateSituationRequest>("insertion");
  }
}

Result<void> InProcessStage::Dispatch(const Message& request, Message& answer,
                                      const std::string& token) {
  const auto method = methods_.find(request.GetDescriptor()->full_name());
  if (method == methods_.end())
    return Refuse(execution::NotFound(request.GetDescriptor()->full_name()));
  return method->second(request, answer, actors_.at(token));
}

Result<json> InProcessStage::Call(std::string_view service, std::string_view name,
                                  const json& content, const std::string& token) {
  if (name == "ReplayTopics") {
    platform_.ReplayTopics();
    return json::object();
  }
  TRY(const auto* method, cli::FindMethod(service, name));
  TRY(const auto request, cli::ReadJson(*method->input_type(), content.dump()));
  const auto answer = cli::NewMessage(*method->output_type());
  TRY(Dispatch(*request, *answer, token));
  return cli::ToJson(*answer);
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
        const auto answer = cli::NewMessage(*method->output_type());
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
