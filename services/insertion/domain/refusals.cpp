#include "services/insertion/domain/refusals.h"

#include <string>

namespace parcours::insertion {

Error WaveUnknown(int months) {
  const std::string number = std::to_string(months);
  return {.code = Code::kInvalidArgument,
          .reason = "WAVE_UNKNOWN",
          .field = "wave_months",
          .french = "Le calendrier de ce dossier n'a pas d'échéance à " + number + " mois.",
          .english = "The calendar of this file has no wave at " + number + " months."};
}

Error WaveNotDue(int months, CivilDate due) {
  const std::string number = std::to_string(months);
  return {.code = Code::kFailedPrecondition,
          .reason = "WAVE_NOT_DUE",
          .field = "wave_months",
          .french =
              "La situation à " + number + " mois se constate à partir du " + due.ToString() + ".",
          .english =
              "The situation at " + number + " months is observed from " + due.ToString() + " on."};
}

Error NotAtWork(std::string_view field) {
  return {.code = Code::kInvalidArgument,
          .reason = "NOT_AT_WORK",
          .field = std::string(field),
          .french = "Ce champ ne se renseigne que pour une personne en emploi.",
          .english = "This field is stated of people at work only."};
}

Error OutcomeMissing() {
  return {.code = Code::kFailedPrecondition,
          .reason = "OUTCOME_MISSING",
          .field = "name",
          .french = "Aucune situation n'est connue : enregistrez-en une avant de consolider.",
          .english = "No outcome is known: record one before consolidating."};
}

Error AlreadyConsolidated(std::string_view file, CivilDate day) {
  return {.code = Code::kFailedPrecondition,
          .reason = "ALREADY_CONSOLIDATED",
          .field = std::string(file),
          .french = "La situation est consolidée depuis le " + day.ToString() + ".",
          .english = "The situation has been consolidated since " + day.ToString() + "."};
}

Error DateInFuture(CivilDate day, CivilDate today) {
  return {.code = Code::kInvalidArgument,
          .reason = "DATE_IN_FUTURE",
          .field = "date",
          .french = "La date " + day.ToString() + " est à venir : nous sommes le " +
                    today.ToString() + ".",
          .english = "The date " + day.ToString() + " is still to come: today is " +
                     today.ToString() + "."};
}

Error DateBeforeTrainingEnd(CivilDate day, CivilDate training_end) {
  return {.code = Code::kInvalidArgument,
          .reason = "DATE_BEFORE_TRAINING_END",
          .field = "date",
          .french = "La date " + day.ToString() + " précède la fin de la formation, le " +
                    training_end.ToString() + ".",
          .english = "The date " + day.ToString() + " precedes the end of the training, " +
                     training_end.ToString() + "."};
}

Error ClosingIncomplete(std::string_view fact) {
  return {.code = Code::kInvalidArgument,
          .reason = "CLOSING_INCOMPLETE",
          .field = std::string(fact),
          .french = "La clôture ne dit pas de quel parcours, ou quel jour compter.",
          .english = "The closing does not say of which pathway, or from which day to count."};
}

}  // namespace parcours::insertion
