#include "tests/chaos/evidence.h"

namespace parcours::chaos {

Error EvidenceUnreadable(const std::filesystem::path& file) {
  return {.code = Code::kUnavailable,
          .reason = "EVIDENCE_UNREADABLE",
          .field = file.string(),
          .french = "Le fichier " + file.string() + " ne peut pas être lu en entier.",
          .english = "The file " + file.string() + " cannot be read to its end."};
}

}  // namespace parcours::chaos
