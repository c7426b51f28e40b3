#pragma once

#include <memory>
#include <string>

#include "services/cli/platform_client.h"
#include "services/cli/token_desk.h"
#include "services/platform/host/runtime.h"
#include "services/platform/testing/fakes.h"

namespace parcours::cli {

inline constexpr const char* kSampleFolder = PARCOURS_SOURCE_DIR "/deploy/sample/";
inline constexpr const char* kCfaSystem = "agents/01890000-0000-7000-8000-000000000014";
inline constexpr const char* kLead = "agents/01890000-0000-7000-8000-000000000013";

// All services in this process, on the embedded bus and a port of the system's choice.
class RunningPlatform {
 public:
  // clock: "real" or "virtual:YYYY-MM-DD". Fails the test where it does not start.
  explicit RunningPlatform(const std::string& clock = "virtual:2025-03-06");

  [[nodiscard]] PlatformClient& client() { return *client_; }
  [[nodiscard]] const TokenDesk& desk() const { return *desk_; }
  [[nodiscard]] std::string TokenOf(std::string_view agent) const;
  [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }

 private:
  testing::TemporaryFolder folder_;
  std::unique_ptr<TokenDesk> desk_;
  std::unique_ptr<host::Runtime> runtime_;
  std::unique_ptr<PlatformClient> client_;
};

}  // namespace parcours::cli
