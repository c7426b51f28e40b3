#pragma once

// Each refusal of the company side once: code, stable reason, field, and what to do.

#include "services/platform/core/civil_date.h"
#include "services/platform/core/error.h"

namespace parcours::followup {

[[nodiscard]] Error VisitReportMissing();
[[nodiscard]] Error VisitReportNotSharedWithBoth();
[[nodiscard]] Error VisitReportAlreadyShared();
[[nodiscard]] Error VisitActionIncomplete();
[[nodiscard]] Error VisitActionUnknown();
[[nodiscard]] Error VisitActionAlreadySettled();
[[nodiscard]] Error DateBeforeVisit(CivilDate visit);

[[nodiscard]] Error LogbookFull();
[[nodiscard]] Error LogbookPageFull();
[[nodiscard]] Error LogbookEntryEmpty();
[[nodiscard]] Error LogbookLevelWithoutCompetence();
[[nodiscard]] Error ExpectedLevelNotTheirs();
[[nodiscard]] Error CompanyStepMissing();
[[nodiscard]] Error OutsideTraining(CivilDate first, CivilDate last);
[[nodiscard]] Error GridAlreadyShared();
[[nodiscard]] Error MeetingMinimumTooLow(int least);
[[nodiscard]] Error MediationAlreadyOpen();
[[nodiscard]] Error MediationNotOpen();
[[nodiscard]] Error EvaluationTooEarly(CivilDate from);
[[nodiscard]] Error EvaluationAlreadyGiven();

[[nodiscard]] Error GroupNamedTwice();
[[nodiscard]] Error GroupOfTwoOrganisations();

[[nodiscard]] Error CompanyPeriodInApprenticeship();
[[nodiscard]] Error CompanyPeriodEndsBeforeStart();
[[nodiscard]] Error CompanyPeriodFrameLate();
[[nodiscard]] Error CompanyPeriodNotOver(CivilDate last);
[[nodiscard]] Error CompanyPeriodAlreadyAppraised();

}  // namespace parcours::followup
