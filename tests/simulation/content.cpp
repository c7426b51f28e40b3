#include "tests/simulation/content.h"

#include <algorithm>
#include <cstring>

namespace parcours::simulation {

bool Content::Read(std::int64_t offset, std::span<char> into) const {
  const auto wanted = static_cast<std::int64_t>(into.size());
  const auto there = std::clamp<std::int64_t>(size_ - offset, 0, wanted);
  for (std::int64_t done = 0; done < there;) {
    const auto in_page = (offset + done) % kPageSize;
    const auto count = std::min(there - done, kPageSize - in_page);
    const auto& page = pages_[static_cast<std::size_t>((offset + done) / kPageSize)];
    std::memcpy(into.data() + done, page->data() + in_page, static_cast<std::size_t>(count));
    done += count;
  }
  std::memset(into.data() + there, 0, static_cast<std::size_t>(wanted - there));
  return there == wanted;
}

void Content::Write(std::int64_t offset, std::span<const char> bytes) {
  const auto count = static_cast<std::int64_t>(bytes.size());
  if (offset + count > size_) Truncate(offset + count);
  for (std::int64_t done = 0; done < count;) {
    const auto in_page = (offset + done) % kPageSize;
    const auto now = std::min(count - done, kPageSize - in_page);
    auto& page = OwnPage(static_cast<std::size_t>((offset + done) / kPageSize));
    std::memcpy(page.data() + in_page, bytes.data() + done, static_cast<std::size_t>(now));
    done += now;
  }
}

void Content::Truncate(std::int64_t size) {
  const auto pages = static_cast<std::size_t>((size + kPageSize - 1) / kPageSize);
  while (pages_.size() < pages) pages_.push_back(std::make_shared<Page>());
  pages_.resize(pages);
  if (size < size_ && size % kPageSize != 0) {
    auto& last = OwnPage(pages - 1);
    std::fill(last.begin() + size % kPageSize, last.end(), '\0');
  }
  size_ = size;
}

Content::Page& Content::OwnPage(std::size_t index) {
  auto& page = pages_[index];
  if (page.use_count() > 1) page = std::make_shared<Page>(*page);
  return *page;
}

}  // namespace parcours::simulation
