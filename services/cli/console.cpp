#include "services/cli/console.h"

#include <algorithm>
#include <cstdlib>

namespace parcours::cli {
namespace {

bool IsEnglish(std::string_view name) { return name.starts_with("en"); }

// The first that is set decides.
Language LanguageOfEnvironment() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    return IsEnglish(value) ? Language::kEnglish : Language::kFrench;
  }
  return Language::kFrench;
}

}  // namespace

Language ChooseLanguage(int argc, const char* const* argv) {
  constexpr std::string_view kFlag = "--lang";
  for (int i = 1; i < argc; ++i) {
    std::string_view argument(argv[i]);
    if (!argument.starts_with(kFlag)) continue;
    argument.remove_prefix(kFlag.size());
    if (argument.empty() && i + 1 < argc) argument = argv[i + 1];
    if (argument.starts_with('=')) argument.remove_prefix(1);
    return IsEnglish(argument) ? Language::kEnglish : Language::kFrench;
  }
  return LanguageOfEnvironment();
}

std::string Sentence(const Error& error, Language language) {
  const std::string& message = error.Message(language);
  std::string sentence;
  const bool names_field = error.field.empty() || message.find(error.field) != std::string::npos;
  if (!names_field)
    sentence.append(error.field).append(language == Language::kFrench ? " : " : ": ");
  sentence.append(message);
  if (!error.reason.empty()) sentence.append(" [").append(error.reason).append("]");
  return sentence;
}

std::size_t Width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace parcours::cli
