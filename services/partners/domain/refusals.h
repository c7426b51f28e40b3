#pragma once

// Why partners sets a record aside, warns, or does not take a key. Each once, with its stable
// reason.

#include <string>
#include <string_view>

#include "services/platform/core/civil_date.h"
#include "services/platform/core/error.h"

namespace parcours::partners {

// Set aside.
[[nodiscard]] Error RecordEmpty();
[[nodiscard]] Error NameNotAnId(std::string_view name);
[[nodiscard]] Error SiretMalformed();
[[nodiscard]] Error UaiMalformed();
[[nodiscard]] Error CommuneMalformed();
[[nodiscard]] Error TimeZoneMalformed();
[[nodiscard]] Error KindMissing();
[[nodiscard]] Error RoleNotForAgents(std::string_view role);
[[nodiscard]] Error DayMalformed(std::string_view field);
[[nodiscard]] Error EndsBeforeItStarts();
[[nodiscard]] Error TooFewParties();
[[nodiscard]] Error PurposeUnknown(std::string_view purpose);
[[nodiscard]] Error RuleIncomplete(int place);
// A published version is final: other decisions rest on it.
[[nodiscard]] Error ProgrammeVersionPublished(int version);
[[nodiscard]] Error ProgrammeVersionSuperseded(int version, int latest);

// Keys of partners' software. Those that are not taken are UNAUTHENTICATED.
[[nodiscard]] Error PartnerKeyScopeMissing();
[[nodiscard]] Error PartnerKeyEndsInThePast();
[[nodiscard]] Error PartnerKeyAlreadyRevoked();
[[nodiscard]] Error PartnerKeyUnknown();
[[nodiscard]] Error PartnerKeyRevoked();
[[nodiscard]] Error PartnerKeyExpired(std::string_view last_day);
[[nodiscard]] Error PartnerKeyOutOfScope(std::string_view scope);  // PERMISSION_DENIED

// Warnings.
[[nodiscard]] Error SiretKeyWrong();
[[nodiscard]] Error UaiKeyWrong();

// A fact that names no organisation where one must be: it waits as a dead letter.
[[nodiscard]] Error EmployerMalformed(std::string_view fact);

}  // namespace parcours::partners
