#pragma once

#include <filesystem>
#include <string>

#include "services/cli/console.h"

namespace parcours::cli {

struct StoryOptions {
  std::filesystem::path data;
  std::filesystem::path sample;  // story.json and the files it imports
  std::filesystem::path pages;   // that the gateway serves; empty: none
  std::filesystem::path proxy;   // program that puts TLS before it; empty: none
  std::string brokers;           // Kafka's host:port; empty: the embedded bus
  std::filesystem::path view;  // where the dated view of the whole story is written; empty: nowhere
  bool once = false;           // end after the story instead of staying up
};

// `parcours story`: starts the platform, tells the story, prints the timeline and where to look,
// and stays up until Ctrl-C. 0 when everything was as expected, 1 when something was not, 2 when it
// could not run.
[[nodiscard]] int TellStory(const StoryOptions& options, Console& console);

}  // namespace parcours::cli
