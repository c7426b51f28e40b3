#include "services/cli/import_request.h"

#include <google/protobuf/util/json_util.h>

#include <string>

#include "parcours/partners/v1/partners_service.pb.h"
#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "services/cli/messages.h"
#include "services/cli/refusals.h"
#include "services/platform/execution/utf8.h"
#include "services/platform/rpc/json_message.h"
#include "services/platform/rpc/json_shape.h"

namespace parcours::cli {
namespace {

// As the field's rule says; a longer one would have the whole call refused.
constexpr std::size_t kLongestDossier = 65'536;
constexpr std::size_t kLongestCell = 4'000;
constexpr std::size_t kMostCells = 1'000;

template <typename Request>
class RequestOf : public ImportRequest {
 public:
  [[nodiscard]] int count() const override { return request_.records_size(); }
  [[nodiscard]] const google::protobuf::Message& message() const override { return request_; }
  void ClearRecords() override { request_.clear_records(); }

 protected:
  Request& request() { return request_; }

 private:
  Request request_;
};

class PartnersRequest final : public RequestOf<partners::v1::ImportPartnersRequest> {
 public:
  Result<void> Add(const SourceRecord& record) override {
    const auto content = nlohmann::json::parse(record.text, nullptr, /*allow_exceptions=*/false);
    partners::v1::PartnerRecord read;
    TRY(rpc::CheckShape(*read.GetDescriptor(), content));
    const auto status = google::protobuf::util::JsonStringToMessage(record.text, &read);
    if (!status.ok())
      return Refuse(RecordMalformed(rpc::JsonFieldIn(std::string(status.message())),
                                    std::string(status.message())));
    *request().add_records() = std::move(read);
    return {};
  }
};

class DossiersRequest final : public RequestOf<recruitment::v1::ImportDossiersRequest> {
 public:
  explicit DossiersRequest(const ImportOptions& options) {
    request().set_source_system(options.source_system);
  }
  Result<void> Add(const SourceRecord& record) override {
    if (execution::CountCodePoints(record.text).value_or(0) > kLongestDossier)
      return Refuse(RecordTooLong(kLongestDossier));
    request().add_records(record.text);
    return {};
  }
};

class PrescriptionsRequest final : public RequestOf<recruitment::v1::ImportPrescriptionsRequest> {
 public:
  explicit PrescriptionsRequest(const ImportOptions& options) {
    request().set_organisation(options.organisation);
    request().set_programme(options.programme);
    request().set_date(options.date);
  }
  Result<void> Add(const SourceRecord& record) override {
    if (record.cells.size() > kMostCells) return Refuse(RowTooWide());
    for (const auto& [header, text] : record.cells) {
      if (execution::CountCodePoints(text).value_or(0) > kLongestCell)
        return Refuse(CellTooLong(header, kLongestCell));
    }
    request().add_records()->mutable_cells()->insert(record.cells.begin(), record.cells.end());
    return {};
  }
};

}  // namespace

std::unique_ptr<ImportRequest> MakeImportRequest(ImportKind kind, const ImportOptions& options) {
  switch (kind) {
    case ImportKind::kPartners:
      return std::make_unique<PartnersRequest>();
    case ImportKind::kDossiers:
      return std::make_unique<DossiersRequest>(options);
    case ImportKind::kPrescriptions:
      return std::make_unique<PrescriptionsRequest>(options);
  }
  return nullptr;
}

}  // namespace parcours::cli
