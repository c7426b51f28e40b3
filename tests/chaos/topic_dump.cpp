#include "tests/chaos/topic_dump.h"

#include <fstream>
#include <sstream>

#include "tests/chaos/evidence.h"

namespace parcours::chaos {
namespace {

// False at the end of the stream, and where it is cut.
bool ReadOne(std::istream& stream, DumpedRecord& record) {
  std::string line;
  if (!std::getline(stream, line)) return false;
  std::istringstream numbers(line);
  std::int64_t key_size = 0;
  std::int64_t value_size = 0;
  numbers >> record.partition >> record.offset >> key_size >> value_size;
  numbers.get();
  std::getline(numbers, record.headers);
  record.key.resize(static_cast<std::size_t>(std::max<std::int64_t>(key_size, 0)));
  record.value.resize(static_cast<std::size_t>(std::max<std::int64_t>(value_size, 0)));
  stream.read(record.key.data(), static_cast<std::streamsize>(record.key.size()));
  stream.read(record.value.data(), static_cast<std::streamsize>(record.value.size()));
  return stream.get() == '\n';
}

}  // namespace

std::string DumpedRecord::Header(const std::string& name) const {
  const std::string all = "," + headers + ",";
  const auto place = all.find("," + name + "=");
  if (place == std::string::npos) return {};
  const auto begin = place + name.size() + 2;
  return all.substr(begin, all.find(',', begin) - begin);
}

std::filesystem::path DumpOf(const std::filesystem::path& folder, const std::string& topic) {
  return folder / (topic + ".dump");
}

std::string ToDump(const DumpedRecord& record) {
  return std::to_string(record.partition) + " " + std::to_string(record.offset) + " " +
         std::to_string(record.key.size()) + " " + std::to_string(record.value.size()) + " " +
         record.headers + "\n" + record.key + record.value + "\n";
}

Result<void> ReadDump(const std::filesystem::path& file,
                      const std::function<void(const DumpedRecord&)>& each) {
  std::ifstream stream(file, std::ios::binary);
  while (stream && stream.peek() != std::ifstream::traits_type::eof()) {
    DumpedRecord record;
    if (!ReadOne(stream, record)) return Refuse(EvidenceUnreadable(file));
    each(record);
  }
  if (!std::filesystem::exists(file)) return Refuse(EvidenceUnreadable(file));
  return {};
}

}  // namespace parcours::chaos
