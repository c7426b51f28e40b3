#pragma once

// Why recruitment refuses. Each refusal once, with its stable reason.

#include <string_view>

#include "parcours/type/v1/consent.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/error.h"

namespace parcours::recruitment {

// Any command.
[[nodiscard]] Error DateInFuture(CivilDate day, CivilDate today);
// `date` is before the act that it follows.
[[nodiscard]] Error DateBeforeFormerAct(CivilDate day, CivilDate former);

// Imports.
// No organisation of the network has this SIRET and UAI; `field` is the record's.
[[nodiscard]] Error EstablishmentUnknown(std::string_view field, std::string_view siret,
                                         std::string_view uai);
[[nodiscard]] Error RecordOfAnotherOrganisation();
[[nodiscard]] Error PrescriptionNotAgreed(std::string_view organisation);
[[nodiscard]] Error ProgrammeUnknown(std::string_view programme);
[[nodiscard]] Error PersonAlreadyPrescribed();
[[nodiscard]] Error SenderIdTaken();

// Consents.
[[nodiscard]] Error ConsentNotGiven(type::v1::ConsentPurpose purpose, std::string_view recipient);
[[nodiscard]] Error ConsentEndsBeforeItBegins(CivilDate until, CivilDate day);

// Interviews.
[[nodiscard]] Error InterviewTimesInvalid();
[[nodiscard]] Error InterviewDayDiffers(CivilDate day, CivilDate of_start);

// Engagement contracts.
[[nodiscard]] Error EngagementAlreadySigned(std::string_view engagement);
[[nodiscard]] Error EngagementDatesMissing();
[[nodiscard]] Error EngagementDatesDiffer(CivilDate start, CivilDate end);
[[nodiscard]] Error TrainingEndsBeforeItStarts(CivilDate start, CivilDate end);

// Missions.
[[nodiscard]] Error MissionNotAwaitingValidation(std::string_view mission);
[[nodiscard]] Error ValidatorOfTheEmployer(std::string_view mission);
// The gate: names the rule and where it comes from.
[[nodiscard]] Error MissionNotValidated(std::string_view mission, CivilDate day,
                                        std::string_view rule, std::string_view source);

// Apprenticeship contracts. French sentences on age and length are those of the national form.
[[nodiscard]] Error ApprenticeTooYoung();
[[nodiscard]] Error ContractEndsBeforeItStarts();
[[nodiscard]] Error ContractTooShort();
[[nodiscard]] Error ContractTooLong();
[[nodiscard]] Error ContractAlreadyAuthorised(std::string_view contract);
[[nodiscard]] Error ContractNotAwaitingSignature(std::string_view contract);
[[nodiscard]] Error ContractSignedAfterItsStart(CivilDate day, CivilDate start);

}  // namespace parcours::recruitment
