#pragma once

#include <google/protobuf/message.h>

#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "parcours/type/v1/import_verdict.pb.h"
#include "services/cli/stage.h"
#include "services/platform/core/result.h"

namespace parcours::cli {

// Where an import goes: service and method.
struct ImportTarget {
  std::string_view service;
  std::string_view method;
};
[[nodiscard]] ImportTarget TargetOf(ImportKind kind);

// One call of the target's method: as many verdicts as the request has records.
using ImportCall =
    std::function<Result<std::vector<type::v1::RecordVerdict>>(const google::protobuf::Message&)>;

// Reads the file through once to find its faults, then sends it in calls of at most 2,000 records
// and 2 MiB, in order. A record that cannot be sent (too long, not of the expected form) is set
// aside here, with its reason. Stops at the first call that fails: `each` has heard the rest.
[[nodiscard]] Result<ImportReport> ImportFile(ImportKind kind, const std::filesystem::path& file,
                                              const ImportOptions& options, Language language,
                                              const ImportCall& call);

// Adds one record's verdict to the counts.
void Count(const type::v1::RecordVerdict& verdict, ImportReport& report);

}  // namespace parcours::cli
