#include "services/platform/journal/row_hash.h"

#include <sodium.h>

namespace parcours::journal {
namespace {

// The row's bytes one after the other, each text behind its length: hashed in one call.
class Canonical {
 public:
  Canonical& Add(std::string_view text) {
    Add(static_cast<std::int64_t>(text.size()));
    bytes_.append(text);
    return *this;
  }

  Canonical& Add(std::int64_t number) {
    for (unsigned shift = 0; shift < 64; shift += 8) {
      bytes_.push_back(static_cast<char>((static_cast<std::uint64_t>(number) >> shift) & 0xFFU));
    }
    return *this;
  }

  [[nodiscard]] std::string Hash() const {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                       reinterpret_cast<const unsigned char*>(bytes_.data()), bytes_.size());
    return digest;
  }

 private:
  std::string bytes_;
};

}  // namespace

std::string HashOf(const Row& row) {
  const auto& meta = row.meta;
  return Canonical()
      .Add(row.previous_hash)
      .Add(meta.aggregate)
      .Add(meta.version)
      .Add(row.topic)
      .Add(meta.topic_version)
      .Add(meta.type)
      .Add(meta.tenant)
      .Add(meta.subject)
      .Add(row.actor)
      .Add(meta.cause.source)
      .Add(meta.cause.id)
      .Add(static_cast<std::int64_t>(meta.chain))
      .Add(meta.effective.ToString())
      .Add(static_cast<std::int64_t>(meta.recorded.time_since_epoch().count()))
      .Add(meta.trace)
      .Add(row.payload)
      .Add(row.sealed)
      .Hash();
}

}  // namespace parcours::journal
