#include "services/cli/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "services/cli/refusals.h"

namespace parcours::cli {
namespace {

class OpenFile {
 public:
  explicit OpenFile(int handle) : handle_(handle) {}
  ~OpenFile() {
    if (handle_ >= 0) ::close(handle_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool Write(const std::string& text) const {
    std::size_t written = 0;
    while (written < text.size()) {
      const auto some = ::write(handle_, text.data() + written, text.size() - written);
      if (some < 0 && errno != EINTR) return false;
      if (some > 0) written += static_cast<std::size_t>(some);
    }
    return ::fsync(handle_) == 0;
  }

 private:
  const int handle_;
};

}  // namespace

Result<std::string> ReadSmallFile(const std::filesystem::path& file, std::size_t longest) {
  std::error_code unknown;
  if (std::filesystem::is_directory(file, unknown))
    return Refuse(FileUnreadable(file.string(), EISDIR));
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Refuse(FileUnreadable(file.string(), errno));
  std::string text(longest + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return Refuse(FileUnreadable(file.string(), EIO));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > longest) return Refuse(FileUnreadable(file.string(), EFBIG));
  return text;
}

Result<void> WriteSmallFile(const std::filesystem::path& file, const std::string& text,
                            bool secret) {
  const std::string beside = file.string() + "." + std::to_string(::getpid());
  {
    const int handle =
        ::open(beside.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, secret ? 0600 : 0644);
    if (handle < 0) return Refuse(FileNotWritten(file.string(), errno));
    if (const OpenFile open(handle); !open.Write(text)) {
      const int why = errno;
      ::unlink(beside.c_str());
      return Refuse(FileNotWritten(file.string(), why));
    }
  }
  if (::rename(beside.c_str(), file.c_str()) == 0) return {};
  const int why = errno;
  ::unlink(beside.c_str());
  return Refuse(FileNotWritten(file.string(), why));
}

}  // namespace parcours::cli
