#pragma once

#include "services/directory/directory.h"
#include "services/followup/domain/action_plan.h"
#include "services/followup/domain/appointment.h"
#include "services/followup/domain/contract_break.h"
#include "services/followup/domain/interview.h"
#include "services/followup/domain/pathway.h"
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
        appointments(in, directory) {}

  execution::Session& session;
  directory::Directory directory;
  execution::Repository<Pathway> pathways;
  execution::Repository<ContractBreak> breaks;
  execution::Repository<Interview> interviews;
  execution::Repository<ActionPlan> plans;
  execution::Repository<Appointment> appointments;
};

}  // namespace parcours::followup
