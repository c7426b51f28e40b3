#pragma once

// How refusals of follow-up are made.

#include <string>
#include <utility>

#include "services/platform/core/error.h"

namespace parcours::followup {

struct Sentences {
  std::string french;
  std::string english;
};

[[nodiscard]] inline Error MakeRefusal(Code code, std::string reason, std::string field,
                                       Sentences sentences,
                                       RefusalClass refusal = RefusalClass::kFinal) {
  return {.code = code,
          .reason = std::move(reason),
          .field = std::move(field),
          .french = std::move(sentences.french),
          .english = std::move(sentences.english),
          .refusal = refusal,
          .retry_after = std::nullopt};
}

[[nodiscard]] inline Error Invalid(std::string reason, std::string field, Sentences sentences) {
  return MakeRefusal(Code::kInvalidArgument, std::move(reason), std::move(field),
                     std::move(sentences));
}

[[nodiscard]] inline Error Precondition(std::string reason, std::string field,
                                        Sentences sentences) {
  return MakeRefusal(Code::kFailedPrecondition, std::move(reason), std::move(field),
                     std::move(sentences));
}

}  // namespace parcours::followup
