#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/operations/v1/operations_service.pb.h"
#include "services/cli/endpoints.h"
#include "services/cli/stage.h"
#include "services/platform/core/id.h"

namespace parcours::cli {

struct ClientOptions {
  // For what concerns the platform as a whole: status, clock, view, audit. PLATFORM_OPERATOR.
  std::string operator_token;
  Language language = Language::kFrench;
  // Of one call.
  std::chrono::milliseconds timeout{30'000};
  // AdvanceTo lets each day settle within this.
  std::chrono::milliseconds longest_settling{60'000};
};

// The platform over gRPC. Not thread-safe.
class PlatformClient final : public Stage {
 public:
  PlatformClient(Endpoints endpoints, ClientOptions options);
  ~PlatformClient() override;

  [[nodiscard]] Result<nlohmann::json> Call(std::string_view service, std::string_view method,
                                            const nlohmann::json& request,
                                            const std::string& token) override;
  [[nodiscard]] Result<ImportReport> Import(ImportKind kind, const std::filesystem::path& file,
                                            const std::string& token,
                                            const ImportOptions& options) override;
  [[nodiscard]] Result<void> Settle(std::chrono::milliseconds longest) override;
  [[nodiscard]] Result<void> AdvanceTo(CivilDate day) override;
  [[nodiscard]] Result<std::string> DatedView(std::optional<CivilDate> day) override;
  [[nodiscard]] Result<nlohmann::json> Status(std::string_view service) override;
  [[nodiscard]] Result<void> VerifyAudit() override;

  // One message in, each answer handed over as it comes: one, or a stream of them. The message is
  // sent as it is, but for a missing `request_id` and the empty `service` of operations.
  using Answer = std::function<Result<void>(const google::protobuf::Message&)>;
  [[nodiscard]] Result<void> Send(std::string_view service,
                                  const google::protobuf::MethodDescriptor& method,
                                  const google::protobuf::Message& request,
                                  const std::string& token, const Answer& answer);

  [[nodiscard]] Result<operations::v1::Status> StatusOf(const std::string& service);
  // Of every service that has an address, by name.
  [[nodiscard]] Result<std::vector<operations::v1::Status>> Statuses();
  [[nodiscard]] std::vector<std::string> services() const;
  [[nodiscard]] const ClientOptions& options() const { return options_; }

 private:
  struct Parts;

  [[nodiscard]] Result<std::shared_ptr<grpc::Channel>> ChannelTo(std::string_view service);
  [[nodiscard]] Result<void> SetDay(std::vector<operations::v1::Status> statuses, CivilDate day);

  const Endpoints endpoints_;
  const ClientOptions options_;
  const std::unique_ptr<Parts> parts_;
};

}  // namespace parcours::cli
