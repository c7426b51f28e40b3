#include "services/followup/domain/company_refusals.h"

#include "services/followup/domain/refusal_shapes.h"

namespace parcours::followup {

Error VisitReportMissing() {
  return Precondition("VISIT_REPORT_MISSING", "note",
                      {"Cette visite n'a pas de compte rendu : il n'y a rien à partager.",
                       "This visit has no report: there is nothing to share."});
}

Error VisitReportNotSharedWithBoth() {
  return Invalid("VISIT_REPORT_NOT_SHARED_WITH_BOTH", "shared_with",
                 {"Le compte rendu se partage au moins avec l'apprenti et avec l'employeur.",
                  "The report is shared with the apprentice and with the employer at least."});
}

Error VisitReportAlreadyShared() {
  return Precondition("VISIT_REPORT_ALREADY_SHARED", "shared_with",
                      {"Ce compte rendu est déjà partagé avec ces parties.",
                       "This report is already shared with these parties."});
}

Error VisitActionIncomplete() {
  return Invalid("VISIT_ACTION_INCOMPLETE", "actions",
                 {"Une action de visite dit quoi, qui, et pour quel jour, celui de la visite au "
                  "plus tôt.",
                  "An action of a visit says what, who, and by which day, that of the visit at the "
                  "earliest."});
}

Error VisitActionUnknown() {
  return Precondition("VISIT_ACTION_UNKNOWN", "number",
                      {"Cette visite n'a pas d'action sous ce numéro.",
                       "This visit has no action under this number."});
}

Error VisitActionAlreadySettled() {
  return Precondition("VISIT_ACTION_ALREADY_SETTLED", "number",
                      {"Cette action est déjà réglée.", "This action is settled already."});
}

Error DateBeforeVisit(CivilDate visit) {
  const std::string day = visit.ToString();
  return Invalid("DATE_BEFORE_VISIT", "date",
                 {"La visite est du " + day + " : donnez ce jour ou un jour suivant.",
                  "The visit was on " + day + ": give that day or a later one."});
}

Error LogbookFull() {
  return Precondition(
      "LOGBOOK_FULL", "pathway",
      {"Ce livret a reçu tout ce qu'il peut tenir.", "This logbook has taken all that it holds."});
}

Error LogbookPageFull() {
  return Precondition("LOGBOOK_PAGE_FULL", "pathway",
                      {"La page de ce mois est pleine : reprenez le mois prochain.",
                       "The page of this month is full: go on next month."});
}

Error LogbookEntryEmpty() {
  return Invalid("LOGBOOK_ENTRY_EMPTY", "entry",
                 {"Écrivez un texte, ou donnez un niveau à une compétence.",
                  "Write a text, or give a competence a level."});
}

Error LogbookLevelWithoutCompetence() {
  return Invalid("LOGBOOK_LEVEL_WITHOUT_COMPETENCE", "entry.competence",
                 {"Un niveau est celui d'une compétence : nommez-la.",
                  "A level is that of a competence: name it."});
}

Error ExpectedLevelNotTheirs() {
  return Invalid("EXPECTED_LEVEL_NOT_THEIRS", "entry.expected_level",
                 {"Le niveau attendu est dit par le centre de formation ou l'établissement.",
                  "The level that is expected is said by the training centre or the "
                  "establishment."});
}

Error CompanyStepMissing() {
  return Invalid(
      "COMPANY_STEP_MISSING", "step",
      {"Dites ce qui a été fait avec l'entreprise.", "Say what was done with the company."});
}

Error OutsideTraining(CivilDate first, CivilDate last) {
  const std::string from = first.ToString();
  const std::string to = last.ToString();
  return Precondition(
      "DAY_OUTSIDE_TRAINING", "date",
      {"Ce jour est hors de la formation, qui va du " + from + " au " + to + ".",
       "This day is outside the training, which goes from " + from + " to " + to + "."});
}

Error GridAlreadyShared() {
  return Precondition("GRID_ALREADY_SHARED", "grid",
                      {"La grille est déjà partagée.", "The grid is shared already."});
}

Error MeetingMinimumTooLow(int least) {
  const std::string number = std::to_string(least);
  return Precondition("MEETING_MINIMUM_TOO_LOW", "minimum.minimum",
                      {"La charte demande au moins " + number + " rencontres par année.",
                       "The charter asks for at least " + number + " meetings a year."});
}

Error MediationAlreadyOpen() {
  return Precondition("MEDIATION_ALREADY_OPEN", "mediation",
                      {"Une médiation est déjà ouverte : fermez-la d'abord.",
                       "Mediation is open already: close it first."});
}

Error MediationNotOpen() {
  return Precondition(
      "MEDIATION_NOT_OPEN", "mediation_end",
      {"Aucune médiation n'est ouverte ce jour-là.", "No mediation is open on this day."});
}

Error EvaluationTooEarly(CivilDate from) {
  const std::string day = from.ToString();
  return Precondition("END_EVALUATION_TOO_EARLY", "pathway",
                      {"L'évaluation de fin se donne à partir du " + day + ".",
                       "The evaluation of the end is given from " + day + " on."});
}

Error EvaluationAlreadyGiven() {
  return Precondition("END_EVALUATION_ALREADY_GIVEN", "pathway",
                      {"Votre évaluation est déjà donnée.", "Your evaluation is given already."});
}

Error GroupNamedTwice() {
  return Invalid(
      "GROUP_MEMBER_TWICE", "presences",
      {"Le même parcours figure deux fois dans le groupe.", "The same pathway comes twice."});
}

Error GroupOfTwoOrganisations() {
  return Invalid("GROUP_OF_TWO_ORGANISATIONS", "presences",
                 {"Un groupe est d'un seul organisme : tenez une séance par organisme.",
                  "A group is of one organisation: record one session for each."});
}

Error CompanyPeriodInApprenticeship() {
  return Precondition("COMPANY_PERIOD_IN_APPRENTICESHIP", "pathway",
                      {"En apprentissage l'entreprise est celle du contrat.",
                       "In apprenticeship the company is that of the contract."});
}

Error CompanyPeriodEndsBeforeStart() {
  return Invalid("COMPANY_PERIOD_ENDS_BEFORE_START", "to_date",
                 {"La période finit avant de commencer.", "The period ends before it starts."});
}

Error CompanyPeriodFrameLate() {
  return Precondition("COMPANY_PERIOD_FRAME_LATE", "from_date",
                      {"L'objet et le cadre d'appréciation s'accordent avant le premier jour.",
                       "Purpose and frame of appraisal are agreed before the first day."});
}

Error CompanyPeriodNotOver(CivilDate last) {
  const std::string day = last.ToString();
  return Precondition("COMPANY_PERIOD_NOT_OVER", "name",
                      {"La période dure jusqu'au " + day + " : elle s'apprécie ce jour ou après.",
                       "The period lasts until " + day + ": it is appraised then or later."});
}

Error CompanyPeriodAlreadyAppraised() {
  return Precondition("COMPANY_PERIOD_ALREADY_APPRAISED", "name",
                      {"Cette période est déjà appréciée.", "This period is appraised already."});
}

}  // namespace parcours::followup
