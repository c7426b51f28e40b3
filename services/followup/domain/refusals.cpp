#include "services/followup/domain/refusals.h"

#include <string>
#include <utility>

namespace parcours::followup {
namespace {

struct Sentences {
  std::string french;
  std::string english;
};

Error Make(Code code, std::string reason, std::string field, Sentences sentences,
           RefusalClass refusal = RefusalClass::kFinal) {
  return {.code = code,
          .reason = std::move(reason),
          .field = std::move(field),
          .french = std::move(sentences.french),
          .english = std::move(sentences.english),
          .refusal = refusal,
          .retry_after = std::nullopt};
}

Error Invalid(std::string reason, std::string field, Sentences sentences) {
  return Make(Code::kInvalidArgument, std::move(reason), std::move(field), std::move(sentences));
}

Error Precondition(std::string reason, std::string field, Sentences sentences) {
  return Make(Code::kFailedPrecondition, std::move(reason), std::move(field), std::move(sentences));
}

}  // namespace

Error OrganisationNotKnownYet(std::string_view organisation) {
  return Make(Code::kFailedPrecondition, "PATHWAY_ORGANISATION_NOT_KNOWN_YET",
              std::string(organisation),
              {"Cette organisation n'est pas encore connue du suivi : le fait attend.",
               "Follow-up does not know this organisation yet: the fact waits."},
              RefusalClass::kNotYet);
}

Error PathwayAlreadyOpen(std::string_view pathway) {
  return Make(Code::kAlreadyExists, "PATHWAY_ALREADY_OPEN", std::string(pathway),
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

}  // namespace parcours::followup
