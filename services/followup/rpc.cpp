#include "parcours/followup/v1/followup_service.grpc.pb.h"
#include "services/followup/service.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/platform/rpc/edge.h"

namespace parcours::followup {
namespace {

using rpc::Call;
using rpc::Reactor;

class FollowupRpc final : public rpc::Edge<v1::FollowupService, Context> {
 public:
  using Edge::Edge;

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
};

}  // namespace

std::function<std::unique_ptr<grpc::Service>(execution::Executor&)> Rpc() {
  return [](execution::Executor& executor) { return std::make_unique<FollowupRpc>(executor); };
}

}  // namespace parcours::followup
