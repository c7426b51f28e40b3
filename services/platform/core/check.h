#pragma once

// Programmer errors stop the process, in release too (STYLE 3). Operating errors are `Result`s.

#include <cstdio>
#include <cstdlib>

namespace parcours::internal {

[[noreturn]] inline void CheckFailed(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "CHECK failed: %s at %s:%d\n", condition, file, line);
  std::abort();
}

}  // namespace parcours::internal

#define CHECK(condition)                                                                 \
  do {                                                                                   \
    if (!(condition)) ::parcours::internal::CheckFailed(#condition, __FILE__, __LINE__); \
  } while (false)
