#include "services/recruitment/use_cases/verdicts.h"

namespace parcours::recruitment {
namespace {

using type::v1::RecordVerdict;

void AddProblem(const RecordProblem& found, Language language, RecordVerdict& verdict) {
  auto& problem = *verdict.add_problems();
  problem.set_field(found.field);
  problem.set_reason(std::string(found.fault.reason));
  problem.set_message(
      std::string(language == Language::kFrench ? found.fault.french : found.fault.english));
  problem.set_received(found.received);
  problem.set_severity(found.sets_aside ? type::v1::ERROR : type::v1::WARNING);
}

RecordVerdict Blank(const RecordPlace& place, type::v1::Verdict verdict) {
  RecordVerdict blank;
  blank.set_index(place.index);
  blank.set_reference(place.reference);
  blank.set_verdict(verdict);
  return blank;
}

}  // namespace

RecordVerdict VerdictOf(const RecordPlace& place, type::v1::Verdict verdict,
                        const ProblemList& problems, Language language) {
  auto answer = Blank(place, verdict);
  for (const auto& problem : problems.Sorted()) AddProblem(problem, language, answer);
  return answer;
}

RecordVerdict RefusedVerdict(const RecordPlace& place, const Error& error,
                             const ProblemList& problems, Language language) {
  auto answer = Blank(place, type::v1::SET_ASIDE);
  auto& problem = *answer.add_problems();
  problem.set_field(error.field);
  problem.set_reason(error.reason);
  problem.set_message(error.Message(language));
  problem.set_severity(type::v1::ERROR);
  for (const auto& found : problems.Sorted()) AddProblem(found, language, answer);
  return answer;
}

}  // namespace parcours::recruitment
