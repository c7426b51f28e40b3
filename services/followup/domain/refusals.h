#pragma once

// Each refusal of follow-up once: code, stable reason, field, and what to do, in French and
// English.

#include <string_view>

#include "services/platform/core/civil_date.h"
#include "services/platform/core/error.h"

namespace parcours::followup {

// A fact of recruitment names an organisation that partners' facts have not made known here yet.
[[nodiscard]] Error OrganisationNotKnownYet(std::string_view organisation);
[[nodiscard]] Error PathwayAlreadyOpen(std::string_view pathway);
[[nodiscard]] Error PathwayNotOpen(std::string_view pathway);
[[nodiscard]] Error PathwayAlreadyClosed(std::string_view pathway);
// `field` is the request field that holds the day.
[[nodiscard]] Error ActInTheFuture(std::string_view field);

[[nodiscard]] Error ReferentWithoutMandate(std::string_view referent);
[[nodiscard]] Error ReferentBeforeCurrent(CivilDate current_from);
[[nodiscard]] Error ReferentBeforePathway(CivilDate opened_on);
[[nodiscard]] Error ReferentAlreadyReleased();
[[nodiscard]] Error ReferentNotInCharge(std::string_view referent);
[[nodiscard]] Error HandoverEmpty();
[[nodiscard]] Error HandoverTooLarge(int most);
[[nodiscard]] Error HandoverPathwayTwice(std::string_view pathway);

[[nodiscard]] Error AlertUnknown(std::string_view alert);
[[nodiscard]] Error AlertAlreadyClosed();
[[nodiscard]] Error AlertAlreadyAcknowledged();
[[nodiscard]] Error RiskOverrideTooLong(CivilDate last_allowed);
[[nodiscard]] Error RiskOverridePast();
[[nodiscard]] Error RiskNotOverridden();
[[nodiscard]] Error RiskOverriddenTooOften();

[[nodiscard]] Error InterviewEndsBeforeStart();
[[nodiscard]] Error InterviewTooLong();
[[nodiscard]] Error InterviewLengthMissing();
[[nodiscard]] Error InterviewDayContradicted();
[[nodiscard]] Error ObjectiveVerdictMissing();
[[nodiscard]] Error ObjectiveMissing();
[[nodiscard]] Error InterviewStructureIncomplete();
[[nodiscard]] Error ChoiceNotAmongOptions();
[[nodiscard]] Error CommunicationAgreementOneSided();
[[nodiscard]] Error BarrierStatedTwice();

[[nodiscard]] Error MeetingBeforeTraining(CivilDate first);
[[nodiscard]] Error EmployerNotNamed();
[[nodiscard]] Error EmployerUnknown(std::string_view employer);

[[nodiscard]] Error ClosingReviewMissing();
[[nodiscard]] Error TrainingNotEnded(CivilDate last_day);
[[nodiscard]] Error LastDayOutsideTraining();

[[nodiscard]] Error ActionPlanAlreadyOpen();
[[nodiscard]] Error ActionPlanAlreadyClosed();
[[nodiscard]] Error ActionPlanFull();
[[nodiscard]] Error PlanTextMissing();
[[nodiscard]] Error ObjectiveMeasureMissing();
[[nodiscard]] Error ObjectiveDateMissing();
[[nodiscard]] Error ActionOwnerMissing();
[[nodiscard]] Error ActionDeadlineMissing();
[[nodiscard]] Error PlanDatePassed();
[[nodiscard]] Error PlanItemTwice();
[[nodiscard]] Error PlanItemUnknown();
[[nodiscard]] Error PlanItemNotNamed();
[[nodiscard]] Error PlanGainChanged();
[[nodiscard]] Error PlanNotChanged();
[[nodiscard]] Error PlanReasonMissing();
[[nodiscard]] Error ObjectiveNotMeasured();
[[nodiscard]] Error ReorientationNotAccepted();
// Names of the statuses.
[[nodiscard]] Error PlanTransitionForbidden(std::string_view from, std::string_view to);
[[nodiscard]] Error PlanDateBeforeCurrent(CivilDate since);
[[nodiscard]] Error PlanOwnerUnknown(std::string_view owner);
[[nodiscard]] Error FunderUnknown(std::string_view funder);

[[nodiscard]] Error AppointmentEndsBeforeStart();
[[nodiscard]] Error AppointmentPast();
[[nodiscard]] Error AppointmentSettled();
[[nodiscard]] Error AppointmentChangedTooOften();
[[nodiscard]] Error AppointmentAgentUnknown();
// Names of the states.
[[nodiscard]] Error AppointmentTransitionForbidden(std::string_view from, std::string_view to);
[[nodiscard]] Error AppointmentToCome(CivilDate appointment);

[[nodiscard]] Error PositionNotReached(std::int64_t position);

}  // namespace parcours::followup
