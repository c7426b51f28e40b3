#pragma once

// Documents that a machine derives from the protos and from the services' tables. Committed under
// docs/generated, in each service's README and in proto/parcours/contract.txt; a test compares them
// with what stands here.

#include <string>
#include <vector>

#include "services/platform/core/result.h"
#include "services/platform/execution/service_definition.h"

namespace parcours::cli {

using Services = std::vector<execution::ServiceDefinition>;

// Topics: who writes, who reads, partition key.
[[nodiscard]] std::string TopicsPage(const Services& services);
// Facts by context: aggregate, visibility, subscribers, sealed fields.
[[nodiscard]] std::string FactsPage(const Services& services);
// RPCs: route, access lines, batch or query.
[[nodiscard]] std::string RpcsPage(const Services& services);
// Who hears whom: fact → services and what they do with it.
[[nodiscard]] std::string ReactionsPage(const Services& services);
// Commands, queries, facts out, facts in and timers of one service: the table in its README.
[[nodiscard]] std::string ServiceTable(const execution::ServiceDefinition& service,
                                       const Services& services);

// Every message, field, enum value, method and route, one line each, sorted: the file may grow,
// never change.
[[nodiscard]] std::string ContractDump();

// `text` with what stands between the two marker lines of a README replaced by `table`.
[[nodiscard]] std::string ReplaceGenerated(const std::string& text, const std::string& table);

}  // namespace parcours::cli
