#pragma once

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
#include "services/platform/execution/repository.h"
#include "services/platform/execution/session.h"

namespace parcours::followup {

// What one command, query, reaction or timer of follow-up works with.
struct Context {
  explicit Context(execution::Session& in)
      : session(in),
        directory(in.db(), in.today()),
        pathways(in, directory),
        breaks(in, directory),
        interviews(in, directory),
        plans(in, directory),
        appointments(in, directory),
        visits(in, directory),
        logbooks(in, directory),
        logbook_pages(in, directory),
        group_sessions(in, directory),
        company_periods(in, directory),
        evaluations(in, directory),
        sheets(in, directory),
        accommodations(in, directory),
        passports(in, directory),
        risks(in, directory),
        handovers(in, directory) {}

  execution::Session& session;
  directory::Directory directory;
  execution::Repository<Pathway> pathways;
  execution::Repository<ContractBreak> breaks;
  execution::Repository<Interview> interviews;
  execution::Repository<ActionPlan> plans;
  execution::Repository<Appointment> appointments;
  execution::Repository<Visit> visits;
  execution::Repository<Logbook> logbooks;
  execution::Repository<LogbookPage> logbook_pages;
  execution::Repository<GroupSession> group_sessions;
  execution::Repository<CompanyPeriod> company_periods;
  execution::Repository<SupportEvaluation> evaluations;
  execution::Repository<AttendanceSheet> sheets;
  execution::Repository<Accommodation> accommodations;
  execution::Repository<Passport> passports;
  execution::Repository<RiskAssessment> risks;
  execution::Repository<Handover> handovers;
};

}  // namespace parcours::followup
