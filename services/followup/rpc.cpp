#include "parcours/followup/v1/followup_service.grpc.pb.h"
#include "services/followup/service.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/followup/watch_stream.h"
#include "services/platform/rpc/edge.h"

namespace parcours::followup {
namespace {

using rpc::Call;
using rpc::Reactor;

class FollowupRpc final : public rpc::Edge<v1::FollowupService, Context> {
 public:
  explicit FollowupRpc(execution::Executor& executor)
      : Edge(executor), executor_(executor), watchers_(std::make_shared<Watchers>(executor)) {
    executor.Listen({.committed = [watchers = watchers_] { watchers->Committed(); },
                     .draining = [watchers = watchers_] { watchers->TellAll(); }});
  }

  Reactor* AssignReferent(Call* call, const v1::AssignReferentRequest* in,
                          v1::Pathway* out) override {
    return Serve(call, in, out);
  }
  Reactor* RecordInterview(Call* call, const v1::RecordInterviewRequest* in,
                           v1::Interview* out) override {
    return Serve(call, in, out);
  }
  Reactor* RecordEmployerMeeting(Call* call, const v1::RecordEmployerMeetingRequest* in,
                                 v1::Pathway* out) override {
    return Serve(call, in, out);
  }
  Reactor* CompletePathway(Call* call, const v1::CompletePathwayRequest* in,
                           v1::Pathway* out) override {
    return Serve(call, in, out);
  }
  Reactor* GetPathway(Call* call, const v1::GetPathwayRequest* in, v1::Pathway* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListPathways(Call* call, const v1::ListPathwaysRequest* in,
                        v1::ListPathwaysResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* GetTimeline(Call* call, const v1::GetTimelineRequest* in, v1::Timeline* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListOrganisations(Call* call, const v1::ListOrganisationsRequest* in,
                             v1::ListOrganisationsResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListAlerts(Call* call, const v1::ListAlertsRequest* in,
                      v1::ListAlertsResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* HandOverPathways(Call* call, const v1::HandOverPathwaysRequest* in,
                            v1::Handover* out) override {
    return Serve(call, in, out);
  }
  Reactor* GetHandover(Call* call, const v1::GetHandoverRequest* in, v1::Handover* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListGaps(Call* call, const v1::ListGapsRequest* in, v1::ListGapsResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* AcknowledgeAlert(Call* call, const v1::AcknowledgeAlertRequest* in,
                            v1::Alert* out) override {
    return Serve(call, in, out);
  }
  Reactor* GetRisk(Call* call, const v1::GetRiskRequest* in, v1::Risk* out) override {
    return Serve(call, in, out);
  }
  Reactor* OverrideRisk(Call* call, const v1::OverrideRiskRequest* in, v1::Risk* out) override {
    return Serve(call, in, out);
  }
  Reactor* GetInterview(Call* call, const v1::GetInterviewRequest* in,
                        v1::Interview* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListInterviews(Call* call, const v1::ListInterviewsRequest* in,
                          v1::ListInterviewsResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* OpenActionPlan(Call* call, const v1::OpenActionPlanRequest* in,
                          v1::ActionPlan* out) override {
    return Serve(call, in, out);
  }
  Reactor* ReviseActionPlan(Call* call, const v1::ReviseActionPlanRequest* in,
                            v1::ActionPlan* out) override {
    return Serve(call, in, out);
  }
  Reactor* ChangePlanStatus(Call* call, const v1::ChangePlanStatusRequest* in,
                            v1::ActionPlan* out) override {
    return Serve(call, in, out);
  }
  Reactor* CloseActionPlan(Call* call, const v1::CloseActionPlanRequest* in,
                           v1::ActionPlan* out) override {
    return Serve(call, in, out);
  }
  Reactor* GetActionPlan(Call* call, const v1::GetActionPlanRequest* in,
                         v1::ActionPlan* out) override {
    return Serve(call, in, out);
  }
  Reactor* GetPitfalls(Call* call, const v1::GetPitfallsRequest* in, v1::Pitfalls* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListActionPlans(Call* call, const v1::ListActionPlansRequest* in,
                           v1::ListActionPlansResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* MakeAppointment(Call* call, const v1::MakeAppointmentRequest* in,
                           v1::Appointment* out) override {
    return Serve(call, in, out);
  }
  Reactor* MoveAppointment(Call* call, const v1::MoveAppointmentRequest* in,
                           v1::Appointment* out) override {
    return Serve(call, in, out);
  }
  Reactor* SetAppointmentState(Call* call, const v1::SetAppointmentStateRequest* in,
                               v1::Appointment* out) override {
    return Serve(call, in, out);
  }
  Reactor* SwitchReminders(Call* call, const v1::SwitchRemindersRequest* in,
                           v1::Appointment* out) override {
    return Serve(call, in, out);
  }
  Reactor* GetAppointment(Call* call, const v1::GetAppointmentRequest* in,
                          v1::Appointment* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListAppointments(Call* call, const v1::ListAppointmentsRequest* in,
                            v1::ListAppointmentsResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* GetCalendar(Call* call, const v1::GetCalendarRequest* in,
                       v1::CalendarFeed* out) override {
    return Serve(call, in, out);
  }
  Reactor* ShareVisitReport(Call* call, const v1::ShareVisitReportRequest* in,
                            v1::Visit* out) override {
    return Serve(call, in, out);
  }
  Reactor* SettleVisitAction(Call* call, const v1::SettleVisitActionRequest* in,
                             v1::Visit* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListVisits(Call* call, const v1::ListVisitsRequest* in,
                      v1::ListVisitsResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* WriteLogbookEntry(Call* call, const v1::WriteLogbookEntryRequest* in,
                             v1::Logbook* out) override {
    return Serve(call, in, out);
  }
  Reactor* RecordCompanyStep(Call* call, const v1::RecordCompanyStepRequest* in,
                             v1::Logbook* out) override {
    return Serve(call, in, out);
  }
  Reactor* GiveEndEvaluation(Call* call, const v1::GiveEndEvaluationRequest* in,
                             v1::Logbook* out) override {
    return Serve(call, in, out);
  }
  Reactor* GetLogbook(Call* call, const v1::GetLogbookRequest* in, v1::Logbook* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListCompanyLapses(Call* call, const v1::ListCompanyLapsesRequest* in,
                             v1::ListCompanyLapsesResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* RecordGroupSession(Call* call, const v1::RecordGroupSessionRequest* in,
                              v1::GroupSession* out) override {
    return Serve(call, in, out);
  }
  Reactor* AgreeCompanyPeriod(Call* call, const v1::AgreeCompanyPeriodRequest* in,
                              v1::CompanyPeriod* out) override {
    return Serve(call, in, out);
  }
  Reactor* AppraiseCompanyPeriod(Call* call, const v1::AppraiseCompanyPeriodRequest* in,
                                 v1::CompanyPeriod* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListCompanyPeriods(Call* call, const v1::ListCompanyPeriodsRequest* in,
                              v1::ListCompanyPeriodsResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* EvaluateSupport(Call* call, const v1::EvaluateSupportRequest* in,
                           v1::SupportEvaluation* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListSupportEvaluations(Call* call, const v1::ListSupportEvaluationsRequest* in,
                                  v1::ListSupportEvaluationsResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* DeclareBreak(Call* call, const v1::DeclareBreakRequest* in,
                        v1::ContractBreakRecord* out) override {
    return Serve(call, in, out);
  }
  Reactor* GetContractBreak(Call* call, const v1::GetContractBreakRequest* in,
                            v1::ContractBreakRecord* out) override {
    return Serve(call, in, out);
  }
  Reactor* OrientPerson(Call* call, const v1::OrientPersonRequest* in,
                        v1::Orientation* out) override {
    return Serve(call, in, out);
  }
  Reactor* AnswerOrientation(Call* call, const v1::AnswerOrientationRequest* in,
                             v1::Orientation* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListOrientations(Call* call, const v1::ListOrientationsRequest* in,
                            v1::ListOrientationsResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* PlanHours(Call* call, const v1::PlanHoursRequest* in,
                     v1::AttendanceSheet* out) override {
    return Serve(call, in, out);
  }
  Reactor* RecordAttendance(Call* call, const v1::RecordAttendanceRequest* in,
                            v1::AttendanceSheet* out) override {
    return Serve(call, in, out);
  }
  Reactor* SignSheet(Call* call, const v1::SignSheetRequest* in,
                     v1::AttendanceSheet* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListAttendanceSheets(Call* call, const v1::ListAttendanceSheetsRequest* in,
                                v1::ListAttendanceSheetsResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* InformRights(Call* call, const v1::InformRightsRequest* in,
                        v1::RightsInformation* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListRightsInformation(Call* call, const v1::ListRightsInformationRequest* in,
                                 v1::ListRightsInformationResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* GrantAccommodation(Call* call, const v1::GrantAccommodationRequest* in,
                              v1::Accommodation* out) override {
    return Serve(call, in, out);
  }
  Reactor* ReviewAccommodation(Call* call, const v1::ReviewAccommodationRequest* in,
                               v1::Accommodation* out) override {
    return Serve(call, in, out);
  }
  Reactor* ListAccommodations(Call* call, const v1::ListAccommodationsRequest* in,
                              v1::ListAccommodationsResponse* out) override {
    return Serve(call, in, out);
  }
  Reactor* RecordMilestone(Call* call, const v1::RecordMilestoneRequest* in,
                           v1::Passport* out) override {
    return Serve(call, in, out);
  }
  Reactor* IssueCredential(Call* call, const v1::IssueCredentialRequest* in,
                           v1::Passport* out) override {
    return Serve(call, in, out);
  }
  Reactor* GetPassport(Call* call, const v1::GetPassportRequest* in, v1::Passport* out) override {
    return Serve(call, in, out);
  }
  Reactor* ExportCredential(Call* call, const v1::ExportCredentialRequest* in,
                            v1::CredentialFile* out) override {
    return Serve(call, in, out);
  }
  grpc::ServerWriteReactor<v1::Change>* WatchPathway(Call* call,
                                                     const v1::WatchPathwayRequest* in) override {
    return WatchStream<v1::WatchPathwayRequest>::Start(call, *in, executor_, watchers_);
  }
  grpc::ServerWriteReactor<v1::Change>* WatchAlerts(Call* call,
                                                    const v1::WatchAlertsRequest* in) override {
    return WatchStream<v1::WatchAlertsRequest>::Start(call, *in, executor_, watchers_);
  }

 private:
  execution::Executor& executor_;
  const std::shared_ptr<Watchers> watchers_;  // shared with the streams and with what wakes them
};

}  // namespace

std::function<std::unique_ptr<grpc::Service>(execution::Executor&)> Rpc() {
  return [](execution::Executor& executor) { return std::make_unique<FollowupRpc>(executor); };
}

}  // namespace parcours::followup
