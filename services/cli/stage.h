#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/type/v1/import_verdict.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"

namespace parcours::cli {

enum class ImportKind { kPartners, kDossiers, kPrescriptions };

// What became of one record of a file.
struct RecordReport {
  std::int64_t place = 0;  // in the file, from 0
  std::int64_t line = 0;   // on which it begins, from 1
  type::v1::RecordVerdict verdict;
};

struct ImportOptions {
  // Prescriptions: the receiving organisations/{id} and programmes/{code}; both required.
  std::string organisation;
  std::string programme;
  // Prescriptions: day of the prescription; empty = the service's day.
  std::string date;
  // Dossiers: the sender's system; empty = what the records say.
  std::string source_system;
  // Hears every record once, in the file's order, as the verdicts come in.
  std::function<void(const RecordReport&)> each;
  // Bytes of the file that were dealt with, of how many; 0 = unknown.
  std::function<void(std::uint64_t done, std::uint64_t total)> progress;
};

struct ImportReport {
  std::int64_t accepted = 0;
  std::int64_t unchanged = 0;
  std::int64_t corrected = 0;
  std::int64_t set_aside = 0;
  std::int64_t warned = 0;  // taken in with at least one warning
  // In the file's order; empty where `each` was given, so that a large file needs no memory.
  std::vector<RecordReport> records;

  [[nodiscard]] std::int64_t total() const { return accepted + unchanged + corrected + set_aside; }
};

// A running platform, as commands and stories drive it: over gRPC, or in the process of a test.
class Stage {
 public:
  virtual ~Stage() = default;

  // A method of the service ("followup", "GetPathway"), those of operations included. Request and
  // answer follow protobuf's JSON mapping (lowerCamelCase, enum names, 64-bit numbers as texts;
  // answers hold every field). A `requestId` that is missing is made up. A stream's answers come as
  // an array.
  [[nodiscard]] virtual Result<nlohmann::json> Call(std::string_view service,
                                                    std::string_view method,
                                                    const nlohmann::json& request,
                                                    const std::string& token) = 0;

  // Any size, in bounded memory. Fails with what the file lacks before anything is sent; a cut on
  // the way keeps the verdicts given, and the same import again finishes it.
  [[nodiscard]] virtual Result<ImportReport> Import(ImportKind kind,
                                                    const std::filesystem::path& file,
                                                    const std::string& token,
                                                    const ImportOptions& options) = 0;

  // Waits until nothing moves any more: no command queued, no fact on its way, no timer due.
  // DEADLINE_EXCEEDED, NOT_SETTLED, with what still moves.
  [[nodiscard]] virtual Result<void> Settle(std::chrono::milliseconds longest) = 0;

  // Moves the virtual day of all services through each day on which a timer is due, settling there.
  [[nodiscard]] virtual Result<void> AdvanceTo(CivilDate day) = 0;

  // All services' views, merged, ids replaced by numbers (dated_view.h); nullopt = today.
  [[nodiscard]] virtual Result<std::string> DatedView(std::optional<CivilDate> day) = 0;

  // operations.v1.Status as JSON.
  [[nodiscard]] virtual Result<nlohmann::json> Status(std::string_view service) = 0;

  // DATA_LOSS, AUDIT_CHAIN_BROKEN, naming service and row, unless every chain of every service
  // holds.
  [[nodiscard]] virtual Result<void> VerifyAudit() = 0;
};

}  // namespace parcours::cli
