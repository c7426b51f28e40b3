#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include "services/cli/refusals.h"
#include "services/platform/core/result.h"

namespace parcours::cli {

// A file as a run of bytes that are valid UTF-8, with the place of each; a byte order mark at its
// beginning is passed over. Reads a buffer at a time.
class ByteSource {
 public:
  static constexpr int kEnd = -1;

  // UNAVAILABLE, FILE_UNREADABLE.
  [[nodiscard]] static Result<ByteSource> Open(const std::filesystem::path& file);

  // The next byte without taking it; kEnd at the end, and where reading failed (see `failure`).
  [[nodiscard]] int Peek() {
    if (at_ < size_) return buffer_[at_];
    return Refill();
  }
  int Take() {
    const int byte = Peek();
    if (byte != kEnd) Advance(static_cast<std::uint8_t>(byte));
    return byte;
  }

  // Set once, when a byte was not UTF-8 or could not be read: Peek is kEnd from then on.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

  [[nodiscard]] std::uint64_t offset() const { return offset_; }
  [[nodiscard]] std::int64_t line() const { return line_; }
  [[nodiscard]] FilePlace Here() const { return {file_, line_, offset_ + 1}; }
  [[nodiscard]] const std::string& file() const { return file_; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  static constexpr std::size_t kBuffer = 64 * 1024;

  ByteSource() : buffer_storage_(std::make_unique<std::array<std::uint8_t, kBuffer>>()) {
    buffer_ = buffer_storage_->data();
  }
  int Refill();
  void Advance(std::uint8_t byte) {
    ++at_;
    ++offset_;
    if (byte == '\n') ++line_;
    if (byte >= 0x80 || pending_ > 0) CheckUtf8(byte);
  }
  void CheckUtf8(std::uint8_t byte);
  void Fail(Error error);

  std::string file_;
  std::unique_ptr<std::FILE, Close> handle_;
  std::unique_ptr<std::array<std::uint8_t, kBuffer>> buffer_storage_;
  const std::uint8_t* buffer_ = nullptr;
  std::size_t at_ = 0;
  std::size_t size_ = 0;
  std::uint64_t offset_ = 0;
  std::int64_t line_ = 1;
  int pending_ = 0;             // continuation bytes that must follow
  std::uint8_t lowest_ = 0x80;  // bounds of the next one
  std::uint8_t highest_ = 0xBF;
  std::optional<Error> failure_;
};

}  // namespace parcours::cli
