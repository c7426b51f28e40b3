#include "services/followup/domain/refusals.h"

#include "services/followup/domain/refusal_shapes.h"

namespace parcours::followup {

Error OrganisationNotKnownYet(std::string_view organisation) {
  return MakeRefusal(Code::kFailedPrecondition, "PATHWAY_ORGANISATION_NOT_KNOWN_YET",
                     std::string(organisation),
                     {"Cette organisation n'est pas encore connue du suivi : le fait attend.",
                      "Follow-up does not know this organisation yet: the fact waits."},
                     RefusalClass::kNotYet);
}

Error PathwayAlreadyOpen(std::string_view pathway) {
  return MakeRefusal(Code::kAlreadyExists, "PATHWAY_ALREADY_OPEN", std::string(pathway),
                     {"Ce parcours est déjà ouvert.", "This pathway is already open."},
                     RefusalClass::kAlreadyDone);
}

Error PathwayNotOpen(std::string_view pathway) {
  return Precondition(
      "PATHWAY_NOT_OPEN", std::string(pathway),
      {"Ce parcours n'est pas ouvert : il s'ouvre par l'import du dossier ou par le contrat "
       "d'engagement signé des deux parties.",
       "This pathway is not open: the import of its record or the engagement contract signed by "
       "both parties opens it."});
}

Error PathwayAlreadyClosed(std::string_view pathway) {
  return Precondition("PATHWAY_ALREADY_CLOSED", std::string(pathway),
                      {"Ce parcours est déjà clos, avec son bilan.",
                       "This pathway is already closed, with its review."});
}

Error ActInTheFuture(std::string_view field) {
  return Invalid("FOLLOWUP_DATE_IN_THE_FUTURE", std::string(field),
                 {"Cette date est à venir : donnez le jour où l'acte a eu lieu.",
                  "This date is to come: give the day on which the act took place."});
}

Error ReferentWithoutMandate(std::string_view referent) {
  return Precondition(
      "REFERENT_WITHOUT_MANDATE", std::string(referent),
      {"Cette personne n'a pas, ce jour-là, de mandat de référent dans l'organisme du parcours : "
       "nommez-en une autre ou complétez son mandat.",
       "This person holds no mandate as référent in the pathway's organisation on that day: name "
       "another one or complete the mandate."});
}

Error ReferentBeforeCurrent(CivilDate current_from) {
  const std::string day = current_from.ToString();
  return Precondition(
      "REFERENT_BEFORE_CURRENT", "date",
      {"Le référent actuel est en charge depuis le " + day +
           " : donnez ce jour ou un jour suivant.",
       "The current référent is in charge since " + day + ": give that day or a later one."});
}

Error ReferentBeforePathway(CivilDate opened_on) {
  const std::string day = opened_on.ToString();
  return Precondition("REFERENT_BEFORE_PATHWAY", "date",
                      {"Le parcours n'est ouvert que depuis le " + day + ".",
                       "The pathway is open only since " + day + "."});
}

Error ReferentAlreadyReleased() {
  return Precondition("REFERENT_ALREADY_RELEASED", "pathway",
                      {"La situation est consolidée et le référent libéré : ce parcours n'en "
                       "reçoit plus.",
                       "The situation is consolidated and the référent released: this pathway "
                       "takes no other."});
}

Error ReferentNotInCharge(std::string_view referent) {
  return Precondition("REFERENT_NOT_IN_CHARGE", std::string(referent),
                      {"Ce référent n'a pas la charge du parcours ce jour-là.",
                       "This référent is not in charge of the pathway on that day."});
}

Error HandoverEmpty() {
  return Precondition("HANDOVER_EMPTY", "pathways",
                      {"Aucun parcours à transmettre : nommez un référent ou des parcours.",
                       "There is no pathway to hand over: name a référent, or pathways."});
}

Error HandoverTooLarge(int most) {
  const std::string number = std::to_string(most);
  return Precondition("HANDOVER_TOO_LARGE", "pathways",
                      {"Un ordre transmet au plus " + number + " parcours : donnez-en plusieurs.",
                       "One order hands over " + number + " pathways at most: give several."});
}

Error HandoverPathwayTwice(std::string_view pathway) {
  return Invalid("HANDOVER_PATHWAY_TWICE", std::string(pathway),
                 {"Ce parcours est nommé deux fois.", "This pathway is named twice."});
}

Error AlertUnknown(std::string_view alert) {
  return {.code = Code::kNotFound,
          .reason = "ALERT_UNKNOWN",
          .field = std::string(alert),
          .french = "Ce parcours n'a pas cette alerte.",
          .english = "This pathway has no such alert."};
}

Error AlertAlreadyClosed() {
  return Precondition("ALERT_CLOSED", "alert",
                      {"Cette alerte est close : il n'y a plus rien à prendre en charge.",
                       "This alert is closed: there is nothing left to take up."});
}

Error AlertAlreadyAcknowledged() {
  return Precondition(
      "ALERT_ALREADY_ACKNOWLEDGED", "alert",
      {"Cette alerte est déjà prise en charge.", "This alert has been taken up already."});
}

Error RiskOverrideTooLong(CivilDate last_allowed) {
  const std::string day = last_allowed.ToString();
  return Invalid("RISK_OVERRIDE_TOO_LONG", "until_date",
                 {"Un niveau de risque fixé à la main vaut au plus jusqu'au " + day + ".",
                  "A band set by hand holds until " + day + " at most."});
}

Error RiskOverridePast() {
  return Invalid("RISK_OVERRIDE_PAST", "until_date",
                 {"Ce jour est passé : donnez un jour à venir, ou aucun.",
                  "This day has passed: give one to come, or none."});
}

Error RiskNotOverridden() {
  return Precondition("RISK_NOT_OVERRIDDEN", "band",
                      {"Les règles s'appliquent déjà : aucun niveau n'est fixé à la main.",
                       "The rules hold already: no band is set by hand."});
}

Error RiskOverriddenTooOften() {
  return Precondition("RISK_OVERRIDDEN_TOO_OFTEN", "name",
                      {"Le risque de ce parcours a trop souvent été fixé à la main.",
                       "The risk of this pathway has been set by hand too often."});
}

Error InterviewEndsBeforeStart() {
  return Invalid("INTERVIEW_ENDS_BEFORE_START", "end_time",
                 {"L'entretien finit avant de commencer.", "The interview ends before it starts."});
}

Error InterviewTooLong() {
  return Invalid("INTERVIEW_TOO_LONG", "end_time",
                 {"Un entretien tient en un jour et dure douze heures au plus.",
                  "An interview fits into one day and lasts twelve hours at most."});
}

Error InterviewLengthMissing() {
  return Invalid("INTERVIEW_LENGTH_MISSING", "minutes",
                 {"Donnez la durée en minutes, ou le début et la fin.",
                  "Give the length in minutes, or start and end."});
}

Error InterviewDayContradicted() {
  return Invalid("INTERVIEW_DAY_CONTRADICTED", "date",
                 {"La date donnée n'est pas celle du début de l'entretien.",
                  "The date given is not the day on which the interview began."});
}

Error ObjectiveVerdictMissing() {
  return Invalid("OBJECTIVE_VERDICT_MISSING", "objective_verdict",
                 {"Dites si l'objectif annoncé a été atteint.",
                  "Say whether the objective that was named has been reached."});
}

Error ObjectiveMissing() {
  return Invalid("OBJECTIVE_MISSING", "objective",
                 {"Nommez l'objectif sur lequel porte le verdict.",
                  "Name the objective that the verdict is about."});
}

Error InterviewStructureIncomplete() {
  return Invalid("INTERVIEW_STRUCTURE_INCOMPLETE", "content",
                 {"Un entretien a une introduction, un déroulement et une conclusion : donnez les "
                  "trois, ou une note.",
                  "An interview has an introduction, a body and a conclusion: give all three, or a "
                  "note."});
}

Error ChoiceNotAmongOptions() {
  return Invalid("CHOICE_NOT_AMONG_OPTIONS", "content.choice",
                 {"Le choix de la personne est l'une des options : ajoutez-la.",
                  "The person's choice is one of the options: add it."});
}

Error CommunicationAgreementOneSided() {
  return Invalid("COMMUNICATION_AGREEMENT_ONE_SIDED", "agreement",
                 {"Un contrat de communication dit ce que chacune des deux parties attend.",
                  "A communication agreement says what each of both sides expects."});
}

Error BarrierStatedTwice() {
  return Invalid("BARRIER_STATED_TWICE", "barriers",
                 {"Un même frein est énoncé deux fois : gardez-en un, avec sa gravité.",
                  "The same barrier is stated twice: keep one, with its severity."});
}

Error MeetingBeforeTraining(CivilDate first) {
  const std::string day = first.ToString();
  return Precondition(
      "EMPLOYER_MEETING_BEFORE_TRAINING", "date",
      {"Ni la formation ni un contrat n'avait commencé ce jour-là (début le " + day + ").",
       "Neither training nor a contract had begun on that day (start " + day + ")."});
}

Error EmployerNotNamed() {
  return Precondition("EMPLOYER_NOT_NAMED", "employer",
                      {"Aucun contrat n'était en cours ce jour-là : nommez l'employeur rencontré.",
                       "No contract was in force on that day: name the employer who was met."});
}

Error EmployerUnknown(std::string_view employer) {
  return Precondition("EMPLOYER_UNKNOWN", std::string(employer),
                      {"Cette organisation est inconnue du réseau : vérifiez son identifiant.",
                       "The network does not know this organisation: check its id."});
}

Error ClosingReviewMissing() {
  return Invalid("CLOSING_REVIEW_MISSING", "review",
                 {"Le bilan de fin est obligatoire : dites ce qui a été atteint et les freins qui "
                  "restent.",
                  "The closing review is mandatory: say what was reached and which barriers "
                  "remain."});
}

Error TrainingNotEnded(CivilDate last_day) {
  const std::string day = last_day.ToString();
  return Precondition(
      "TRAINING_NOT_ENDED", "result",
      {"La formation dure jusqu'au " + day + " : avant ce jour, seul un départ anticipé se clôt.",
       "The training lasts until " + day + ": before then only an early departure is closed."});
}

Error LastDayOutsideTraining() {
  return Invalid("LAST_DAY_OUTSIDE_TRAINING", "last_day",
                 {"Donnez le dernier jour de présence : pendant la formation, et au plus tard le "
                  "jour de la clôture.",
                  "Give the last day of presence: during the training, and no later than the day "
                  "of the closing."});
}

Error ActionPlanAlreadyOpen() {
  return Precondition("ACTION_PLAN_ALREADY_OPEN", "pathway",
                      {"Ce parcours a déjà un plan d'action ouvert : révisez-le ou clôturez-le.",
                       "This pathway already has an open plan of action: revise or close it."});
}

Error ActionPlanAlreadyClosed() {
  return Precondition("ACTION_PLAN_ALREADY_CLOSED", "name",
                      {"Ce plan d'action est déjà clos : ouvrez-en un autre.",
                       "This plan of action is already closed: open another one."});
}

Error ActionPlanFull() {
  return Precondition(
      "ACTION_PLAN_FULL", "name",
      {"Ce plan d'action a trop changé pour grandir encore : clôturez-le et ouvrez le suivant.",
       "This plan of action has changed too often to grow any more: close it and open the next "
       "one."});
}

Error PlanTextMissing() {
  return Invalid(
      "PLAN_TEXT_MISSING", "text",
      {"Dites ce qui est à atteindre ou à faire.", "Say what is to be attained or done."});
}

Error ObjectiveMeasureMissing() {
  return Invalid("OBJECTIVE_MEASURE_MISSING", "measure",
                 {"Un objectif se mesure : dites à quoi l'on verra qu'il est atteint.",
                  "An objective is measurable: say how one will see that it is attained."});
}

Error ObjectiveDateMissing() {
  return Invalid(
      "OBJECTIVE_DATE_MISSING", "due_date",
      {"Un objectif est daté : dites pour quand.", "An objective is dated: say by when."});
}

Error ActionOwnerMissing() {
  return Invalid("ACTION_OWNER_MISSING", "owner",
                 {"Dites qui fait cette action.", "Say who does this action."});
}

Error ActionDeadlineMissing() {
  return Invalid(
      "ACTION_DEADLINE_MISSING", "due_date",
      {"Une action a une échéance : dites pour quand.", "An action has a deadline: say by when."});
}

Error PlanDatePassed() {
  return Invalid("PLAN_DATE_PASSED", "due_date",
                 {"Cette échéance est déjà passée : donnez un jour à venir.",
                  "This day has passed already: give one to come."});
}

Error PlanItemTwice() {
  return Invalid("PLAN_ITEM_TWICE", "number",
                 {"Le même objectif ou la même action vient deux fois : gardez-en un.",
                  "The same objective or action comes twice: keep one."});
}

Error PlanItemUnknown() {
  return Precondition("PLAN_ITEM_UNKNOWN", "number",
                      {"Le plan n'a pas d'objectif ni d'action en vigueur sous ce numéro.",
                       "The plan has no objective or action in force under this number."});
}

Error PlanItemNotNamed() {
  return Invalid("PLAN_ITEM_NOT_NAMED", "objective",
                 {"Nommez un objectif ou une action, pas les deux.",
                  "Name one objective or one action, not both."});
}

Error PlanGainChanged() {
  return Precondition(
      "PLAN_GAIN_CHANGED", "number",
      {"Ce qui est atteint ou fait reste tel quel : ajoutez plutôt un objectif ou une action.",
       "What is attained or done stays as it is: add an objective or an action instead."});
}

Error PlanNotChanged() {
  return Precondition("PLAN_NOT_CHANGED", "objectives",
                      {"Cette version dit la même chose que la précédente.",
                       "This version says the same as the one before."});
}

Error PlanReasonMissing() {
  return Invalid("PLAN_REASON_MISSING", "reason",
                 {"Dites pourquoi l'objectif ou l'action est abandonné.",
                  "Say why the objective or action is given up."});
}

Error ObjectiveNotMeasured() {
  return Invalid("OBJECTIVE_NOT_MEASURED", "measured",
                 {"Dites ce que la mesure a donné.", "Say what the measure gave."});
}

Error ReorientationNotAccepted() {
  return Precondition(
      "REORIENTATION_NOT_ACCEPTED", "reorientation",
      {"Une réorientation se fait avec l'accord daté du prescripteur et du financeur.",
       "A reorientation needs the dated acceptance of prescriber and funder."});
}

Error PlanTransitionForbidden(std::string_view from, std::string_view to) {
  const std::string step = std::string(from) + " → " + std::string(to);
  return Precondition("PLAN_TRANSITION_FORBIDDEN", "status",
                      {"Ce passage n'est pas prévu : " + step + ".",
                       "This step is not provided for: " + step + "."});
}

Error PlanDateBeforeCurrent(CivilDate since) {
  const std::string day = since.ToString();
  return Precondition(
      "PLAN_DATE_BEFORE_CURRENT", "date",
      {"Le plan dit déjà quelque chose du " + day + " : donnez ce jour ou un jour suivant.",
       "The plan already says something of " + day + ": give that day or a later one."});
}

Error PlanOwnerUnknown(std::string_view owner) {
  return Precondition(
      "ACTION_OWNER_UNKNOWN", std::string(owner),
      {"Une action revient à la personne accompagnée ou à un agent que le réseau connaît.",
       "An action falls to the person of the pathway or to an agent whom the network knows."});
}

Error FunderUnknown(std::string_view funder) {
  return Precondition("FUNDER_UNKNOWN", std::string(funder),
                      {"Cette organisation est inconnue du réseau : vérifiez son identifiant.",
                       "The network does not know this organisation: check its id."});
}

Error AppointmentEndsBeforeStart() {
  return Invalid(
      "APPOINTMENT_ENDS_BEFORE_START", "end_time",
      {"Le rendez-vous finit avant de commencer.", "The appointment ends before it starts."});
}

Error AppointmentPast() {
  return Invalid("APPOINTMENT_PAST", "start_time",
                 {"Ce jour est passé : donnez un jour à venir, ou consignez l'entretien.",
                  "This day has passed: give one to come, or record the interview."});
}

Error AppointmentSettled() {
  return Precondition("APPOINTMENT_SETTLED", "name",
                      {"On sait déjà ce qu'il est advenu de ce rendez-vous : prenez-en un autre.",
                       "What became of this appointment is known already: make another one."});
}

Error AppointmentChangedTooOften() {
  return Precondition("APPOINTMENT_CHANGED_TOO_OFTEN", "name",
                      {"Ce rendez-vous a trop souvent changé : annulez-le et prenez-en un autre.",
                       "This appointment has changed too often: revoke it and make another one."});
}

Error AppointmentAgentUnknown() {
  return Precondition("APPOINTMENT_AGENT_UNKNOWN", "agent",
                      {"Cette personne est inconnue du réseau : vérifiez son identifiant.",
                       "The network does not know this person: check the id."});
}

Error AppointmentTransitionForbidden(std::string_view from, std::string_view to) {
  const std::string step = std::string(from) + " → " + std::string(to);
  return Precondition("APPOINTMENT_TRANSITION_FORBIDDEN", "state",
                      {"Ce passage n'est pas prévu : " + step + ".",
                       "This step is not provided for: " + step + "."});
}

Error AppointmentToCome(CivilDate appointment) {
  const std::string day = appointment.ToString();
  return Precondition(
      "APPOINTMENT_TO_COME", "state",
      {"Le rendez-vous est le " + day + " : avant ce jour, nul n'est venu ni absent.",
       "The appointment is on " + day + ": before that day nobody is seen or missing."});
}

Error PositionNotReached(std::int64_t position) {
  const auto number = std::to_string(position);
  return Precondition(
      "POSITION_NOT_REACHED", "after",
      {"La position " + number +
           " n'existe pas encore ici : relisez ce que vous montrez, et écoutez sans "
           "position.",
       "There is no position " + number +
           " here yet: read again what you show, and listen without a position."});
}

}  // namespace parcours::followup
