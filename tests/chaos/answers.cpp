#include "tests/chaos/answers.h"

#include <nlohmann/json.hpp>

#include "tests/chaos/evidence.h"

namespace parcours::chaos {

void AnswerBook::Write(const Answer& answer) {
  const nlohmann::json line{{"service", answer.service},
                            {"method", answer.method},
                            {"id", answer.id},
                            {"outcome", answer.outcome},
                            {"attempts", answer.attempts}};
  const std::scoped_lock lock(mutex_);
  stream_ << line.dump() << std::endl;
}

Result<std::vector<Answer>> ReadAnswers(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) return Refuse(EvidenceUnreadable(file));
  std::vector<Answer> answers;
  for (std::string line; std::getline(stream, line);) {
    const auto read = nlohmann::json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!read.is_object()) return Refuse(EvidenceUnreadable(file));
    answers.push_back({.service = read.value("service", ""),
                       .method = read.value("method", ""),
                       .id = read.value("id", ""),
                       .outcome = read.value("outcome", ""),
                       .attempts = read.value("attempts", 0)});
  }
  return answers;
}

}  // namespace parcours::chaos
