#pragma once

#include <vector>

#include "services/platform/execution/service_definition.h"
#include "services/platform/host/configuration.h"

namespace parcours::host {

// `main` of a service: reads flags and environment, serves until SIGTERM or SIGINT, drains. Exit
// status 0; 2 where it could not start, with one sentence on stderr in the language of the
// terminal.
[[nodiscard]] int Main(int argc, char** argv, execution::ServiceDefinition definition);

// The same for services that share a process, once their options are read (`parcours serve all`).
[[nodiscard]] int Serve(const Options& options,
                        std::vector<execution::ServiceDefinition> definitions);

}  // namespace parcours::host
