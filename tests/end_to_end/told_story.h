#pragma once

#include <memory>
#include <string>

#include "services/cli/story/launched_platform.h"
#include "services/cli/story/teller.h"
#include "tests/end_to_end/command.h"

namespace parcours::end_to_end {

// `parcours serve all` on data of its own, after the whole story of deploy/sample was told to it.
class ToldStory {
 public:
  // nullptr after the test has failed.
  [[nodiscard]] static std::unique_ptr<ToldStory> Tell();

  [[nodiscard]] cli::LaunchedPlatform& platform() { return *platform_; }
  // The names of the story: P.pathway, mission, referral…
  [[nodiscard]] const cli::Variables& variables() const { return variables_; }
  // A token for an actor of the story, or for anybody else.
  [[nodiscard]] std::string TokenFor(const security::Actor& actor) const;
  [[nodiscard]] security::Actor Agent(const std::string& name) const;

 private:
  ToldStory() = default;

  Folder folder_;
  std::unique_ptr<cli::LaunchedPlatform> platform_;
  cli::Variables variables_;
};

[[nodiscard]] std::filesystem::path SampleFolder();

}  // namespace parcours::end_to_end
