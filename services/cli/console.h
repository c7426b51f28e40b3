#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "services/platform/core/error.h"

namespace parcours::cli {

// Where a command speaks, and in which language. The streams outlive it.
struct Console {
  std::ostream& out;
  std::ostream& err;
  bool terminal = false;  // err is a terminal: progress may be drawn
  Language language = Language::kFrench;

  [[nodiscard]] std::string Say(std::string_view french, std::string_view english) const {
    return std::string(language == Language::kFrench ? french : english);
  }
};

// --lang, else LC_ALL, LC_MESSAGES, LANG; French unless English is asked for.
[[nodiscard]] Language ChooseLanguage(int argc, const char* const* argv);

// One sentence: the field, the reason, what to do.
[[nodiscard]] std::string Sentence(const Error& error, Language language);

// Columns as people see them: code points.
[[nodiscard]] std::size_t Width(std::string_view text);

}  // namespace parcours::cli
