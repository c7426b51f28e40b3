#include "services/support/domain/refusals.h"

#include <string>

namespace parcours::support {
namespace {

std::string Text(std::string_view text) { return std::string(text); }

}  // namespace

Error ConsentMissing(type::v1::ConsentPurpose purpose, std::string_view recipient, CivilDate day) {
  const std::string name = type::v1::ConsentPurpose_Name(purpose);
  return {.code = Code::kFailedPrecondition,
          .reason = "CONSENT_MISSING",
          .field = "recipient",
          .french = "La personne n'a pas consenti, au " + day.ToString() + ", à la finalité " +
                    name + " pour " + Text(recipient) +
                    " : recueillez d'abord son accord (recruitment GiveConsent).",
          .english = "The person has not consented, on " + day.ToString() + ", to " + name +
                     " for " + Text(recipient) +
                     ": record their consent first (recruitment GiveConsent)."};
}

Error TooFewOptions(int least) {
  return {.code = Code::kInvalidArgument,
          .reason = "TOO_FEW_OPTIONS",
          .field = "options",
          .french = "Montrez à la personne au moins " + std::to_string(least) +
                    " organismes différents avant de l'orienter (004 annexe 5).",
          .english = "Show the person at least " + std::to_string(least) +
                     " different organisations before referring (004 annexe 5)."};
}

Error ChoiceNotAmongOptions(std::string_view recipient) {
  return {.code = Code::kInvalidArgument,
          .reason = "CHOICE_NOT_AMONG_OPTIONS",
          .field = "recipient",
          .french = Text(recipient) +
                    " n'est pas parmi les organismes montrés à la personne : ajoutez-le aux "
                    "possibilités, ou orientez vers l'une d'elles.",
          .english = Text(recipient) +
                     " is not among the organisations shown to the person: add it to the options, "
                     "or refer to one of them."};
}

Error ReferralAlreadyOpen(std::string_view referral) {
  return {.code = Code::kAlreadyExists,
          .reason = "REFERRAL_ALREADY_OPEN",
          .field = Text(referral),
          .french = "Une orientation vers cet organisme pour ce frein est déjà ouverte : " +
                    Text(referral) + ".",
          .english = "A referral to this organisation for this barrier is already open: " +
                     Text(referral) + "."};
}

Error BarrierNotOpen(type::v1::BarrierCategory category) {
  const std::string name = type::v1::BarrierCategory_Name(category);
  return {
      .code = Code::kFailedPrecondition,
      .reason = "BARRIER_NOT_OPEN",
      .field = "category",
      .french =
          "Le dossier n'a pas de frein " + name + " ouvert : il se constate d'abord en entretien.",
      .english = "The case has no open barrier " + name + ": it is first stated in an interview."};
}

Error NotTheRecipient(std::string_view referral) {
  return {.code = Code::kPermissionDenied,
          .reason = "NOT_THE_RECIPIENT",
          .field = Text(referral),
          .french = "Seul l'organisme sollicité répond de cette orientation.",
          .english = "Only the organisation that was asked answers for this referral."};
}

Error ReferralNotAwaitingAnswer(std::string_view referral) {
  return {.code = Code::kFailedPrecondition,
          .reason = "REFERRAL_NOT_AWAITING_ANSWER",
          .field = Text(referral),
          .french = "Cette orientation n'attend plus de réponse.",
          .english = "This referral awaits no answer any more."};
}

Error ReferralAnswerTooLate(std::string_view referral, CivilDate last_day) {
  return {.code = Code::kFailedPrecondition,
          .reason = "REFERRAL_ANSWER_TOO_LATE",
          .field = Text(referral),
          .french = "La réponse était attendue jusqu'au " + last_day.ToString() +
                    " : le référent peut orienter de nouveau.",
          .english =
              "The answer was due by " + last_day.ToString() + ": the référent may refer again."};
}

Error ReferralNotAccepted(std::string_view referral) {
  return {.code = Code::kFailedPrecondition,
          .reason = "REFERRAL_NOT_ACCEPTED",
          .field = Text(referral),
          .french = "Cette orientation n'est pas en cours : acceptez-la d'abord.",
          .english = "This referral is not under way: accept it first."};
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

Error DateBeforeFormerAct(CivilDate day, CivilDate former) {
  return {.code = Code::kInvalidArgument,
          .reason = "DATE_BEFORE_FORMER_ACT",
          .field = "date",
          .french = "La date " + day.ToString() + " précède l'acte auquel elle fait suite, du " +
                    former.ToString() + ".",
          .english = "The date " + day.ToString() + " precedes the act that it follows, of " +
                     former.ToString() + "."};
}

Error BarrierUnknown(int category, CivilDate day) {
  return {.code = Code::kInvalidArgument,
          .reason = "BARRIER_UNKNOWN",
          .field = "category",
          .french = "Le frein " + std::to_string(category) + " n'est pas dans la liste au " +
                    day.ToString() + ".",
          .english = "Barrier " + std::to_string(category) + " is not in the list on " +
                     day.ToString() + "."};
}

Error BarrierSeverityInvalid(int severity) {
  return {.code = Code::kInvalidArgument,
          .reason = "BARRIER_SEVERITY_INVALID",
          .field = "severity",
          .french = "L'intensité d'un frein va de 1 à 4, pas " + std::to_string(severity) + ".",
          .english =
              "The severity of a barrier goes from 1 to 4, not " + std::to_string(severity) + "."};
}

Error PersonMissing(std::string_view fact) {
  return {.code = Code::kInvalidArgument,
          .reason = "PERSON_MISSING",
          .field = "person",
          .french = "Le fait " + Text(fact) + " ne nomme personne.",
          .english = "The fact " + Text(fact) + " names no person."};
}

}  // namespace parcours::support
