#include "services/platform/core/id.h"

#include <cstdio>

namespace parcours {
namespace {

constexpr std::uint32_t kCounterBits = 18;
constexpr std::uint32_t kCounterLimit = 1U << kCounterBits;

bool IsHexDigit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

std::string IdSource::NewId() {
  const std::scoped_lock lock(mutex_);
  const auto since_epoch =
      std::chrono::duration_cast<std::chrono::milliseconds>(clock_.Now().time_since_epoch());
  const auto now = static_cast<std::uint64_t>(since_epoch.count());
  if (now > last_milliseconds_) {
    last_milliseconds_ = now;
    counter_ = 0;
  } else if (++counter_ == kCounterLimit) {
    ++last_milliseconds_;  // the clock stands still: borrow from the next millisecond
    counter_ = 0;
  }
  const std::uint64_t random = random_.Next();
  const std::uint32_t high_counter = counter_ >> 6U;                        // 12 bits
  const std::uint32_t variant = 0x8000U | ((counter_ & 0x3FU) << 8U) |      // 6 bits of counter
                                static_cast<std::uint32_t>(random >> 56U);  // 8 random bits
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%08x-%04x-7%03x-%04x-%012llx",
                static_cast<unsigned>(last_milliseconds_ >> 16U),
                static_cast<unsigned>(last_milliseconds_ & 0xFFFFU), high_counter, variant,
                static_cast<unsigned long long>(random & 0xFFFFFFFFFFFFULL));
  return {text.data(), 36};
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !IsHexDigit(text[i])) return false;
  }
  return true;
}

std::string ResourceName(std::string_view collection, std::string_view id) {
  std::string name;
  name.reserve(collection.size() + 1 + id.size());
  name.append(collection).append("/").append(id);
  return name;
}

std::string_view IdOf(std::string_view name, std::string_view collection) {
  const bool fits = name.size() > collection.size() + 1 && name.starts_with(collection) &&
                    name[collection.size()] == '/';
  return fits ? name.substr(collection.size() + 1) : std::string_view{};
}

std::string_view CollectionOf(std::string_view name) { return name.substr(0, name.find('/')); }

std::string_view LastSegment(std::string_view name) {
  const auto slash = name.rfind('/');
  return slash == std::string_view::npos ? name : name.substr(slash + 1);
}

}  // namespace parcours
