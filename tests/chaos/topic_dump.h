#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "services/platform/core/result.h"

namespace parcours::chaos {

// One record as another client than ours read it.
struct DumpedRecord {
  std::int32_t partition = 0;
  std::int64_t offset = 0;
  std::string key;
  std::string headers;  // name=value,name=value…
  std::string value;

  [[nodiscard]] std::string Header(const std::string& name) const;
};

// The format in which kcat writes a topic to a file, and the file's name in the folder.
inline constexpr const char* kDumpFormat = "%p %o %K %S %h\\n%k%s\\n";
[[nodiscard]] std::filesystem::path DumpOf(const std::filesystem::path& folder,
                                           const std::string& topic);

[[nodiscard]] std::string ToDump(const DumpedRecord& record);
// FILE_UNREADABLE, also where it ends in the middle of a record.
[[nodiscard]] Result<void> ReadDump(const std::filesystem::path& file,
                                    const std::function<void(const DumpedRecord&)>& each);

}  // namespace parcours::chaos
