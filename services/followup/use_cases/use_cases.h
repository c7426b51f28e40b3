#pragma once

// Every verb of follow-up: commands and queries (Handle), and what it does when it hears of facts.

#include "parcours/followup/v1/followup_service.pb.h"
#include "parcours/insertion/v1/insertion_events.pb.h"
#include "parcours/recruitment/v1/recruitment_events.pb.h"
#include "parcours/support/v1/support_events.pb.h"
#include "services/followup/context.h"
#include "services/platform/journal/fact.h"

namespace parcours::followup {

// Commands.
[[nodiscard]] Result<v1::Pathway> Handle(const v1::AssignReferentRequest& request,
                                         Context& context);
[[nodiscard]] Result<v1::Interview> Handle(const v1::RecordInterviewRequest& request,
                                           Context& context);
[[nodiscard]] Result<v1::Pathway> Handle(const v1::RecordEmployerMeetingRequest& request,
                                         Context& context);
[[nodiscard]] Result<v1::Pathway> Handle(const v1::CompletePathwayRequest& request,
                                         Context& context);
[[nodiscard]] Result<v1::ActionPlan> Handle(const v1::OpenActionPlanRequest& request,
                                            Context& context);
[[nodiscard]] Result<v1::ActionPlan> Handle(const v1::ReviseActionPlanRequest& request,
                                            Context& context);
[[nodiscard]] Result<v1::ActionPlan> Handle(const v1::ChangePlanStatusRequest& request,
                                            Context& context);
[[nodiscard]] Result<v1::ActionPlan> Handle(const v1::CloseActionPlanRequest& request,
                                            Context& context);
[[nodiscard]] Result<v1::Appointment> Handle(const v1::MakeAppointmentRequest& request,
                                             Context& context);
[[nodiscard]] Result<v1::Appointment> Handle(const v1::MoveAppointmentRequest& request,
                                             Context& context);
[[nodiscard]] Result<v1::Appointment> Handle(const v1::SetAppointmentStateRequest& request,
                                             Context& context);
[[nodiscard]] Result<v1::Appointment> Handle(const v1::SwitchRemindersRequest& request,
                                             Context& context);
[[nodiscard]] Result<v1::Visit> Handle(const v1::ShareVisitReportRequest& request,
                                       Context& context);
[[nodiscard]] Result<v1::Visit> Handle(const v1::SettleVisitActionRequest& request,
                                       Context& context);
[[nodiscard]] Result<v1::Logbook> Handle(const v1::WriteLogbookEntryRequest& request,
                                         Context& context);
[[nodiscard]] Result<v1::Logbook> Handle(const v1::RecordCompanyStepRequest& request,
                                         Context& context);
[[nodiscard]] Result<v1::Logbook> Handle(const v1::GiveEndEvaluationRequest& request,
                                         Context& context);
[[nodiscard]] Result<v1::GroupSession> Handle(const v1::RecordGroupSessionRequest& request,
                                              Context& context);
[[nodiscard]] Result<v1::CompanyPeriod> Handle(const v1::AgreeCompanyPeriodRequest& request,
                                               Context& context);
[[nodiscard]] Result<v1::CompanyPeriod> Handle(const v1::AppraiseCompanyPeriodRequest& request,
                                               Context& context);
[[nodiscard]] Result<v1::SupportEvaluation> Handle(const v1::EvaluateSupportRequest& request,
                                                   Context& context);
[[nodiscard]] Result<v1::ContractBreakRecord> Handle(const v1::DeclareBreakRequest& request,
                                                     Context& context);
[[nodiscard]] Result<v1::Orientation> Handle(const v1::OrientPersonRequest& request,
                                             Context& context);
[[nodiscard]] Result<v1::Orientation> Handle(const v1::AnswerOrientationRequest& request,
                                             Context& context);
[[nodiscard]] Result<v1::AttendanceSheet> Handle(const v1::PlanHoursRequest& request,
                                                 Context& context);
[[nodiscard]] Result<v1::AttendanceSheet> Handle(const v1::RecordAttendanceRequest& request,
                                                 Context& context);
[[nodiscard]] Result<v1::AttendanceSheet> Handle(const v1::SignSheetRequest& request,
                                                 Context& context);
[[nodiscard]] Result<v1::RightsInformation> Handle(const v1::InformRightsRequest& request,
                                                   Context& context);
[[nodiscard]] Result<v1::Accommodation> Handle(const v1::GrantAccommodationRequest& request,
                                               Context& context);
[[nodiscard]] Result<v1::Accommodation> Handle(const v1::ReviewAccommodationRequest& request,
                                               Context& context);
[[nodiscard]] Result<v1::Passport> Handle(const v1::RecordMilestoneRequest& request,
                                          Context& context);
[[nodiscard]] Result<v1::Passport> Handle(const v1::IssueCredentialRequest& request,
                                          Context& context);
[[nodiscard]] Result<v1::Handover> Handle(const v1::HandOverPathwaysRequest& request,
                                          Context& context);
[[nodiscard]] Result<v1::Alert> Handle(const v1::AcknowledgeAlertRequest& request,
                                       Context& context);
[[nodiscard]] Result<v1::Risk> Handle(const v1::OverrideRiskRequest& request, Context& context);

// Queries.
[[nodiscard]] Result<v1::Pathway> Handle(const v1::GetPathwayRequest& request, Context& context);
[[nodiscard]] Result<v1::ListPathwaysResponse> Handle(const v1::ListPathwaysRequest& request,
                                                      Context& context);
[[nodiscard]] Result<v1::Timeline> Handle(const v1::GetTimelineRequest& request, Context& context);
[[nodiscard]] Result<v1::ListOrganisationsResponse> Handle(
    const v1::ListOrganisationsRequest& request, Context& context);
[[nodiscard]] Result<v1::ListAlertsResponse> Handle(const v1::ListAlertsRequest& request,
                                                    Context& context);
[[nodiscard]] Result<v1::ListGapsResponse> Handle(const v1::ListGapsRequest& request,
                                                  Context& context);
[[nodiscard]] Result<v1::Handover> Handle(const v1::GetHandoverRequest& request, Context& context);
[[nodiscard]] Result<v1::Risk> Handle(const v1::GetRiskRequest& request, Context& context);
[[nodiscard]] Result<v1::Interview> Handle(const v1::GetInterviewRequest& request,
                                           Context& context);
[[nodiscard]] Result<v1::ListInterviewsResponse> Handle(const v1::ListInterviewsRequest& request,
                                                        Context& context);
[[nodiscard]] Result<v1::ActionPlan> Handle(const v1::GetActionPlanRequest& request,
                                            Context& context);
[[nodiscard]] Result<v1::Pitfalls> Handle(const v1::GetPitfallsRequest& request, Context& context);
[[nodiscard]] Result<v1::ListActionPlansResponse> Handle(const v1::ListActionPlansRequest& request,
                                                         Context& context);
[[nodiscard]] Result<v1::Appointment> Handle(const v1::GetAppointmentRequest& request,
                                             Context& context);
[[nodiscard]] Result<v1::ListAppointmentsResponse> Handle(
    const v1::ListAppointmentsRequest& request, Context& context);
[[nodiscard]] Result<v1::CalendarFeed> Handle(const v1::GetCalendarRequest& request,
                                              Context& context);
[[nodiscard]] Result<v1::ListVisitsResponse> Handle(const v1::ListVisitsRequest& request,
                                                    Context& context);
[[nodiscard]] Result<v1::Logbook> Handle(const v1::GetLogbookRequest& request, Context& context);
[[nodiscard]] Result<v1::ListCompanyLapsesResponse> Handle(
    const v1::ListCompanyLapsesRequest& request, Context& context);
[[nodiscard]] Result<v1::ListCompanyPeriodsResponse> Handle(
    const v1::ListCompanyPeriodsRequest& request, Context& context);
[[nodiscard]] Result<v1::ListSupportEvaluationsResponse> Handle(
    const v1::ListSupportEvaluationsRequest& request, Context& context);
[[nodiscard]] Result<v1::ContractBreakRecord> Handle(const v1::GetContractBreakRequest& request,
                                                     Context& context);
[[nodiscard]] Result<v1::ListOrientationsResponse> Handle(
    const v1::ListOrientationsRequest& request, Context& context);
[[nodiscard]] Result<v1::ListAttendanceSheetsResponse> Handle(
    const v1::ListAttendanceSheetsRequest& request, Context& context);
[[nodiscard]] Result<v1::ListRightsInformationResponse> Handle(
    const v1::ListRightsInformationRequest& request, Context& context);
[[nodiscard]] Result<v1::ListAccommodationsResponse> Handle(
    const v1::ListAccommodationsRequest& request, Context& context);
[[nodiscard]] Result<v1::Passport> Handle(const v1::GetPassportRequest& request, Context& context);
[[nodiscard]] Result<v1::CredentialFile> Handle(const v1::ExportCredentialRequest& request,
                                                Context& context);

// Reactions: recruitment.
[[nodiscard]] Result<void> OpenPathway(const recruitment::v1::EnrolmentImported& fact,
                                       const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> CorrectPathway(const recruitment::v1::EnrolmentCorrected& fact,
                                          const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> OpenEngagedPathway(const recruitment::v1::EngagementSigned& fact,
                                              const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> AttachContract(const recruitment::v1::ContractSigned& fact,
                                          const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> CorrectContract(const recruitment::v1::ContractCorrected& fact,
                                           const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> HearOfBreak(const recruitment::v1::ContractBreakReported& fact,
                                       const journal::FactMeta& meta, Context& context);

// Reactions: support and insertion.
[[nodiscard]] Result<void> NoteBarrier(const support::v1::BarrierConfirmed& fact,
                                       const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> NoteLiftedBarrier(const support::v1::BarrierLifted& fact,
                                             const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> ReleaseReferent(const insertion::v1::SituationConsolidated& fact,
                                           const journal::FactMeta& meta, Context& context);

}  // namespace parcours::followup
