#include "services/recruitment/domain/refusals.h"

#include <string>

namespace parcours::recruitment {
namespace {

std::string Text(std::string_view text) { return std::string(text); }

}  // namespace

Error DateInFuture(CivilDate day, CivilDate today) {
  return {.code = Code::kInvalidArgument,
          .reason = "DATE_IN_FUTURE",
          .field = "date",
          .french = "La date " + day.ToString() + " est à venir : nous sommes le " +
                    today.ToString() + ".",
          .english = "The date " + day.ToString() + " is still to come: today is " +
                     today.ToString() + "."};
}

Error DateBeforeFormerAct(CivilDate day, CivilDate former) {
  return {.code = Code::kInvalidArgument,
          .reason = "DATE_BEFORE_FORMER_ACT",
          .field = "date",
          .french = "La date " + day.ToString() + " précède l'acte auquel elle fait suite, du " +
                    former.ToString() + ".",
          .english = "The date " + day.ToString() + " precedes the act that it follows, of " +
                     former.ToString() + "."};
}

Error EstablishmentUnknown(std::string_view field, std::string_view siret, std::string_view uai) {
  const std::string pair = "SIRET " + Text(siret) + ", UAI " + Text(uai);
  return {.code = Code::kNotFound,
          .reason = "ESTABLISHMENT_UNKNOWN",
          .field = Text(field),
          .french = "Aucun organisme du réseau n'a ce couple " + pair +
                    " : faites-le enregistrer, puis renvoyez.",
          .english = "No organisation of the network has this pair " + pair +
                     ": have it registered, then send again."};
}

Error RecordOfAnotherOrganisation() {
  return {
      .code = Code::kPermissionDenied,
      .reason = "RECORD_OF_ANOTHER_ORGANISATION",
      .field = "etablissement_responsable_siret",
      .french = "Votre organisme n'est ni le responsable ni le formateur de cet enregistrement.",
      .english =
          "Your organisation is neither the responsible body nor the trainer of this record."};
}

Error PrescriptionNotAgreed(std::string_view organisation) {
  return {.code = Code::kNotFound,
          .reason = "PRESCRIPTION_NOT_AGREED",
          .field = "organisation",
          .french = "Aucune convention de prescription n'est en vigueur entre votre organisme et " +
                    Text(organisation) + ".",
          .english = "No prescription convention is in force between your organisation and " +
                     Text(organisation) + "."};
}

Error ProgrammeUnknown(std::string_view programme) {
  return {.code = Code::kNotFound,
          .reason = "PROGRAMME_UNKNOWN",
          .field = "programme",
          .french = "Le dispositif " + Text(programme) + " n'est pas publié.",
          .english = "The programme " + Text(programme) + " is not published."};
}

Error PersonAlreadyPrescribed() {
  return {
      .code = Code::kAlreadyExists,
      .reason = "PERSON_ALREADY_PRESCRIBED",
      .field = "Identifiant dans le SI*",
      .french =
          "Un bénéficiaire existe déjà avec ce nom/prénom/date de naissance sur le territoire.",
      .english =
          "A person with this name, first name and birth date is already known under another id."};
}

Error SenderIdTaken() {
  return {.code = Code::kAlreadyExists,
          .reason = "SENDER_ID_TAKEN",
          .field = "Identifiant dans le SI*",
          .french = "Un bénéficiaire existe déjà avec cet identifiant SI sur le territoire.",
          .english = "Another person is already known under this id of your system."};
}

Error ConsentNotGiven(type::v1::ConsentPurpose purpose, std::string_view recipient) {
  const std::string name = type::v1::ConsentPurpose_Name(purpose);
  return {.code = Code::kFailedPrecondition,
          .reason = "CONSENT_NOT_GIVEN",
          .field = "purpose",
          .french = "La personne n'a pas consenti à la finalité " + name + " pour " +
                    Text(recipient) + ".",
          .english = "The person has not consented to " + name + " for " + Text(recipient) + "."};
}

Error ConsentEndsBeforeItBegins(CivilDate until, CivilDate day) {
  return {.code = Code::kInvalidArgument,
          .reason = "CONSENT_ENDS_BEFORE_IT_BEGINS",
          .field = "until_date",
          .french = "Le consentement finirait le " + until.ToString() + ", avant le " +
                    day.ToString() + " où il est donné.",
          .english = "The consent would end on " + until.ToString() + ", before " + day.ToString() +
                     " when it is given."};
}

Error InterviewTimesInvalid() {
  return {.code = Code::kInvalidArgument,
          .reason = "INTERVIEW_TIMES_INVALID",
          .field = "end_time",
          .french =
              "Donnez le début et la fin de l'entretien, le même jour et dans cet ordre, ou sa "
              "durée en minutes.",
          .english =
              "Give the interview's start and end, on the same day and in this order, or its "
              "length in minutes."};
}

Error InterviewDayDiffers(CivilDate day, CivilDate of_start) {
  return {.code = Code::kInvalidArgument,
          .reason = "INTERVIEW_DAY_DIFFERS",
          .field = "date",
          .french = "L'entretien a commencé le " + of_start.ToString() + ", pas le " +
                    day.ToString() + ".",
          .english =
              "The interview began on " + of_start.ToString() + ", not on " + day.ToString() + "."};
}

Error EngagementAlreadySigned(std::string_view engagement) {
  return {.code = Code::kFailedPrecondition,
          .reason = "ENGAGEMENT_ALREADY_SIGNED",
          .field = Text(engagement),
          .french = "Cette partie a déjà signé le contrat d'engagement.",
          .english = "This party has already signed the engagement contract."};
}

Error EngagementDatesMissing() {
  return {
      .code = Code::kInvalidArgument,
      .reason = "ENGAGEMENT_DATES_MISSING",
      .field = "training_start_date",
      .french =
          "La première signature fixe le premier et le dernier jour de la formation : donnez-les.",
      .english = "The first signature sets the first and last day of the training: give them."};
}

Error EngagementDatesDiffer(CivilDate start, CivilDate end) {
  const std::string signed_for = start.ToString() + " / " + end.ToString();
  return {.code = Code::kFailedPrecondition,
          .reason = "ENGAGEMENT_DATES_DIFFER",
          .field = "training_start_date",
          .french = "L'autre partie a signé pour une formation du " + start.ToString() + " au " +
                    end.ToString() + ".",
          .english = "The other party signed for other dates of the training: " + signed_for + "."};
}

Error TrainingEndsBeforeItStarts(CivilDate start, CivilDate end) {
  return {.code = Code::kInvalidArgument,
          .reason = "TRAINING_ENDS_BEFORE_IT_STARTS",
          .field = "training_end_date",
          .french = "La formation finirait le " + end.ToString() + ", avant son début le " +
                    start.ToString() + ".",
          .english = "The training would end on " + end.ToString() + ", before its start on " +
                     start.ToString() + "."};
}

Error MissionNotAwaitingValidation(std::string_view mission) {
  return {.code = Code::kFailedPrecondition,
          .reason = "MISSION_NOT_AWAITING_VALIDATION",
          .field = Text(mission),
          .french = "Cette mission n'attend pas de validation.",
          .english = "This mission awaits no validation."};
}

Error ValidatorOfTheEmployer(std::string_view mission) {
  return {.code = Code::kPermissionDenied,
          .reason = "VALIDATOR_OF_THE_EMPLOYER",
          .field = Text(mission),
          .french =
              "L'employeur ne valide pas la mission qu'il propose : le CFA ou le certificateur le "
              "fait.",
          .english =
              "An employer does not validate its own mission: the training organisation or the "
              "certifier does."};
}

Error MissionNotValidated(std::string_view mission, CivilDate day, std::string_view rule,
                          std::string_view source) {
  return {.code = Code::kFailedPrecondition,
          .reason = "MISSION_NOT_VALIDATED",
          .field = Text(mission),
          .french = "Au " + day.ToString() +
                    ", la mission n'est pas validée : le responsable de formation, du CFA ou du "
                    "certificateur, la valide avant que le contrat soit autorisé (règle " +
                    Text(rule) + ", source : " + Text(source) + ").",
          .english = "On " + day.ToString() +
                     " the mission is not validated: the training lead, of the training "
                     "organisation or of the certifier, validates it before the contract is "
                     "authorised (rule " +
                     Text(rule) + ", source: " + Text(source) + ")."};
}

Error ApprenticeTooYoung() {
  return {.code = Code::kFailedPrecondition,
          .reason = "APPRENTICE_TOO_YOUNG",
          .field = "start_date",
          .french =
              "L'apprenti(e) doit avoir au moins 15 ans à la date de début d'exécution du contrat",
          .english = "The apprentice must be at least 15 years old on the contract's first day"};
}

Error ContractEndsBeforeItStarts() {
  return {.code = Code::kFailedPrecondition,
          .reason = "CONTRACT_ENDS_BEFORE_IT_STARTS",
          .field = "end_date",
          .french =
              "La date de début d'exécution du contrat doit être antérieure à la date de fin du "
              "contrat",
          .english = "The contract's first day must come before its last day"};
}

Error ContractTooShort() {
  return {.code = Code::kFailedPrecondition,
          .reason = "CONTRACT_TOO_SHORT",
          .field = "end_date",
          .french = "La durée du contrat ne peut pas être inférieure à 6 mois",
          .english = "The contract cannot last less than 6 months"};
}

Error ContractTooLong() {
  return {.code = Code::kFailedPrecondition,
          .reason = "CONTRACT_TOO_LONG",
          .field = "end_date",
          .french = "La durée du contrat ne peut pas être supérieure à 4 ans et 6 mois",
          .english = "The contract cannot last more than 4 years and 6 months"};
}

Error ContractAlreadyAuthorised(std::string_view contract) {
  return {.code = Code::kFailedPrecondition,
          .reason = "CONTRACT_ALREADY_AUTHORISED",
          .field = Text(contract),
          .french = "Un contrat est déjà autorisé pour cette mission : " + Text(contract) + ".",
          .english = "A contract is already authorised on this mission: " + Text(contract) + "."};
}

Error ContractNotAwaitingSignature(std::string_view contract) {
  return {.code = Code::kFailedPrecondition,
          .reason = "CONTRACT_NOT_AWAITING_SIGNATURE",
          .field = Text(contract),
          .french = "Ce contrat n'attend pas de signature.",
          .english = "This contract awaits no signature."};
}

Error ContractSignedAfterItsStart(CivilDate day, CivilDate start) {
  return {.code = Code::kFailedPrecondition,
          .reason = "CONTRACT_SIGNED_AFTER_ITS_START",
          .field = "date",
          .french = "Le contrat se signe au plus tard le jour où il commence, le " +
                    start.ToString() + ", pas le " + day.ToString() + ".",
          .english = "The contract is signed on or before its first day, " + start.ToString() +
                     ", not on " + day.ToString() + "."};
}

}  // namespace parcours::recruitment
