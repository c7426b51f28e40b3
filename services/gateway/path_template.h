#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/gateway/target.h"

namespace parcours::gateway {

// A path of google.api.http: "/v1/operations/{service}/{name=deadLetters/*}:redrive".
class PathTemplate {
 public:
  // nullopt where the text is none; `**` is not known here.
  [[nodiscard]] static std::optional<PathTemplate> Parse(std::string_view text);

  // The variables' values; nullopt where the target's path is another one.
  [[nodiscard]] std::optional<std::vector<Parameter>> Match(const Target& target) const;

 private:
  // A field and the segments that are its value.
  struct Variable {
    std::string field;
    std::size_t first;
    std::size_t count;
  };

  [[nodiscard]] bool ParseVariable(std::string_view inner);

  std::vector<std::string> segments_;  // "*": any
  std::vector<Variable> variables_;
  std::string verb_;
};

}  // namespace parcours::gateway
