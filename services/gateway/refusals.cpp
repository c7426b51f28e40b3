#include "services/gateway/refusals.h"

#include <utility>

namespace parcours::gateway {
namespace {

Error Make(Code code, std::string reason, std::string_view field, std::string french,
           std::string english) {
  return {.code = code,
          .reason = std::move(reason),
          .field = std::string(field),
          .french = std::move(french),
          .english = std::move(english),
          .retry_after = {}};
}

Error Invalid(std::string reason, std::string_view field, std::string french, std::string english) {
  return Make(Code::kInvalidArgument, std::move(reason), field, std::move(french),
              std::move(english));
}

// Quotes what a caller wrote, and not more of it than a sentence bears.
std::string Quoted(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  return "'" + (text.size() <= kLongest ? std::string(text) : std::string("…")) + "'";
}

}  // namespace

Error PathMalformed() {
  return Invalid("PATH_MALFORMED", {},
                 "Le chemin n'est pas lisible : ni « . » ni « .. », ni segment vide, ni caractère "
                 "de contrôle, et des échappements %XX en UTF-8.",
                 "The path cannot be read: no '.' or '..', no empty segment, no control character, "
                 "and %XX escapes in UTF-8.");
}

Error QueryMalformed(std::size_t most_parameters) {
  const auto most = std::to_string(most_parameters);
  return Invalid(
      "QUERY_MALFORMED", {},
      "Les paramètres ne sont pas lisibles : attendu nom=valeur&…, en UTF-8, " + most + " au plus.",
      "The query cannot be read: expected name=value&…, in UTF-8, at most " + most +
          " parameters.");
}

Error TokenInQuery(std::string_view parameter) {
  return Invalid(
      "TOKEN_IN_QUERY", parameter,
      "Un jeton ne s'écrit pas dans une adresse, qui est journalisée : envoyez l'en-tête "
      "Authorization: Bearer, et faites remplacer ce jeton.",
      "A token does not belong in an address, which is logged: send the header "
      "Authorization: Bearer, and have this token replaced.");
}

Error RouteUnknown() {
  return Make(Code::kNotFound, "ROUTE_UNKNOWN", {}, "Il n'y a rien à cette adresse.",
              "There is nothing at this address.");
}

Error MethodNotAllowed(std::string_view methods) {
  return Make(Code::kUnimplemented, "METHOD_NOT_ALLOWED", {},
              "Cette adresse n'accepte que : " + std::string(methods) + ".",
              "This address takes only: " + std::string(methods) + ".");
}

Error ServiceUnknown(std::string_view service) {
  return Make(Code::kNotFound, "SERVICE_UNKNOWN", "service",
              "Il n'y a pas de service " + Quoted(service) + ".",
              "There is no service " + Quoted(service) + ".");
}

Error ServiceNotReachable(std::string_view service) {
  const std::string name(service);
  auto error = Make(Code::kUnavailable, "SERVICE_UNREACHABLE", {},
                    "Le service " + name + " ne répond pas en ce moment : réessayez plus tard.",
                    "The service " + name + " does not answer at the moment: try again later.");
  error.retry_after = std::chrono::seconds(1);
  return error;
}

Error NotAcceptable(std::string_view answered) {
  const std::string type(answered);
  return Invalid("NOT_ACCEPTABLE", {}, "Les réponses sont en " + type + " : acceptez-le.",
                 "Answers are " + type + ": accept it.");
}

Error ContentTypeUnsupported() {
  return Invalid("CONTENT_TYPE_UNSUPPORTED", {},
                 "Le corps doit être du JSON en UTF-8, sans compression : Content-Type: "
                 "application/json.",
                 "The body must be JSON in UTF-8, not compressed: Content-Type: application/json.");
}

Error HeaderMalformed(std::string_view header, std::string_view french, std::string_view english) {
  const std::string name(header);
  return Invalid("HEADER_MALFORMED", {},
                 "L'en-tête " + name + " ne convient pas ; attendu : " + std::string(french) + ".",
                 "The header " + name + " does not suit; expected: " + std::string(english) + ".");
}

Error HeaderContradictsField(std::string_view header, std::string_view field) {
  const std::string name(header);
  return Invalid("HEADER_CONTRADICTS_FIELD", field,
                 "L'en-tête " + name + " et le champ " + std::string(field) +
                     " disent deux choses : gardez-en un.",
                 "The header " + name + " and the field " + std::string(field) +
                     " say two things: keep one of them.");
}

Error BodyNotExpected() {
  return Invalid("BODY_NOT_EXPECTED", {}, "Cette adresse n'attend pas de corps.",
                 "This address expects no body.");
}

Error QueryNotExpected(std::string_view parameter) {
  return Invalid("QUERY_NOT_EXPECTED", {},
                 "Cette adresse n'attend pas de paramètre (" + Quoted(parameter) +
                     ") : tout est dans le corps.",
                 "This address expects no query parameter (" + Quoted(parameter) +
                     "): everything is in the body.");
}

Error ParameterRepeated(std::string_view parameter) {
  return Invalid(
      "PARAMETER_REPEATED", parameter,
      "Le paramètre " + Quoted(parameter) + " n'a qu'une valeur, et est donné deux fois.",
      "The parameter " + Quoted(parameter) + " has one value, and is given twice.");
}

Error JsonMalformed(std::size_t byte) {
  const auto place = std::to_string(byte);
  return Invalid("JSON_MALFORMED", {}, "Le corps n'est pas du JSON en UTF-8 (octet " + place + ").",
                 "The body is not JSON in UTF-8 (byte " + place + ").");
}

Error JsonTooDeep(std::size_t deepest) {
  const auto most = std::to_string(deepest);
  return Invalid("JSON_TOO_DEEP", {}, "Le corps a plus de " + most + " niveaux.",
                 "The body is nested deeper than " + most + " levels.");
}

Error JsonKeyRepeated(std::string_view key) {
  return Invalid("JSON_KEY_REPEATED", {},
                 "La clé " + Quoted(key) + " est deux fois dans le même objet.",
                 "The key " + Quoted(key) + " is twice in the same object.");
}

Error HttpMalformed() {
  return Invalid("HTTP_MALFORMED", {}, "La demande n'est pas du HTTP/1.1 lisible.",
                 "The request is not readable HTTP/1.1.");
}

Error HeadersTooLarge(std::size_t most_bytes) {
  const auto most = std::to_string(most_bytes);
  return Invalid("HEADERS_TOO_LARGE", {},
                 "L'adresse et les en-têtes dépassent " + most + " octets.",
                 "Address and headers are larger than " + most + " bytes.");
}

Error BodyTooLarge(std::size_t most_bytes) {
  const auto most = std::to_string(most_bytes);
  return Invalid("BODY_TOO_LARGE", {},
                 "Le corps dépasse " + most + " octets : envoyez-le en plusieurs fois.",
                 "The body is larger than " + most + " bytes: send it in several requests.");
}

Error BodyIncomplete() {
  return Invalid("BODY_INCOMPLETE", {},
                 "Le corps s'arrête avant sa fin : rien n'a été fait, renvoyez la demande.",
                 "The body stops before its end: nothing was done, send the request again.");
}

Error RequestTooSlow(std::chrono::seconds longest) {
  const auto most = std::to_string(longest.count());
  return Make(Code::kDeadlineExceeded, "REQUEST_TOO_SLOW", {},
              "La demande n'est pas arrivée en " + most + " s : rien n'a été fait.",
              "The request did not arrive within " + most + " s: nothing was done.");
}

Error ConnectionsExhausted() {
  auto error = Make(Code::kUnavailable, "CONNECTIONS_EXHAUSTED", {},
                    "Trop de connexions sont ouvertes : réessayez dans un instant.",
                    "Too many connections are open: try again in a moment.");
  error.retry_after = std::chrono::seconds(1);
  return error;
}

Error RateExceeded(std::chrono::seconds retry_after) {
  const auto wait = std::to_string(retry_after.count());
  auto error = Make(Code::kResourceExhausted, "RATE_EXCEEDED", {},
                    "Trop de demandes : réessayez dans " + wait + " s.",
                    "Too many requests: try again in " + wait + " s.");
  error.retry_after = retry_after;
  return error;
}

Error SessionMissing() {
  return Make(Code::kUnauthenticated, "SESSION_MISSING", {}, "Vous n'êtes pas connecté.",
              "You are not signed in.");
}

Error SessionEnded() {
  return Make(Code::kUnauthenticated, "SESSION_ENDED", {},
              "Votre session est terminée : connectez-vous à nouveau.",
              "Your session has ended: sign in again.");
}

Error CsrfTokenWrong() {
  return Make(Code::kPermissionDenied, "CSRF_TOKEN_WRONG", {},
              "La demande ne vient pas de votre page : l'en-tête X-CSRF-Token manque ou n'est pas "
              "celui de la session. Rien n'a été fait.",
              "The request does not come from your page: the header X-CSRF-Token is missing or not "
              "that of the session. Nothing was done.");
}

Error OriginForeign() {
  return Make(Code::kPermissionDenied, "ORIGIN_FOREIGN", {},
              "La demande vient d'un autre site. Rien n'a été fait.",
              "The request comes from another site. Nothing was done.");
}

Error AgentNotOffered(std::string_view agent) {
  return Make(Code::kNotFound, "AGENT_NOT_OFFERED", "agent",
              "L'exemple n'a pas d'agent " + Quoted(agent) + ".",
              "The sample has no agent " + Quoted(agent) + ".");
}

Error SessionsExhausted() {
  auto error = Make(Code::kUnavailable, "SESSIONS_EXHAUSTED", {},
                    "Trop de sessions sont ouvertes : réessayez plus tard.",
                    "Too many sessions are open: try again later.");
  error.retry_after = std::chrono::minutes(1);
  return error;
}

Error ListenAddressUnfit(const std::string& address) {
  return Make(Code::kFailedPrecondition, "LISTEN_ADDRESS_UNFIT", address,
              "L'adresse " + address +
                  " ne peut pas être écoutée : attendu 127.0.0.1:port, un port libre ; un "
                  "mandataire parle au réseau.",
              "The address " + address +
                  " cannot be listened on: expected 127.0.0.1:port, a free port; a proxy speaks to "
                  "the network.");
}

Error PagesUnreadable(const std::string& folder) {
  return Make(Code::kFailedPrecondition, "PAGES_UNREADABLE", folder,
              "Le dossier " + folder +
                  " n'est pas celui des pages : attendu index.html et 64 Mio "
                  "au plus.",
              "The folder " + folder +
                  " is not that of the pages: expected index.html and at most "
                  "64 MiB.");
}

Error AgentsUnreadable(const std::string& file) {
  return Make(Code::kFailedPrecondition, "AGENTS_UNREADABLE", file,
              "Le fichier " + file + " n'est pas une liste de partenaires.",
              "The file " + file + " is not a list of partners.");
}

}  // namespace parcours::gateway
