#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "services/platform/core/result.h"

namespace parcours::cli {

// One record of a file.
struct SourceRecord {
  std::int64_t place = 0;    // from 0
  std::int64_t line = 0;     // on which it begins, from 1
  std::uint64_t offset = 0;  // of its first byte
  // JSON: the item as it is written.
  std::string text;
  // CSV: cells by header, both as they are written.
  std::map<std::string, std::string> cells;
  // Why this one cannot be sent, while the file goes on after it: RECORD_TOO_LONG, ROW_TOO_WIDE.
  // Text and cells are empty then.
  std::optional<Error> fault;
};

// Reads a file record by record, never keeping more than one.
class RecordReader {
 public:
  virtual ~RecordReader() = default;
  // nullopt at the end. After an error, or the end, it is not asked again. INVALID_ARGUMENT with
  // the place (line and byte) where the file is not what it should be: FILE_NOT_UTF8,
  // FILE_NOT_JSON, FILE_NEITHER_OBJECT_NOR_ARRAY, FILE_NOT_CSV, FILE_EMPTY; UNAVAILABLE,
  // FILE_UNREADABLE.
  [[nodiscard]] virtual Result<std::optional<SourceRecord>> Next() = 0;
  // Bytes read so far.
  [[nodiscard]] virtual std::uint64_t consumed() const = 0;
};

// Longest record that is kept, in bytes; a longer one is passed over.
inline constexpr std::size_t kLongestRecord = 256 * 1024;

// The top-level items of a JSON array; a file that holds one object is a list of one.
[[nodiscard]] Result<std::unique_ptr<RecordReader>> OpenJsonRecords(
    const std::filesystem::path& file);

// Rows of a CSV file: separator `;`, quotes doubled inside quotes, line ends inside quotes, first
// row = headers, blank lines passed over, a byte order mark too.
[[nodiscard]] Result<std::unique_ptr<RecordReader>> OpenCsvRecords(
    const std::filesystem::path& file);

}  // namespace parcours::cli
