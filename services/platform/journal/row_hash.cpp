#include "services/platform/journal/row_hash.h"

#include <sodium.h>

#include <array>

namespace parcours::journal {
namespace {

class Hasher {
 public:
  Hasher() { crypto_hash_sha256_init(&state_); }

  Hasher& Add(std::string_view text) {
    Add(static_cast<std::int64_t>(text.size()));
    crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(text.data()),
                              text.size());
    return *this;
  }

  Hasher& Add(std::int64_t number) {
    std::array<unsigned char, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[i] =
          static_cast<unsigned char>((static_cast<std::uint64_t>(number) >> (8 * i)) & 0xFFU);
    }
    crypto_hash_sha256_update(&state_, bytes.data(), bytes.size());
    return *this;
  }

  std::string Finish() {
    std::string digest(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256_final(&state_, reinterpret_cast<unsigned char*>(digest.data()));
    return digest;
  }

 private:
  crypto_hash_sha256_state state_{};
};

}  // namespace

std::string HashOf(const Row& row) {
  const auto& meta = row.meta;
  return Hasher()
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
      .Finish();
}

}  // namespace parcours::journal
