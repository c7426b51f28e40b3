#include "tests/simulation/content.h"

#include <algorithm>
#include <cstring>

namespace parcours::simulation {

template <typename Each>
void Content::ForEachPiece(std::int64_t offset, std::int64_t count, Each each) const {
  while (count > 0) {
    const auto in_chunk = offset % kChunkSize;
    const auto now = std::min(count, kChunkSize - in_chunk);
    each(chunks_[static_cast<std::size_t>(offset / kChunkSize)]->data() + in_chunk,
         static_cast<std::size_t>(now));
    offset += now;
    count -= now;
  }
}

bool Content::Read(std::int64_t offset, std::span<char> into) const {
  const auto wanted = static_cast<std::int64_t>(into.size());
  const auto there = std::clamp<std::int64_t>(size_ - offset, 0, wanted);
  auto* next = into.data();
  ForEachPiece(offset, there, [&next](const char* piece, std::size_t count) {
    next = static_cast<char*>(std::memcpy(next, piece, count)) + count;
  });
  std::memset(next, 0, static_cast<std::size_t>(wanted - there));
  return there == wanted;
}

void Content::Write(std::int64_t offset, std::span<const char> bytes) {
  const auto count = static_cast<std::int64_t>(bytes.size());
  if (offset > size_) Resize(offset);
  Reserve(offset + count);
  const auto* next = bytes.data();
  ForEachPiece(offset, count, [&next](char* piece, std::size_t part) {
    std::memcpy(piece, next, part);
    next += part;
  });
  size_ = std::max(size_, offset + count);
}

void Content::Resize(std::int64_t size) {
  Reserve(size);
  ForEachPiece(size_, size - size_,
               [](char* piece, std::size_t count) { std::memset(piece, 0, count); });
  size_ = size;
}

std::string Content::Part(std::int64_t from, std::int64_t to) const {
  std::string bytes(static_cast<std::size_t>(std::max<std::int64_t>(std::min(to, size_) - from, 0)),
                    '\0');
  static_cast<void>(Read(from, bytes));
  return bytes;
}

void Content::Reserve(std::int64_t size) {
  const auto chunks = static_cast<std::size_t>((size + kChunkSize - 1) / kChunkSize);
  while (chunks_.size() < chunks) chunks_.push_back(std::make_unique_for_overwrite<Chunk>());
}

}  // namespace parcours::simulation
