#include "services/platform/execution/refusals.h"

#include <chrono>

#include "services/platform/journal/fact.h"

namespace parcours::execution {

Error NotFound(std::string_view name) {
  return {.code = Code::kNotFound,
          .reason = "RESOURCE_NOT_FOUND",
          .field = std::string(name),
          .french = "« " + std::string(name) + " » n'existe pas, ou vous n'y avez pas accès.",
          .english = "\"" + std::string(name) + "\" does not exist, or you have no access to it."};
}

Error EtagMismatch(std::string_view name) {
  return {.code = Code::kAborted,
          .reason = "ETAG_MISMATCH",
          .field = std::string(name),
          .french = "« " + std::string(name) +
                    " » a changé depuis votre lecture. Relisez-le, puis recommencez.",
          .english = "\"" + std::string(name) +
                     "\" has changed since you read it. Read it again, then retry."};
}

Error DeadlineRequired() {
  return {
      .code = Code::kInvalidArgument,
      .reason = "DEADLINE_REQUIRED",
      .french = "L'appel doit dire combien de temps il peut attendre. Fixez un délai (deadline).",
      .english = "The call must say how long it can wait. Set a deadline."};
}

Error DeadlinePassed() {
  return {
      .code = Code::kDeadlineExceeded,
      .reason = "DEADLINE_PASSED",
      .french =
          "Le délai de l'appel est passé avant son exécution ; rien n'a été modifié. Recommencez.",
      .english =
          "The call's deadline passed before it was carried out; nothing was changed. Try again."};
}

Error RequestIdReused(std::string_view request_id) {
  return {.code = Code::kInvalidArgument,
          .reason = "REQUEST_ID_REUSED",
          .field = "request_id",
          .french = "L'identifiant de requête « " + std::string(request_id) +
                    " » a déjà servi pour une autre demande. Prenez-en un nouveau.",
          .english = "Request id \"" + std::string(request_id) +
                     "\" was already used for another request. Take a new one."};
}

Error ChainTooLong(std::string_view fact) {
  const std::string limit = std::to_string(journal::kLongestChain);
  return {.code = Code::kFailedPrecondition,
          .reason = "CAUSE_CHAIN_TOO_LONG",
          .field = std::string(fact),
          .french = "La chaîne de causes dépasserait " + limit +
                    " faits : des réactions se répondent sans fin. Prévenez l'exploitant.",
          .english = "The chain of causes would exceed " + limit +
                     " facts: reactions answer each other without end. Tell the operator."};
}

Error Draining() {
  return {
      .code = Code::kUnavailable,
      .reason = "SERVICE_DRAINING",
      .french =
          "Le service s'arrête et ne prend plus de demandes. Réessayez dans quelques secondes.",
      .english = "The service is stopping and takes no more requests. Try again in a few seconds.",
      .retry_after = std::chrono::seconds{2}};
}

Error Internal(std::string_view reference) {
  return {.code = Code::kInternal,
          .reason = "INTERNAL_FAULT",
          .french = "Une erreur interne est survenue. Donnez la référence " +
                    std::string(reference) + " à l'exploitant.",
          .english = "An internal error occurred. Give reference " + std::string(reference) +
                     " to the operator."};
}

}  // namespace parcours::execution
