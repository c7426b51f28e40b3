#pragma once

#include <map>
#include <string>

#include "services/cli/stage.h"
#include "services/platform/testing/platform.h"

namespace parcours::end_to_end {

// The whole platform in this process, on a scripted bus and in virtual time, as the stage of a
// story. Nothing is delivered but when the story settles, in an order drawn from the seed.
class InProcessStage final : public cli::Stage {
 public:
  explicit InProcessStage(testing::Platform& platform);

  [[nodiscard]] Result<nlohmann::json> Call(std::string_view service, std::string_view method,
                                            const nlohmann::json& request,
                                            const std::string& token) override;
  [[nodiscard]] Result<cli::ImportReport> Import(cli::ImportKind kind,
                                                 const std::filesystem::path& file,
                                                 const std::string& token,
                                                 const cli::ImportOptions& options) override;
  [[nodiscard]] Result<void> Settle(std::chrono::milliseconds longest) override;
  [[nodiscard]] Result<void> AdvanceTo(CivilDate day) override;
  [[nodiscard]] Result<std::string> DatedView(std::optional<CivilDate> day) override;
  [[nodiscard]] Result<nlohmann::json> Status(std::string_view service) override;
  [[nodiscard]] Result<void> VerifyAudit() override;

  // Stands for signing: the text means this actor, here alone.
  [[nodiscard]] std::string TokenFor(const security::Actor& actor);

 private:
  using Message = google::protobuf::Message;
  [[nodiscard]] Result<void> Dispatch(const Message& request, Message& answer,
                                      const std::string& token);

  testing::Platform& platform_;
  std::map<std::string, security::Actor> actors_;
};

}  // namespace parcours::end_to_end
