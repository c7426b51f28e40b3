#pragma once

#include <string>

namespace parcours::partners {

// What a record of the network's file changes of what is known.
enum class Change {
  kNew,        // not known yet
  kNone,       // the same content
  kEnded,      // the last day alone was brought forward
  kCorrected,  // anything else
};

// Civil days as `YYYY-MM-DD`, empty = open: the stated last day comes before the known one.
[[nodiscard]] inline bool IsBroughtForward(const std::string& known, const std::string& stated) {
  return !stated.empty() && (known.empty() || stated < known);
}

}  // namespace parcours::partners
