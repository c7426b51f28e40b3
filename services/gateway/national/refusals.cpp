#include "services/gateway/national/refusals.h"

#include <string>
#include <utility>

namespace parcours::gateway::national {
namespace {

Error Make(Code code, std::string reason, std::string french, std::string english) {
  return {.code = code,
          .reason = std::move(reason),
          .field = {},
          .french = std::move(french),
          .english = std::move(english)};
}

}  // namespace

Error ApiKeyMissing() {
  return Make(Code::kPermissionDenied, "API_KEY_MISSING", "Clé API manquante",
              "The API key is missing: send the header Authorization: Bearer KEY.");
}

Error ApiKeyNotBearer() {
  return Make(Code::kPermissionDenied, "API_KEY_NOT_BEARER",
              "La clé API doit etre au format Bearer",
              "The API key must be sent as Authorization: Bearer KEY.");
}

Error ApiKeyInvalid() {
  return Make(Code::kPermissionDenied, "API_KEY_INVALID", "La clé API n'est pas valide",
              "The API key is not valid.");
}

Error RecordsNotAList() {
  return Make(Code::kInvalidArgument, "RECORDS_NOT_A_LIST",
              "Le corps doit être un tableau JSON de dossiers.",
              "The body must be a JSON array of records.");
}

Error RecordsTooMany(std::size_t most) {
  const auto number = std::to_string(most);
  return Make(Code::kInvalidArgument, "RECORDS_TOO_MANY",
              "Plus de " + number + " dossiers : rien n'a été pris, envoyez-les en plusieurs fois.",
              "More than " + number + " records: nothing was taken, send them in several calls.");
}

Error RecordTooLong(std::size_t most) {
  const auto number = std::to_string(most);
  return Make(Code::kInvalidArgument, "RECORD_TOO_LONG",
              "L'enregistrement dépasse " + number + " caractères",
              "The record is longer than " + number + " characters");
}

Error ImportFaulty() {
  return Make(Code::kInternal, "IMPORT_FAULTY",
              "Une erreur inattendue est survenue : renvoyez les dossiers, ceux qui ont été pris "
              "sont reconnus.",
              "An unexpected error occurred: send the records again, those taken are recognised.");
}

}  // namespace parcours::gateway::national
