#pragma once

// The national learner record (dossier apprenant, v3) as its senders write it and are answered: the
// mapping alone. What is right or wrong with a record is recruitment's to say.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "parcours/type/v1/import_verdict.pb.h"
#include "services/gateway/http.h"
#include "services/platform/core/clock.h"
#include "services/platform/core/result.h"

namespace parcours::gateway::national {

struct SentRecord {
  std::string text;  // JSON
  // Unspecified until it is known. One that is longer than the service takes is set aside here.
  type::v1::RecordVerdict verdict;
};

// The records of a body. INVALID_ARGUMENT: what CheckJsonText says, RECORDS_NOT_A_LIST,
// RECORDS_TOO_MANY.
[[nodiscard]] Result<std::vector<SentRecord>> ReadRecords(std::string_view body, Language language);

// The first records without a verdict, as many as a call takes; none: all have theirs.
[[nodiscard]] recruitment::v1::ImportDossiersRequest NextCall(
    const std::vector<SentRecord>& records);

// Gives those records their verdicts; false where these are not as many as could be.
[[nodiscard]] bool Judge(std::vector<SentRecord>& records,
                         const recruitment::v1::ImportDossiersResponse& verdicts);

// Who sent them, and when.
struct Sending {
  std::string organisation;  // "organisations/…"
  std::string software;
  Instant at;
};

// The dashboard's answer: each record with the fields of the format that it had, and what was wrong
// with it under the names that its sender uses. A NIR is not among them.
[[nodiscard]] std::string AnswerTo(const std::vector<SentRecord>& records, const Sending& sending);

// The dashboard's form of a refusal of the whole call. Who is not let in is told 403.
[[nodiscard]] Response Refusal(const Error& error, Language language);

}  // namespace parcours::gateway::national
