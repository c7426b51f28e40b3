#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace parcours::simulation {

// Bytes of a file in pages that copies share until one of them writes.
class Content {
 public:
  [[nodiscard]] std::int64_t size() const { return size_; }
  // What lies past the end reads as zeros; false when any did.
  [[nodiscard]] bool Read(std::int64_t offset, std::span<char> into) const;
  void Write(std::int64_t offset, std::span<const char> bytes);
  void Truncate(std::int64_t size);

 private:
  static constexpr std::int64_t kPageSize = 4'096;
  using Page = std::array<char, kPageSize>;

  [[nodiscard]] Page& OwnPage(std::size_t index);

  std::int64_t size_ = 0;
  std::vector<std::shared_ptr<Page>> pages_;  // shared: copies are made for each commit
};

}  // namespace parcours::simulation
