#pragma once

#include <string>

#include "services/platform/journal/fact.h"

namespace parcours::journal {

// SHA-256 over every stored column but the position, each preceded by its length, and over the
// previous hash: a destroyed key changes nothing of it (DELIVERY section 1).
[[nodiscard]] std::string HashOf(const Row& row);

}  // namespace parcours::journal
