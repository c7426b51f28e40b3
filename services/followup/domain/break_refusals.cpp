#include "services/followup/domain/break_refusals.h"

#include "services/followup/domain/refusal_shapes.h"

namespace parcours::followup {

Error ContractNotOfPathway(std::string_view contract) {
  return Precondition(
      "CONTRACT_NOT_OF_PATHWAY", std::string(contract),
      {"Ce parcours n'a pas ce contrat.", "This pathway does not have this contract."});
}

Error BreakBeforeContract(CivilDate start) {
  const std::string day = start.ToString();
  return Precondition("BREAK_BEFORE_CONTRACT", "break_date",
                      {"Le contrat commence le " + day + " : il ne peut être rompu avant.",
                       "The contract starts on " + day + ": it cannot be broken before."});
}

Error BreakAfterContract(CivilDate end) {
  const std::string day = end.ToString();
  return Precondition("BREAK_AFTER_CONTRACT", "break_date",
                      {"Le contrat finit le " + day + " : il ne peut être rompu ensuite.",
                       "The contract ends on " + day + ": it cannot be broken after that."});
}

Error BreakStatedTooOften() {
  return Precondition("BREAK_STATED_TOO_OFTEN", "contract",
                      {"Trop de déclarations portent sur ce contrat : voyez avec la direction.",
                       "Too many statements are about this contract: ask the management."});
}

Error OrientationBodyUnknown(std::string_view body) {
  return Precondition("ORIENTATION_BODY_UNKNOWN", std::string(body),
                      {"Cette organisation est inconnue du réseau : vérifiez son identifiant.",
                       "The network does not know this organisation: check its id."});
}

Error OrientationToItself() {
  return Precondition("ORIENTATION_TO_ITSELF", "body",
                      {"Orientez vers un autre organisme que celui du parcours.",
                       "Orient to another body than that of the pathway."});
}

Error OrientationAwaitsAnswer() {
  return Precondition("ORIENTATION_AWAITS_ANSWER", "body",
                      {"Cet organisme n'a pas encore répondu.", "This body has not answered yet."});
}

Error OrientationNotMade() {
  return Precondition("ORIENTATION_NOT_MADE", "body",
                      {"Aucune orientation vers cet organisme n'attend de réponse ce jour-là.",
                       "No orientation to this body awaits an answer on this day."});
}

Error OrientationsTooMany() {
  return Precondition("ORIENTATIONS_TOO_MANY", "pathway",
                      {"Ce parcours a trop d'orientations : voyez avec la direction.",
                       "This pathway has too many orientations: ask the management."});
}

}  // namespace parcours::followup
