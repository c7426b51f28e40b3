#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace parcours::simulation {

// Bytes of a file.
class Content {
 public:
  [[nodiscard]] std::int64_t size() const { return size_; }
  // What lies past the end reads as zeros; false when any did.
  [[nodiscard]] bool Read(std::int64_t offset, std::span<char> into) const;
  void Write(std::int64_t offset, std::span<const char> bytes);
  // Cuts, or adds zeros.
  void Resize(std::int64_t size);
  // What of [from, to) is there.
  [[nodiscard]] std::string Part(std::int64_t from, std::int64_t to) const;

 private:
  static constexpr std::int64_t kChunkSize = 16'384;
  using Chunk = std::array<char, kChunkSize>;

  // Room for so many bytes, of any value.
  void Reserve(std::int64_t size);
  // Calls each(piece of a chunk) for [offset, offset + count), in order.
  template <typename Each>
  void ForEachPiece(std::int64_t offset, std::int64_t count, Each each) const;

  std::int64_t size_ = 0;
  std::vector<std::unique_ptr<Chunk>> chunks_;
};

}  // namespace parcours::simulation
