#include "tests/end_to_end/told_story.h"

#include <gtest/gtest.h>

namespace parcours::end_to_end {
namespace {

Result<std::unique_ptr<cli::LaunchedPlatform>> Launch(const std::filesystem::path& data,
                                                      CivilDate start) {
  return cli::LaunchedPlatform::Start({.programs = Program(""),
                                       .data = data,
                                       .brokers = {},
                                       .start = start,
                                       .partners = SampleFolder() / "partners.json"});
}

}  // namespace

std::filesystem::path SampleFolder() {
  return std::filesystem::path(PARCOURS_SOURCE_DIR) / "deploy/sample";
}

std::unique_ptr<ToldStory> ToldStory::Tell() {
  std::unique_ptr<ToldStory> story(new ToldStory());
  auto script = cli::ReadScript(SampleFolder() / "story.json");
  auto platform = Launch(story->folder_.path(), script ? script->start : CivilDate());
  if (!script || !platform) {
    ADD_FAILURE() << (script ? platform.error().english : script.error().english);
    return nullptr;
  }
  story->platform_ = *std::move(platform);
  cli::Teller teller(
      *std::move(script),
      {.stage = *story->platform_,
       .cast = {
           .token = [&](const security::Actor& actor) -> Result<std::string> {
             return story->TokenFor(actor);
           },
           .agent = [&](std::string_view name) { return story->platform_->desk().Agent(name); }},
       .stunts = {},
       .folder = SampleFolder(),
       .say = [](const std::string&) {}});
  if (!teller.Tell()) {
    ADD_FAILURE() << teller.failures().front();
    return nullptr;
  }
  story->variables_ = teller.variables();
  return story;
}

std::string ToldStory::TokenFor(const security::Actor& actor) const {
  return platform_->desk().For(actor).value();
}

security::Actor ToldStory::Agent(const std::string& name) const {
  return platform_->desk().Agent(name).value();
}

}  // namespace parcours::end_to_end
