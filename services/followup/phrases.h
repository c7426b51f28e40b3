#pragma once

// What follow-up says to people, in French and English: one table (phrases.cpp).

#include <map>
#include <string>
#include <string_view>

#include "services/platform/core/civil_date.h"
#include "services/platform/core/error.h"

namespace parcours::followup {

// Values of a phrase by name: civil days as YYYY-MM-DD, spans as from/to, lists separated by
// commas, words by their key.
using PhraseArguments = std::map<std::string, std::string>;

// A phrase of the table with its values put in. {name} as it is; {day:name} a whole date;
// {short:name} dates without year; {span:name} spans without year; {word:name} a word of the table,
// {words:name} a list of them.
// An unknown phrase is a programmer error.
[[nodiscard]] std::string Say(Language language, std::string_view phrase,
                              const PhraseArguments& arguments = {});

// "2025-03-24" or "24/03/2025".
[[nodiscard]] std::string WholeDate(Language language, CivilDate day);
// "03-24" or "24/03".
[[nodiscard]] std::string ShortDate(Language language, CivilDate day);

}  // namespace parcours::followup
