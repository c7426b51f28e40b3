#include "services/partners/domain/refusals.h"

namespace parcours::partners {

Error RecordEmpty() {
  return {.code = Code::kInvalidArgument,
          .reason = "RECORD_EMPTY",
          .field = "",
          .french =
              "L'enregistrement est vide : donnez un organisme, un agent, une convention ou un "
              "dispositif.",
          .english =
              "The record is empty: give an organisation, an agent, a convention or a programme."};
}

Error NameNotAnId(std::string_view name) {
  return {.code = Code::kInvalidArgument,
          .reason = "NAME_NOT_AN_ID",
          .field = "name",
          .french = std::string(name) + " ne finit pas par un identifiant (UUID en minuscules).",
          .english = std::string(name) + " does not end with an id (a UUID in lower case)."};
}

Error SiretMalformed() {
  return {.code = Code::kInvalidArgument,
          .reason = "SIRET_MALFORMED",
          .field = "siret",
          .french = "Siret invalide. Format attendu : 14 chiffres.",
          .english = "Malformed SIRET: 14 digits are expected."};
}

Error UaiMalformed() {
  return {.code = Code::kInvalidArgument,
          .reason = "UAI_MALFORMED",
          .field = "uai",
          .french = "UAI invalide. Format attendu : 7 chiffres et une lettre.",
          .english = "Malformed UAI: 7 digits and a letter are expected."};
}

Error CommuneMalformed() {
  return {.code = Code::kInvalidArgument,
          .reason = "COMMUNE_MALFORMED",
          .field = "commune",
          .french = "Code commune invalide. Format attendu : code INSEE sur 5 caractères.",
          .english = "Malformed commune: its INSEE code has 5 characters."};
}

Error TimeZoneMalformed() {
  return {.code = Code::kInvalidArgument,
          .reason = "TIME_ZONE_MALFORMED",
          .field = "time_zone",
          .french = "Fuseau horaire invalide. Format attendu : Europe/Paris.",
          .english = "Malformed time zone: a name such as Europe/Paris is expected."};
}

Error KindMissing() {
  return {.code = Code::kInvalidArgument,
          .reason = "KIND_MISSING",
          .field = "kinds",
          .french = "Dites ce qu'est l'organisme : chaque nature doit être dans la liste.",
          .english = "Say what the organisation is: each kind must be one of the list."};
}

Error RoleNotForAgents(std::string_view role) {
  return {.code = Code::kInvalidArgument,
          .reason = "ROLE_NOT_FOR_AGENTS",
          .field = "roles",
          .french = "Un agent ne peut pas recevoir le rôle " + std::string(role) + ".",
          .english = "An agent cannot be given the role " + std::string(role) + "."};
}

Error DayMalformed(std::string_view field) {
  return {.code = Code::kInvalidArgument,
          .reason = "DAY_MALFORMED",
          .field = std::string(field),
          .french = "Jour invalide. Format attendu : AAAA-MM-JJ, un jour du calendrier.",
          .english = "Malformed day: YYYY-MM-DD, a day of the calendar, is expected."};
}

Error EndsBeforeItStarts() {
  return {.code = Code::kInvalidArgument,
          .reason = "ENDS_BEFORE_IT_STARTS",
          .field = "to_date",
          .french = "Le dernier jour précède le premier.",
          .english = "The last day precedes the first one."};
}

Error TooFewParties() {
  return {.code = Code::kInvalidArgument,
          .reason = "TOO_FEW_PARTIES",
          .field = "parties",
          .french = "Une convention lie au moins deux organismes différents.",
          .english = "A convention binds at least two different organisations."};
}

Error PurposeUnknown(std::string_view purpose) {
  return {.code = Code::kInvalidArgument,
          .reason = "PURPOSE_UNKNOWN",
          .field = "purposes",
          .french = "Finalité inconnue : " + std::string(purpose) +
                    ". Attendu : mission, prescription, referral ou followup.",
          .english = "Unknown purpose: " + std::string(purpose) +
                     ". Expected: mission, prescription, referral or followup."};
}

Error RuleIncomplete(int place) {
  return {.code = Code::kInvalidArgument,
          .reason = "RULE_INCOMPLETE",
          .field = "rules[" + std::to_string(place) + "]",
          .french =
              "Une règle a une clé, un premier jour, un dernier jour qui ne le précède pas, une "
              "source et un texte.",
          .english =
              "A rule has a key, a first day, a last day that does not precede it, a source and a "
              "text."};
}

Error ProgrammeVersionPublished(int version) {
  return {.code = Code::kFailedPrecondition,
          .reason = "PROGRAMME_VERSION_PUBLISHED",
          .field = "version",
          .french = "La version " + std::to_string(version) +
                    " est publiée avec un autre contenu : publiez une version suivante.",
          .english = "Version " + std::to_string(version) +
                     " is published with other content: publish a later version."};
}

Error ProgrammeVersionSuperseded(int version, int latest) {
  return {.code = Code::kFailedPrecondition,
          .reason = "PROGRAMME_VERSION_SUPERSEDED",
          .field = "version",
          .french = "La version " + std::to_string(version) + " arrive après la version " +
                    std::to_string(latest) + ".",
          .english = "Version " + std::to_string(version) + " comes after version " +
                     std::to_string(latest) + "."};
}

Error PartnerKeyScopeMissing() {
  return {.code = Code::kInvalidArgument,
          .reason = "PARTNER_KEY_SCOPE_MISSING",
          .field = "scopes",
          .french = "Dites ce que la clé permet, par exemple SEND_DOSSIERS.",
          .english = "Say what the key is for, e.g. SEND_DOSSIERS."};
}

Error PartnerKeyEndsInThePast() {
  return {.code = Code::kInvalidArgument,
          .reason = "PARTNER_KEY_ENDS_IN_THE_PAST",
          .field = "to_date",
          .french = "Le dernier jour de la clé est passé.",
          .english = "The last day of the key is over."};
}

Error PartnerKeyAlreadyRevoked() {
  return {.code = Code::kFailedPrecondition,
          .reason = "PARTNER_KEY_ALREADY_REVOKED",
          .field = "",
          .french = "Cette clé est déjà révoquée.",
          .english = "This key is revoked already."};
}

Error PartnerKeyUnknown() {
  return {.code = Code::kUnauthenticated,
          .reason = "PARTNER_KEY_UNKNOWN",
          .field = "",
          .french = "Cette clé n'est pas connue : vérifiez qu'elle est entière.",
          .english = "This key is not known: check that it is whole."};
}

Error PartnerKeyRevoked() {
  return {.code = Code::kUnauthenticated,
          .reason = "PARTNER_KEY_REVOKED",
          .field = "",
          .french = "Cette clé est révoquée : demandez-en une nouvelle.",
          .english = "This key is revoked: ask for a new one."};
}

Error PartnerKeyExpired(std::string_view last_day) {
  return {.code = Code::kUnauthenticated,
          .reason = "PARTNER_KEY_EXPIRED",
          .field = "",
          .french = "Cette clé n'est plus valable depuis le " + std::string(last_day) +
                    " : demandez-en une nouvelle.",
          .english = "This key is no longer valid since " + std::string(last_day) +
                     ": ask for a new one."};
}

Error PartnerKeyOutOfScope(std::string_view scope) {
  return {.code = Code::kPermissionDenied,
          .reason = "PARTNER_KEY_OUT_OF_SCOPE",
          .field = "",
          .french = "Cette clé ne permet pas " + std::string(scope) + ".",
          .english = "This key does not allow " + std::string(scope) + "."};
}

Error SiretKeyWrong() {
  return {.code = Code::kInvalidArgument,
          .reason = "SIRET_KEY_WRONG",
          .field = "siret",
          .french = "La clé de contrôle du SIRET est fausse : vérifiez le numéro.",
          .english = "The check digit of the SIRET is wrong: check the number."};
}

Error UaiKeyWrong() {
  return {.code = Code::kInvalidArgument,
          .reason = "UAI_KEY_WRONG",
          .field = "uai",
          .french = "La lettre de contrôle de l'UAI est fausse : vérifiez le numéro.",
          .english = "The check letter of the UAI is wrong: check the number."};
}

Error EmployerMalformed(std::string_view fact) {
  return {.code = Code::kInvalidArgument,
          .reason = "EMPLOYER_MALFORMED",
          .field = std::string(fact),
          .french = "Le fait nomme comme employeur ce qui n'est pas un organisme.",
          .english = "The fact names as employer what is not an organisation."};
}

}  // namespace parcours::partners
