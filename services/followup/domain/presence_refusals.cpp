#include "services/followup/domain/presence_refusals.h"

#include "services/followup/domain/refusal_shapes.h"

namespace parcours::followup {

Error DaysOfTwoMonths() {
  return Invalid("DAYS_OF_TWO_MONTHS", "days",
                 {"Une feuille est d'un mois : envoyez les jours mois par mois.",
                  "A sheet is of one month: send the days month by month."});
}

Error PresenceMissing() {
  return Invalid("PRESENCE_MISSING", "days.presence",
                 {"Dites si la personne était là.", "Say whether the person was there."});
}

Error AbsentWithHours() {
  return Invalid(
      "ABSENT_WITH_HOURS", "days.minutes",
      {"Qui était absent n'a suivi aucune heure.", "Who was absent has followed no hour."});
}

Error SheetAlreadySigned() {
  return Precondition("SHEET_ALREADY_SIGNED", "name",
                      {"Cette feuille est signée : elle ne change plus.",
                       "This sheet is signed: it does not change any more."});
}

Error SheetFull() {
  return Precondition(
      "SHEET_FULL", "days",
      {"Cette feuille a été corrigée trop souvent.", "This sheet was corrected too often."});
}

Error SheetEmpty() {
  return Precondition(
      "SHEET_EMPTY", "name",
      {"Cette feuille ne porte aucun jour.", "This sheet does not hold a single day."});
}

Error SheetNotOver(CivilDate last) {
  const std::string day = last.ToString();
  return Precondition("SHEET_NOT_OVER", "name",
                      {"La feuille court jusqu'au " + day + " : signez-la ce jour ou après.",
                       "The sheet runs until " + day + ": sign it then or later."});
}

Error SheetIncomplete(CivilDate unsaid) {
  const std::string day = unsaid.ToString();
  return Precondition(
      "SHEET_INCOMPLETE", "name",
      {"Des heures étaient prévues le " + day + " : dites d'abord si la personne était là.",
       "Hours were planned on " + day + ": say first whether the person was there."});
}

Error RightsAlreadyInformed() {
  return Precondition("RIGHTS_ALREADY_INFORMED", "topics",
                      {"Cette information est déjà donnée, avec sa preuve.",
                       "This information was given already, with its proof."});
}

Error AccommodationReviewNotAhead() {
  return Invalid("ACCOMMODATION_REVIEW_NOT_AHEAD", "review_date",
                 {"Donnez un jour à venir où l'aménagement sera revu.",
                  "Give a day to come on which the arrangement is looked at again."});
}

Error AccommodationEnded() {
  return Precondition("ACCOMMODATION_ENDED", "name",
                      {"Cet aménagement a pris fin : accordez-en un autre.",
                       "This arrangement has ended: grant another one."});
}

Error AccommodationReviewedTooOften() {
  return Precondition("ACCOMMODATION_REVIEWED_TOO_OFTEN", "name",
                      {"Cet aménagement a été revu trop souvent : accordez-en un autre.",
                       "This arrangement was reviewed too often: grant another one."});
}

}  // namespace parcours::followup
