#include "services/platform/rpc/json_refusals.h"

#include <string>
#include <utility>

namespace parcours::rpc {
namespace {

Error Invalid(std::string reason, std::string_view field, std::string french, std::string english) {
  return {.code = Code::kInvalidArgument,
          .reason = std::move(reason),
          .field = std::string(field),
          .french = std::move(french),
          .english = std::move(english),
          .retry_after = {}};
}

std::string French(std::string_view text) { return "« " + std::string(text) + " »"; }
std::string English(std::string_view text) { return "'" + std::string(text) + "'"; }

}  // namespace

Error RequestMalformed(std::string_view type, std::string_view field, std::string_view detail) {
  return Invalid("REQUEST_MALFORMED", field,
                 "La demande ne suit pas " + std::string(type) + " : " + std::string(detail) +
                     " ; corrigez-la d'après la description du service.",
                 "The request is not a " + std::string(type) + ": " + std::string(detail) +
                     "; correct it after the service's description.");
}

Error ArgumentMalformed(std::string_view argument) {
  return Invalid("ARGUMENT_MALFORMED", std::string(argument),
                 "L'argument " + French(argument) + " n'a pas la forme champ=valeur.",
                 "The argument " + English(argument) + " is not of the form field=value.");
}

Error FieldUnknown(std::string_view field, std::string_view type, std::string_view known) {
  return Invalid("FIELD_UNKNOWN", field,
                 "Le champ " + French(field) + " n'existe pas dans " + std::string(type) +
                     " ; il y a : " + std::string(known) + ".",
                 "There is no field " + English(field) + " in " + std::string(type) +
                     "; there are: " + std::string(known) + ".");
}

Error ValueInvalid(std::string_view field, std::string_view value, std::string_view expected_french,
                   std::string_view expected_english) {
  return Invalid("VALUE_INVALID", std::string(field),
                 "La valeur " + French(value) + " du champ " + std::string(field) +
                     " ne convient pas ; attendu : " + std::string(expected_french) + ".",
                 "The value " + English(value) + " does not suit the field " + std::string(field) +
                     "; expected: " + std::string(expected_english) + ".");
}

}  // namespace parcours::rpc
