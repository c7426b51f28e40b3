#include "services/cli/platform_client.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "services/cli/dated_view.h"
#include "services/cli/generic_call.h"
#include "services/cli/importer.h"
#include "services/cli/messages.h"
#include "services/cli/refusals.h"
#include "services/cli/settling.h"
#include "services/platform/core/check.h"
#include "services/platform/host/clocks.h"
#include "services/platform/host/system_random.h"
#include "services/platform/rpc/json_message.h"

namespace parcours::cli {
namespace {

using ServiceStatus = operations::v1::Status;
using std::chrono::milliseconds;
using Waiting = std::chrono::steady_clock;

constexpr milliseconds kImportTimeout{120'000};
constexpr milliseconds kShortestPause{5};
constexpr milliseconds kLongestPause{100};
constexpr milliseconds kFirstRetry{200};
constexpr int kMostTries = 6;
constexpr int kMostStops = 10'000;
constexpr const char* kOperationsPackage = "parcours.operations.v1";

bool MayPass(const Error& error) {
  return error.code == Code::kUnavailable || error.code == Code::kResourceExhausted;
}

// Tries again what may pass, a bounded number of times.
template <typename Act>
Result<void> WithRetries(Act act) {
  milliseconds pause = kFirstRetry;
  for (int tries = 1;; ++tries) {
    auto done = act();
    if (done || !MayPass(done.error()) || tries == kMostTries) return done;
    std::this_thread::sleep_for(done.error().retry_after.value_or(pause));
    pause *= 2;
  }
}

}  // namespace

struct PlatformClient::Parts {
  std::map<std::string, std::shared_ptr<grpc::Channel>, std::less<>> channels;
  std::optional<host::SystemClock> clock;
  host::SystemRandom random;
  std::optional<IdSource> ids;
};

PlatformClient::PlatformClient(Endpoints endpoints, ClientOptions options)
    : endpoints_(std::move(endpoints)),
      options_(std::move(options)),
      parts_(std::make_unique<Parts>()) {
  auto zone = host::Zone::Load("UTC");  // ids hold instants, not days
  CHECK(zone.has_value());
  parts_->clock.emplace(*std::move(zone));
  parts_->ids.emplace(*parts_->clock, parts_->random);
}

PlatformClient::~PlatformClient() = default;

std::vector<std::string> PlatformClient::services() const {
  std::vector<std::string> names;
  for (const auto& [service, address] : endpoints_) names.push_back(service);
  return names;
}

Result<std::shared_ptr<grpc::Channel>> PlatformClient::ChannelTo(std::string_view service) {
  const auto known = parts_->channels.find(service);
  if (known != parts_->channels.end()) return known->second;
  TRY(const auto address, AddressOf(endpoints_, service));
  return parts_->channels[std::string(service)] = rpc::OpenChannel(address);
}

Result<void> PlatformClient::Send(std::string_view service,
                                  const google::protobuf::MethodDescriptor& method,
                                  const google::protobuf::Message& request,
                                  const std::string& token, const Answer& answer) {
  TRY(const auto channel, ChannelTo(service));
  const std::unique_ptr<google::protobuf::Message> complete(request.New());
  complete->CopyFrom(request);
  rpc::FillIn(*complete, "request_id", parts_->ids->NewId());
  if (method.file()->package() == kOperationsPackage)
    rpc::FillIn(*complete, "service", std::string(service));
  const bool long_running = method.server_streaming() || method.name().starts_with("Import");
  return CallMethod(
      channel, method, *complete,
      {.token = token,
       .timeout = long_running ? std::max(options_.timeout, kImportTimeout) : options_.timeout,
       .language = options_.language,
       .trace = {}},
      answer);
}

Result<nlohmann::json> PlatformClient::Call(std::string_view service, std::string_view method,
                                            const nlohmann::json& request,
                                            const std::string& token) {
  TRY(const auto* descriptor, FindMethod(service, method));
  TRY(const auto message, rpc::ReadJson(*descriptor->input_type(), request.dump()));
  nlohmann::json answers = nlohmann::json::array();
  const Answer keep = [&answers](const google::protobuf::Message& answer) -> Result<void> {
    answers.push_back(rpc::ToJson(answer));
    return {};
  };
  TRY(Send(service, *descriptor, *message, token, keep));
  if (descriptor->server_streaming()) return answers;
  if (answers.empty()) return Refuse(AnswerUnreadable(method));
  return std::move(answers.front());
}

Result<ImportReport> PlatformClient::Import(ImportKind kind, const std::filesystem::path& file,
                                            const std::string& token,
                                            const ImportOptions& options) {
  const auto target = TargetOf(kind);
  TRY(const auto* method, FindMethod(target.service, target.method));
  const auto* verdicts_field = method->output_type()->FindFieldByName("verdicts");
  CHECK(verdicts_field != nullptr);
  const ImportCall call = [&](const google::protobuf::Message& request)
      -> Result<std::vector<type::v1::RecordVerdict>> {
    std::vector<type::v1::RecordVerdict> verdicts;
    const Answer read = [&](const google::protobuf::Message& answer) -> Result<void> {
      const auto& reflection = *answer.GetReflection();
      for (int i = 0; i < reflection.FieldSize(answer, verdicts_field); ++i) {
        verdicts.emplace_back().CopyFrom(reflection.GetRepeatedMessage(answer, verdicts_field, i));
      }
      return {};
    };
    TRY(WithRetries([&] {
      verdicts.clear();
      return Send(target.service, *method, request, token, read);
    }));
    return verdicts;
  };
  return ImportFile(kind, file, options, options_.language, call);
}

Result<ServiceStatus> PlatformClient::StatusOf(const std::string& service) {
  TRY(const auto* method, FindMethod(ServiceNames().front(), "GetStatus"));
  ServiceStatus status;
  const Answer keep = [&](const google::protobuf::Message& answer) -> Result<void> {
    status.CopyFrom(answer);
    return {};
  };
  TRY(Send(service, *method, operations::v1::GetStatusRequest(), options_.operator_token, keep));
  if (status.service().empty()) status.set_service(service);
  return status;
}

Result<std::vector<ServiceStatus>> PlatformClient::Statuses() {
  std::vector<ServiceStatus> statuses;
  for (const auto& service : services()) {
    TRY(auto status, StatusOf(service));
    statuses.push_back(std::move(status));
  }
  return statuses;
}

Result<void> PlatformClient::Settle(milliseconds longest) {
  const auto until = Waiting::now() + longest;
  milliseconds pause = kShortestPause;
  std::optional<std::vector<ServiceStatus>> before;
  for (;;) {
    TRY(auto now, Statuses());
    if (before && HasSettled(*before, now)) return {};
    if (before && Waiting::now() >= until) {
      const auto what = WhatMoves(now, options_.language);
      return Refuse(NotSettled(what.empty() ? "…" : what));
    }
    before = std::move(now);
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, kLongestPause);
  }
}

Result<void> PlatformClient::SetDay(std::vector<ServiceStatus> statuses, CivilDate day) {
  // Those whose timers fire on that day come last: what they record is then heard on the same day.
  const auto text = day.ToString();
  std::stable_partition(statuses.begin(), statuses.end(), [&](const ServiceStatus& status) {
    return status.next_timer_date().empty() || status.next_timer_date() > text;
  });
  TRY(const auto* method, FindMethod(ServiceNames().front(), "AdvanceClock"));
  for (const auto& status : statuses) {
    if (!status.clock().is_virtual()) return Refuse(ClockIsReal(status.service()));
    if (status.clock().today() >= text) continue;
    operations::v1::AdvanceClockRequest request;
    request.set_date(text);
    const Answer ignore = [](const google::protobuf::Message&) { return Result<void>(); };
    TRY(Send(status.service(), *method, request, options_.operator_token, ignore));
  }
  return {};
}

Result<void> PlatformClient::AdvanceTo(CivilDate day) {
  TRY(Settle(options_.longest_settling));
  for (int stops = 0; stops < kMostStops; ++stops) {
    TRY(auto statuses, Statuses());
    const auto stop = NextStop(statuses, day);
    TRY(SetDay(std::move(statuses), stop.value_or(day)));
    TRY(Settle(options_.longest_settling));
    if (!stop) return {};
  }
  return Refuse(NotSettled("clock"));
}

Result<std::string> PlatformClient::DatedView(std::optional<CivilDate> day) {
  TRY(const auto* method, FindMethod(ServiceNames().front(), "GetDatedView"));
  operations::v1::GetDatedViewRequest request;
  if (day) request.set_day(day->ToString());
  ViewLines views;
  for (const auto& service : services()) {
    auto& lines = views[service];
    const Answer keep = [&lines](const google::protobuf::Message& answer) -> Result<void> {
      operations::v1::DatedViewLine line;
      line.CopyFrom(answer);
      lines.push_back(line.text());
      return {};
    };
    TRY(Send(service, *method, request, options_.operator_token, keep));
  }
  return MergeViews(views);
}

Result<nlohmann::json> PlatformClient::Status(std::string_view service) {
  return Call(service, "GetStatus", nlohmann::json::object(), options_.operator_token);
}

Result<void> PlatformClient::VerifyAudit() {
  TRY(const auto* method, FindMethod(ServiceNames().front(), "VerifyAudit"));
  for (const auto& service : services()) {
    const Answer check = [&service](const google::protobuf::Message& answer) -> Result<void> {
      operations::v1::AuditVerdict verdict;
      verdict.CopyFrom(answer);
      if (verdict.intact()) return {};
      const auto& broken = verdict.first_broken();
      return Refuse(AuditChainBroken(service, broken.position(), broken.type(), broken.fault()));
    };
    TRY(Send(service, *method, operations::v1::VerifyAuditRequest(), options_.operator_token,
             check));
  }
  return {};
}

}  // namespace parcours::cli
