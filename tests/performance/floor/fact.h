#pragma once

#include <cstdint>
#include <string>

namespace parcours::floor {

inline constexpr const char* kTopic = "floor.recruitment.v1";
inline constexpr int kPartitions = 12;
inline constexpr const char* kSource = "/floor/recruitment";
inline constexpr const char* kFactType = "parcours.recruitment.v1.InterviewHeld";

// What travels of a journal row.
struct Fact {
  std::int64_t position = 0;
  std::string aggregate;
  std::int64_t version = 0;
  std::string subject;  // and key
  std::string tenant;
  std::int64_t recorded = 0;  // microseconds since 1970
  std::string trace;
  std::string payload;
};

}  // namespace parcours::floor
