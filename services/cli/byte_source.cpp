#include "services/cli/byte_source.h"

#include <cerrno>

namespace parcours::cli {
namespace {

constexpr std::array<std::uint8_t, 3> kByteOrderMark{0xEF, 0xBB, 0xBF};

}  // namespace

Result<ByteSource> ByteSource::Open(const std::filesystem::path& file) {
  ByteSource source;
  source.file_ = file.string();
  std::error_code unknown;
  if (std::filesystem::is_directory(file, unknown))
    return Refuse(FileUnreadable(source.file_, EISDIR));
  source.handle_.reset(std::fopen(source.file_.c_str(), "rb"));
  if (source.handle_ == nullptr) return Refuse(FileUnreadable(source.file_, errno));
  if (source.Refill() == kEnd && source.failure_) return Refuse(*source.failure_);
  const bool marked = source.size_ >= kByteOrderMark.size() &&
                      std::equal(kByteOrderMark.begin(), kByteOrderMark.end(), source.buffer_);
  if (marked) {
    source.at_ = kByteOrderMark.size();
    source.offset_ = kByteOrderMark.size();
  }
  return source;
}

int ByteSource::Refill() {
  if (failure_) return kEnd;
  at_ = 0;
  size_ = std::fread(buffer_storage_->data(), 1, kBuffer, handle_.get());
  if (size_ > 0) return buffer_[0];
  if (std::ferror(handle_.get()) != 0) {
    Fail(FileUnreadable(file_, errno));
  } else if (pending_ > 0) {
    Fail(FileNotUtf8(Here()));
  }
  return kEnd;
}

// RFC 3629: no overlong form, no surrogate, nothing past U+10FFFF.
void ByteSource::CheckUtf8(std::uint8_t byte) {
  if (pending_ > 0) {
    const bool fits = byte >= lowest_ && byte <= highest_;
    lowest_ = 0x80;
    highest_ = 0xBF;
    --pending_;
    if (!fits) Fail(FileNotUtf8({file_, line_, offset_}));
    return;
  }
  if (byte >= 0xC2 && byte <= 0xDF) {
    pending_ = 1;
  } else if (byte >= 0xE0 && byte <= 0xEF) {
    pending_ = 2;
    if (byte == 0xE0) lowest_ = 0xA0;
    if (byte == 0xED) highest_ = 0x9F;
  } else if (byte >= 0xF0 && byte <= 0xF4) {
    pending_ = 3;
    if (byte == 0xF0) lowest_ = 0x90;
    if (byte == 0xF4) highest_ = 0x8F;
  } else {
    Fail(FileNotUtf8({file_, line_, offset_}));
  }
}

void ByteSource::Fail(Error error) {
  failure_ = std::move(error);
  size_ = 0;
  at_ = 0;
  pending_ = 0;
}

}  // namespace parcours::cli
