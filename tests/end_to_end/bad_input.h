#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/cli/story/launched_platform.h"
#include "tests/end_to_end/command.h"

namespace parcours::end_to_end {

// Agents of deploy/sample.
inline constexpr const char* kCfaSystem = "agents/01890000-0000-7000-8000-000000000014";
inline constexpr const char* kCfaReferent = "agents/01890000-0000-7000-8000-000000000012";
inline constexpr const char* kCfaStaff = "agents/01890000-0000-7000-8000-000000000011";

inline constexpr const char* kRecruitmentTopic = "parcours.recruitment.v1";

// What must be said of something wrong: these words, in each language.
struct Saying {
  std::vector<std::string> french;
  std::vector<std::string> english;
};

struct Refusal {
  Code code;
  std::string reason;
  std::string field;  // empty: not looked at
  Saying saying;
};

void ExpectWords(const std::string& text, const std::vector<std::string>& words);
void ExpectRefusal(const Error& error, Language language, const Refusal& expected);

// `parcours serve all` where the sample's network is registered; then something bad happens to it.
class BadInput : public ::testing::Test {
 protected:
  BadInput() = default;
  void SetUp() override;

  // `parcours` as people run it, against this platform; as an agent, or as the operator where none
  // is named.
  [[nodiscard]] Finished Parcours(Language language, const std::string& arguments,
                                  const std::string& agent = {}) const;
  // Ends with this status and says these words, in both languages.
  void ExpectSaid(const std::string& arguments, const std::string& agent, int status,
                  const Saying& saying) const;

  // A call in both languages.
  void ExpectRefused(const std::string& service, const std::string& method,
                     const nlohmann::json& request, const std::string& token,
                     const Refusal& expected) const;
  [[nodiscard]] std::unique_ptr<cli::PlatformClient> Client(Language language) const;
  [[nodiscard]] std::string TokenOf(const std::string& agent) const;

  // Where every journal, subscription and dead letter stands once all is at rest.
  [[nodiscard]] std::string Positions() const;
  // Since the network was registered, or `Remember` was called: no fact, nothing parked, every
  // audit chain intact.
  void ExpectNothingChanged() const;
  void Remember() { before_ = Positions(); }
  // What is good is taken in as before.
  void ExpectGoesOn() const;

  // A file with this content.
  [[nodiscard]] std::string File(const std::string& name, const std::string& content) const;
  // The sample's learner records; 0 to 15 are good.
  [[nodiscard]] static nlohmann::json Dossiers();

  [[nodiscard]] cli::LaunchedPlatform& platform() const { return *platform_; }
  [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "data"; }
  // Ends the platform, so that its folder is free; Start begins it again on the same data.
  void End() { platform_.reset(); }
  void Start();

 private:
  const Folder folder_;
  std::unique_ptr<cli::LaunchedPlatform> platform_;
  std::string before_;
};

}  // namespace parcours::end_to_end
