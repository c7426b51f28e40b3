#include "services/platform/host/main.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cstdio>

#include "services/platform/host/runtime.h"
#include "services/platform/host/stop_signal.h"

namespace parcours::host {
namespace {

constexpr int kCouldNotStart = 2;

int Say(const Error& error) {
  std::fprintf(stderr, "%s\n", error.Message(TerminalLanguage()).c_str());
  return kCouldNotStart;
}

}  // namespace

int Serve(const Options& options, std::vector<execution::ServiceDefinition> definitions) {
  PrepareProcess();
  const StopSignal stop;  // before the first thread
  auto configuration = Check(options);
  if (!configuration) return Say(configuration.error());
  auto runtime = Runtime::Start(*std::move(configuration), std::move(definitions));
  if (!runtime) return Say(runtime.error());
  for (const auto& [service, address] : (*runtime)->addresses()) {
    std::fprintf(stderr, "%s: %s\n", service.c_str(), address.c_str());
  }
  stop.Wait();
  (*runtime)->Drain();
  return 0;
}

int Main(int argc, char** argv, execution::ServiceDefinition definition) {
  Options options;
  CLI::App app("parcours-" + definition.name);
  Declare(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    return app.exit(wrong) == 0 ? 0 : kCouldNotStart;
  }
  std::vector<execution::ServiceDefinition> definitions;
  definitions.push_back(std::move(definition));
  return Serve(options, std::move(definitions));
}

}  // namespace parcours::host
