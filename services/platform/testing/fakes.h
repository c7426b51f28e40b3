#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "services/platform/core/clock.h"
#include "services/platform/core/id.h"
#include "services/platform/execution/executor.h"

namespace parcours::testing {

// Stands still on noon (UTC) of a day until told otherwise.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(CivilDate day) : day_(day) {}
  [[nodiscard]] Instant Now() const override { return Instant{day_.days()} + since_midnight_; }
  [[nodiscard]] CivilDate Today() const override { return day_; }
  void Set(CivilDate day) { day_ = day; }
  void Tick(std::chrono::microseconds by) { since_midnight_ += by; }

 private:
  CivilDate day_;
  std::chrono::microseconds since_midnight_{std::chrono::hours{12}};
};

// The same numbers for the same seed (SplitMix64).
class FixedRandom final : public RandomSource {
 public:
  explicit FixedRandom(std::uint64_t seed) : state_(seed) {}
  [[nodiscard]] std::uint64_t Next() override {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
  }
  // 0 ≤ result < bound.
  [[nodiscard]] std::size_t Below(std::size_t bound) {
    return static_cast<std::size_t>(Next() % bound);
  }
  // True in `percent` of the cases.
  [[nodiscard]] bool Chance(unsigned percent) { return Next() % 100 < percent; }

 private:
  std::uint64_t state_;
};

// Takes the tokens that it gave out.
class FakeTokens final : public security::TokenVerifier {
 public:
  [[nodiscard]] std::string TokenOf(const security::Actor& actor);
  [[nodiscard]] Result<security::Actor> Verify(std::string_view token) override;

 private:
  std::map<std::string, security::Actor, std::less<>> actors_;
};

// Remembers the last fault, so that a failing test can say what was thrown.
class CallNotes final : public execution::CallObserver {
 public:
  void Finished(const execution::Method&, const execution::Call&, const Error*,
                std::chrono::nanoseconds) override {}
  void Faulted(const execution::Method& method, const std::string& what) override;
  [[nodiscard]] const std::string& last_fault() const { return last_fault_; }

 private:
  std::string last_fault_;
};

// A folder in memory where the machine has one, removed with its content.
class TemporaryFolder {
 public:
  // Environment variable that names another parent.
  static constexpr const char* kParentVariable = "PARCOURS_TEST_FOLDER";

  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace parcours::testing
