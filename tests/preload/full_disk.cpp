// Loaded into a program under test by LD_PRELOAD. While the file that PARCOURS_FULL_DISK names
// exists, nothing more can be written into regular files of its folder: ENOSPC, as on a disk that
// is full.

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

std::string_view Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

bool IsFull(int file) {
  const std::string_view sign = Variable("PARCOURS_FULL_DISK");
  if (sign.empty() || ::access(sign.data(), F_OK) != 0) return false;
  std::array<char, 64> link{};
  std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", file);
  std::array<char, 4'096> path{};
  const ssize_t length = ::readlink(link.data(), path.data(), path.size());
  if (length <= 0) return false;
  const std::string_view name(path.data(), static_cast<std::size_t>(length));
  return name.starts_with(sign.substr(0, sign.rfind('/') + 1)) &&
         name.ends_with(Variable("PARCOURS_FULL_DISK_FILES"));
}

// What the program would have called.
template <typename Function>
Function* Next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

ssize_t Refuse() {
  errno = ENOSPC;
  return -1;
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* data, std::size_t size) {
  static auto* const next = Next<ssize_t(int, const void*, std::size_t)>("write");
  return IsFull(file) ? Refuse() : next(file, data, size);
}

ssize_t pwrite(int file, const void* data, std::size_t size, off_t offset) {
  static auto* const next = Next<ssize_t(int, const void*, std::size_t, off_t)>("pwrite");
  return IsFull(file) ? Refuse() : next(file, data, size, offset);
}

ssize_t pwrite64(int file, const void* data, std::size_t size, off64_t offset) {
  static auto* const next = Next<ssize_t(int, const void*, std::size_t, off64_t)>("pwrite64");
  return IsFull(file) ? Refuse() : next(file, data, size, offset);
}

}  // extern "C"
