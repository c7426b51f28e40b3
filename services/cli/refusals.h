#pragma once

// Why the command line could not do what was asked: each refusal once.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/core/error.h"

namespace parcours::cli {

// Calls
[[nodiscard]] Error ServiceUnknown(std::string_view service, const std::vector<std::string>& known);
[[nodiscard]] Error MethodUnknown(std::string_view service, std::string_view method,
                                  std::string_view known);
[[nodiscard]] Error MethodIsNoList(std::string_view method);
[[nodiscard]] Error AnswerUnreadable(std::string_view method);
[[nodiscard]] Error TokenMissing();

// Files
struct FilePlace {
  std::string file;
  std::int64_t line = 0;   // from 1
  std::uint64_t byte = 0;  // from 1
};
// `why` is an errno.
[[nodiscard]] Error FileUnreadable(const std::string& file, int why);
[[nodiscard]] Error FileNotWritten(const std::string& file, int why);
[[nodiscard]] Error FileEmpty(const std::string& file);
[[nodiscard]] Error FileNotUtf8(const FilePlace& place);
[[nodiscard]] Error FileNotJson(const FilePlace& place, std::string_view french,
                                std::string_view english);
[[nodiscard]] Error FileNeitherObjectNorArray(const FilePlace& place);
[[nodiscard]] Error FileNotCsv(const FilePlace& place, std::string_view french,
                               std::string_view english);
[[nodiscard]] Error CohortLineMalformed(const std::string& file, std::int64_t line,
                                        std::string_view field);
[[nodiscard]] Error PartnersUnreadable(const std::string& file);
[[nodiscard]] Error KeyUnreadable(const std::string& file);
[[nodiscard]] Error AgentUnknown(std::string_view agent);
[[nodiscard]] Error KeyMissing();
[[nodiscard]] Error KeyExists(const std::string& file);

// Imports
[[nodiscard]] Error RecordTooLong(std::size_t longest);
[[nodiscard]] Error RowTooWide();
[[nodiscard]] Error CellTooLong(const std::string& column, std::size_t longest);
[[nodiscard]] Error RecordMalformed(std::string_view field, std::string_view detail);
[[nodiscard]] Error OptionMissing(std::string_view option, std::string_view example);
[[nodiscard]] Error VerdictsMissing(std::size_t sent, std::size_t received);

// The platform as a whole
[[nodiscard]] Error NotSettled(std::string_view what);
[[nodiscard]] Error ClockIsReal(std::string_view service);
[[nodiscard]] Error AuditChainBroken(std::string_view service, std::int64_t position,
                                     std::string_view type, std::string_view fault);
[[nodiscard]] Error DateMalformed(std::string_view field, std::string_view text);
[[nodiscard]] Error SelectorMissing();
[[nodiscard]] Error ConfirmationMissing();
[[nodiscard]] Error TopicsNotRead(const std::string& service);
[[nodiscard]] Error RecoveryNotExact();

}  // namespace parcours::cli
