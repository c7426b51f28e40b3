#pragma once

#include <google/protobuf/message.h>

#include <memory>

#include "services/cli/record_reader.h"
#include "services/cli/stage.h"
#include "services/platform/core/result.h"

namespace parcours::cli {

// The request of one import call as it fills up.
class ImportRequest {
 public:
  virtual ~ImportRequest() = default;
  // Refused: the record cannot be sent, and the request is as before.
  [[nodiscard]] virtual Result<void> Add(const SourceRecord& record) = 0;
  [[nodiscard]] virtual int count() const = 0;
  [[nodiscard]] virtual const google::protobuf::Message& message() const = 0;
  virtual void ClearRecords() = 0;
};

// PartnerRecord, a national record v3 as text, or the cells of a row.
[[nodiscard]] std::unique_ptr<ImportRequest> MakeImportRequest(ImportKind kind,
                                                               const ImportOptions& options);

}  // namespace parcours::cli
