#pragma once

// Records of the network's file before they meet what is known: normalised, then checked on their
// own.

#include <string>
#include <vector>

#include "parcours/partners/v1/partners_service.pb.h"
#include "services/platform/core/error.h"

namespace parcours::partners {

// One thing wrong with one record.
struct Problem {
  Error what;
  std::string received;
  bool sets_aside = true;  // false: a warning
};

// Identifiers without spaces, lists without repetition and in one order, defaults filled,
// output-only fields gone: two records with the same content are equal byte for byte.
[[nodiscard]] v1::Organisation Normalised(v1::Organisation record);
[[nodiscard]] v1::Agent Normalised(v1::Agent record);
[[nodiscard]] v1::Convention Normalised(v1::Convention record);
[[nodiscard]] v1::Programme Normalised(v1::Programme record);

// Errors, then warnings; of a normalised record.
[[nodiscard]] std::vector<Problem> Check(const v1::Organisation& record);
[[nodiscard]] std::vector<Problem> Check(const v1::Agent& record);
[[nodiscard]] std::vector<Problem> Check(const v1::Convention& record);
[[nodiscard]] std::vector<Problem> Check(const v1::Programme& record);

}  // namespace parcours::partners
