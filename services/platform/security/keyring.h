#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "services/platform/core/id.h"
#include "services/platform/core/result.h"
#include "services/platform/store/sqlite.h"

namespace parcours::security {

// Keys of subjects (persons), in a file of their own: destroying a subject's key makes everything
// sealed for it unreadable, in the journal and in every backup (DELIVERY section 1,
// crypto-shredding). XChaCha20-Poly1305 (libsodium); the subject and `context` are authenticated
// with the text. Used from the writer's thread for sealing; opening is thread-safe.
class Keyring {
 public:
  virtual ~Keyring() = default;

  // Makes the subject's key on first use; it is durable after Flush().
  [[nodiscard]] virtual std::string Seal(std::string_view subject, std::string_view context,
                                         std::string_view text) = 0;

  // nullopt when the key was destroyed or the text was tampered with. Throws store::Failure when
  // the key could not be read: a disk at fault is not an erased person.
  [[nodiscard]] virtual std::optional<std::string> Open(std::string_view subject,
                                                        std::string_view context,
                                                        std::string_view sealed) const = 0;

  // Keyed hash (32 bytes as 64 hex digits) of an identifying text, for look-ups without keeping the
  // text. The same for the whole life of the service; `purpose` separates uses.
  [[nodiscard]] virtual std::string Fingerprint(std::string_view purpose,
                                                std::string_view text) const = 0;

  // Makes new keys durable; called before every commit of the journal. Throws store::Failure.
  virtual void Flush() = 0;
};

// SQLite file beside the journal, mode 0600; keys come from libsodium's generator. Refusals of
// store::OpenSqlite… and store::Migrate; DATA_LOSS, KEYRING_UNREADABLE where the service's secret
// is damaged.
[[nodiscard]] Result<std::unique_ptr<Keyring>> OpenKeyring(const store::SqliteOptions& options);

// In memory, for tests.
[[nodiscard]] std::unique_ptr<Keyring> MakeEphemeralKeyring();

}  // namespace parcours::security
