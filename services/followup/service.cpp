#include "services/followup/service.h"

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/directory/directory.h"
#include "services/followup/domain/accommodation.h"
#include "services/followup/domain/action_plan.h"
#include "services/followup/domain/appointment.h"
#include "services/followup/domain/attendance_sheet.h"
#include "services/followup/domain/company_period.h"
#include "services/followup/domain/contract_break.h"
#include "services/followup/domain/group_session.h"
#include "services/followup/domain/handover.h"
#include "services/followup/domain/interview.h"
#include "services/followup/domain/logbook.h"
#include "services/followup/domain/passport.h"
#include "services/followup/domain/pathway.h"
#include "services/followup/domain/risk_assessment.h"
#include "services/followup/domain/support_evaluation.h"
#include "services/followup/domain/visit.h"
#include "services/followup/projections/company.h"
#include "services/followup/projections/feed.h"
#include "services/followup/projections/pathways.h"
#include "services/followup/projections/records.h"
#include "services/followup/projections/risk_facts.h"
#include "services/followup/projections/timeline.h"

namespace parcours::followup {
namespace {

std::vector<const google::protobuf::Descriptor*> Facts() {
  auto facts = Pathway::Facts::Types();
  for (const auto& types :
       {ContractBreak::Facts::Types(), Interview::Facts::Types(), ActionPlan::Facts::Types(),
        Appointment::Facts::Types(), Visit::Facts::Types(), Logbook::Facts::Types(),
        LogbookPage::Facts::Types(), GroupSession::Facts::Types(), CompanyPeriod::Facts::Types(),
        SupportEvaluation::Facts::Types(), AttendanceSheet::Facts::Types(),
        Accommodation::Facts::Types(), Passport::Facts::Types(), RiskAssessment::Facts::Types(),
        Handover::Facts::Types()}) {
    facts.insert(facts.end(), types.begin(), types.end());
  }
  return facts;
}

}  // namespace

execution::ServiceDefinition Define() {
  return {
      .name = "followup",
      .api = v1::GetPathwayRequest::descriptor()->file()->FindServiceByName("FollowupService"),
      .facts = Facts(),
      .projections = {directory::DirectoryProjection(), PathwaysProjection(), TimelineProjection(),
                      FeedProjection(), RecordsProjection(), CompanyProjection(), RiskProjection()},
      .reactions = Reactions(),
      .timers = TimerHandlers(),
      .rpc = Rpc()};
}

}  // namespace parcours::followup
