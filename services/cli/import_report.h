#pragma once

#include <iosfwd>
#include <memory>

#include "services/cli/stage.h"

namespace parcours::cli {

enum class ReportFormat { kText, kJson, kCsv };

// Writes a report record by record, as the verdicts come in.
class ReportWriter {
 public:
  virtual ~ReportWriter() = default;
  virtual void Add(const RecordReport& record) = 0;
  // Once, at the end; also after a cut.
  virtual void Finish(const ImportReport& counts) = 0;
};

// Text: a line per record and one per problem, then the counts. JSON: {"records": […], "counts":
// {…}}. CSV: separator `;`, a row per problem or one for a record without; a cell that a
// spreadsheet would take for a formula begins with an apostrophe. `only_notable` leaves out records
// without a problem. The stream outlives the writer.
[[nodiscard]] std::unique_ptr<ReportWriter> MakeReportWriter(ReportFormat format,
                                                             std::ostream& stream,
                                                             Language language,
                                                             bool only_notable = false);

// "16 acceptés, 1 inchangé, 0 corrigé, 4 mis de côté ; 1 avec avertissement"
[[nodiscard]] std::string CountsText(const ImportReport& counts, Language language);

}  // namespace parcours::cli
