#pragma once

#include <string>

#include "services/gateway/http.h"

namespace parcours::gateway {

// What is the same for everybody as long as the program runs, answered from memory.
class Published {
 public:
  // Whether a browser asks each time if it is still the same, or keeps it for ever.
  enum class Kept { kAsked, kForEver };

  Published(std::string type, std::string body, Kept kept);

  // 200, or 304 where the caller has it already (If-None-Match).
  [[nodiscard]] Response Answer(const Request& request) const;

 private:
  std::string type_;
  std::string body_;
  std::string etag_;
  Kept kept_;
};

}  // namespace parcours::gateway
