#include "services/cli/importer.h"

#include <deque>
#include <optional>
#include <utility>

#include "services/cli/import_request.h"
#include "services/cli/record_reader.h"
#include "services/cli/refusals.h"

namespace parcours::cli {
namespace {

constexpr std::size_t kMostRecords = 2'000;
constexpr std::size_t kMostBytes = 2 * 1024 * 1024;

Result<std::unique_ptr<RecordReader>> OpenRecords(ImportKind kind,
                                                  const std::filesystem::path& file) {
  return kind == ImportKind::kPrescriptions ? OpenCsvRecords(file) : OpenJsonRecords(file);
}

std::size_t BytesOf(const SourceRecord& record) {
  std::size_t bytes = record.text.size();
  for (const auto& [header, text] : record.cells) bytes += header.size() + text.size();
  return bytes;
}

// Its length where it was read to the end without a fault; a pipe is only read once.
Result<std::uint64_t> ReadThrough(ImportKind kind, const std::filesystem::path& file) {
  std::error_code unknown;
  if (!std::filesystem::is_regular_file(file, unknown)) return 0U;
  TRY(const auto reader, OpenRecords(kind, file));
  for (;;) {
    TRY(const auto record, reader->Next());
    if (!record) return reader->consumed();
  }
}

type::v1::RecordVerdict SetAsideHere(const Error& error, Language language) {
  type::v1::RecordVerdict verdict;
  verdict.set_verdict(type::v1::SET_ASIDE);
  auto& problem = *verdict.add_problems();
  problem.set_field(error.field);
  problem.set_reason(error.reason);
  problem.set_message(error.Message(language));
  problem.set_severity(type::v1::ERROR);
  return verdict;
}

// The import on its way: what is read and waits to be sent.
class Importing {
 public:
  Importing(ImportKind kind, const ImportOptions& options, Language language,
            const ImportCall& call)
      : options_(options),
        language_(language),
        call_(call),
        request_(MakeImportRequest(kind, options)) {}

  // `consumed`: bytes of the file up to the record's end.
  Result<void> Take(const SourceRecord& record, std::uint64_t consumed) {
    const std::size_t bytes = BytesOf(record);
    if (waiting_.size() == kMostRecords || bytes_ + bytes > kMostBytes) TRY(Flush());
    const auto refused = Add(record);
    waiting_.push_back({record.place, record.line, refused});
    if (!refused) bytes_ += bytes;
    read_ = consumed;
    return {};
  }

  Result<void> Flush() {
    std::vector<type::v1::RecordVerdict> verdicts;
    if (request_->count() > 0) {
      TRY(verdicts, call_(request_->message()));
    }
    const auto sent = static_cast<std::size_t>(request_->count());
    if (verdicts.size() != sent) return Refuse(VerdictsMissing(sent, verdicts.size()));
    std::size_t next = 0;
    for (auto& waiting : waiting_) {
      Report({.place = waiting.place,
              .line = waiting.line,
              .verdict = waiting.refused ? SetAsideHere(*waiting.refused, language_)
                                         : std::move(verdicts[next++])});
    }
    waiting_.clear();
    request_->ClearRecords();
    bytes_ = 0;
    done_ = read_;
    return {};
  }

  // Bytes of the file whose records have their verdict.
  [[nodiscard]] std::uint64_t done() const { return done_; }
  ImportReport TakeReport() { return std::move(report_); }

 private:
  struct Waiting {
    std::int64_t place;
    std::int64_t line;
    std::optional<Error> refused;
  };

  std::optional<Error> Add(const SourceRecord& record) {
    if (record.fault) return record.fault;
    auto added = request_->Add(record);
    if (!added) return std::move(added).error();
    return std::nullopt;
  }

  void Report(RecordReport record) {
    Count(record.verdict, report_);
    if (options_.each) {
      options_.each(record);
    } else {
      report_.records.push_back(std::move(record));
    }
  }

  const ImportOptions& options_;
  const Language language_;
  const ImportCall& call_;
  const std::unique_ptr<ImportRequest> request_;
  std::deque<Waiting> waiting_;
  std::size_t bytes_ = 0;
  std::uint64_t read_ = 0;
  std::uint64_t done_ = 0;
  ImportReport report_;
};

}  // namespace

ImportTarget TargetOf(ImportKind kind) {
  switch (kind) {
    case ImportKind::kPartners:
      return {"partners", "ImportPartners"};
    case ImportKind::kDossiers:
      return {"recruitment", "ImportDossiers"};
    case ImportKind::kPrescriptions:
      return {"recruitment", "ImportPrescriptions"};
  }
  return {};
}

void Count(const type::v1::RecordVerdict& verdict, ImportReport& report) {
  switch (verdict.verdict()) {
    case type::v1::ACCEPTED:
      ++report.accepted;
      break;
    case type::v1::UNCHANGED:
      ++report.unchanged;
      break;
    case type::v1::CORRECTED:
      ++report.corrected;
      break;
    default:
      ++report.set_aside;
      return;
  }
  if (verdict.problems_size() > 0) ++report.warned;
}

Result<ImportReport> ImportFile(ImportKind kind, const std::filesystem::path& file,
                                const ImportOptions& options, Language language,
                                const ImportCall& call) {
  if (kind == ImportKind::kPrescriptions) {
    if (options.organisation.empty())
      return Refuse(OptionMissing("--organisation", "--organisation organisations/…"));
    if (options.programme.empty())
      return Refuse(OptionMissing("--programme", "--programme programmes/APPRENTICESHIP"));
  }
  TRY(const auto total, ReadThrough(kind, file));
  TRY(const auto reader, OpenRecords(kind, file));
  Importing importing(kind, options, language, call);
  for (;;) {
    TRY(const auto record, reader->Next());
    if (!record) break;
    TRY(importing.Take(*record, reader->consumed()));
    if (options.progress) options.progress(importing.done(), total);
  }
  TRY(importing.Flush());
  if (options.progress) options.progress(total, total);
  return importing.TakeReport();
}

}  // namespace parcours::cli
