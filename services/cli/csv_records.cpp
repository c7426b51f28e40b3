#include <set>
#include <string>
#include <vector>

#include "services/cli/byte_source.h"
#include "services/cli/record_reader.h"

namespace parcours::cli {
namespace {

constexpr char kSeparator = ';';
constexpr std::size_t kMostColumns = 500;

struct Row {
  std::int64_t line = 0;
  std::uint64_t offset = 0;
  std::vector<std::string> cells;
  std::size_t bytes = 0;
  bool too_long = false;

  [[nodiscard]] bool IsBlank() const {
    if (too_long) return false;
    for (const auto& cell : cells) {
      if (cell.find_first_not_of(" \t") != std::string::npos) return false;
    }
    return true;
  }
};

class CsvRecords final : public RecordReader {
 public:
  explicit CsvRecords(ByteSource source) : source_(std::move(source)) {}

  Result<void> ReadHeaders() {
    TRY(const auto row, NextRow());
    if (!row) return Refuse(FileEmpty(source_.file()));
    const FilePlace place{source_.file(), row->line, row->offset + 1};
    if (row->too_long || row->cells.size() > kMostColumns)
      return Refuse(
          FileNotCsv(place, "la ligne d'en-têtes est trop longue", "the header row is too long"));
    if (row->cells.size() < 2) {
      return Refuse(FileNotCsv(place,
                               "une seule colonne ; le séparateur attendu est le point-virgule",
                               "a single column; the separator expected is the semicolon"));
    }
    std::set<std::string> seen;
    for (const auto& header : row->cells) {
      if (!header.empty() && !seen.insert(header).second)
        return Refuse(FileNotCsv(place, "la colonne « " + header + " » est présente deux fois",
                                 "the column '" + header + "' is there twice"));
    }
    headers_ = row->cells;
    return {};
  }

  Result<std::optional<SourceRecord>> Next() override {
    TRY(auto row, NextRow());
    if (!row) return std::nullopt;
    SourceRecord record{.place = place_++,
                        .line = row->line,
                        .offset = row->offset,
                        .text = {},
                        .cells = {},
                        .fault = {}};
    if (row->too_long) {
      record.fault = RecordTooLong(kLongestRecord);
    } else if (auto named = Name(std::move(row->cells))) {
      record.cells = *std::move(named);
    } else {
      record.fault = std::move(named).error();
    }
    return record;
  }

  std::uint64_t consumed() const override { return source_.offset(); }

 private:
  [[nodiscard]] Result<std::map<std::string, std::string>> Name(
      std::vector<std::string> cells) const {
    std::map<std::string, std::string> named;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i < headers_.size() && !headers_[i].empty()) {
        named[headers_[i]] = std::move(cells[i]);
      } else if (!cells[i].empty()) {
        return Refuse(RowTooWide());
      }
    }
    return named;
  }

  // nullopt at the end of the file; blank rows are passed over.
  Result<std::optional<Row>> NextRow() {
    while (source_.Peek() != ByteSource::kEnd) {
      TRY(auto row, TakeRow());
      if (!row.IsBlank()) return row;
    }
    TRY(Readable());
    return std::nullopt;
  }

  Result<void> Readable() const {
    if (source_.failure()) return Refuse(*source_.failure());
    return {};
  }

  Result<Row> TakeRow() {
    Row row;
    row.line = source_.line();
    row.offset = source_.offset();
    for (;;) {
      if (row.cells.size() <= kMostColumns) row.cells.emplace_back();
      TRY(TakeCell(row));
      const int after = source_.Take();
      if (after == kSeparator) continue;
      if (after == '\r' && source_.Peek() == '\n') source_.Take();
      TRY(Readable());
      return row;
    }
  }

  static bool EndsCell(int byte) {
    return byte == ByteSource::kEnd || byte == kSeparator || byte == '\n' || byte == '\r';
  }

  Result<void> TakeCell(Row& row) {
    if (source_.Peek() == '"') return TakeQuoted(row);
    while (!EndsCell(source_.Peek())) Keep(row, source_.Take());
    return {};
  }

  Result<void> TakeQuoted(Row& row) {
    const FilePlace opened = source_.Here();
    source_.Take();
    for (;;) {
      const int byte = source_.Take();
      if (byte == ByteSource::kEnd) {
        TRY(Readable());
        return Refuse(FileNotCsv(opened, "le guillemet ouvert ici n'est jamais fermé",
                                 "the quote opened here is never closed"));
      }
      if (byte != '"') {
        Keep(row, byte);
      } else if (source_.Peek() == '"') {
        Keep(row, source_.Take());
      } else {
        break;
      }
    }
    if (EndsCell(source_.Peek())) return {};
    return Refuse(FileNotCsv(source_.Here(), "un guillemet fermant est suivi de texte",
                             "a closing quote is followed by text"));
  }

  static void Keep(Row& row, int byte) {
    if (row.too_long) return;
    row.cells.back().push_back(static_cast<char>(byte));
    if (++row.bytes <= kLongestRecord) return;
    row.too_long = true;
    row.cells.assign(1, {});
  }

  ByteSource source_;
  std::vector<std::string> headers_;
  std::int64_t place_ = 0;
};

}  // namespace

Result<std::unique_ptr<RecordReader>> OpenCsvRecords(const std::filesystem::path& file) {
  TRY(auto source, ByteSource::Open(file));
  auto reader = std::make_unique<CsvRecords>(std::move(source));
  TRY(reader->ReadHeaders());
  return reader;
}

}  // namespace parcours::cli
