#pragma once

#include <string>
#include <vector>

#include "parcours/type/v1/import_verdict.pb.h"
#include "services/platform/core/error.h"
#include "services/recruitment/domain/record_problem.h"

namespace parcours::recruitment {

// One record of an import, as its verdict names it.
struct RecordPlace {
  int index = 0;
  std::string reference;  // the sender's own id; empty when it could not be read
};

// The record was understood and taken in, was known, or is set aside for what was found in it.
[[nodiscard]] type::v1::RecordVerdict VerdictOf(const RecordPlace& place, type::v1::Verdict verdict,
                                                const ProblemList& problems, Language language);

// The record is set aside by a refusal.
[[nodiscard]] type::v1::RecordVerdict RefusedVerdict(const RecordPlace& place, const Error& error,
                                                     const ProblemList& problems,
                                                     Language language);

}  // namespace parcours::recruitment
