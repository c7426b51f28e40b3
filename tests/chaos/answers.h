#pragma once

#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <vector>

#include "services/platform/core/result.h"

namespace parcours::chaos {

// What one command was answered in the end.
struct Answer {
  std::string service;
  std::string method;
  std::string id;       // its request id, and the trace of its facts
  std::string outcome;  // "OK", the reason of a refusal, or as below
  int attempts = 1;

  static constexpr const char* kOk = "OK";
  static constexpr const char* kUnknown = "UNKNOWN";  // no definite answer came
  static constexpr const char* kDiffers = "DIFFERS";  // asked again: another answer
};

// A file of them, one JSON object a line. Thread-safe.
class AnswerBook {
 public:
  explicit AnswerBook(const std::filesystem::path& file) : stream_(file, std::ios::app) {}
  void Write(const Answer& answer);

 private:
  std::mutex mutex_;
  std::ofstream stream_;
};

// FILE_UNREADABLE.
[[nodiscard]] Result<std::vector<Answer>> ReadAnswers(const std::filesystem::path& file);

}  // namespace parcours::chaos
