#pragma once

#include "services/directory/directory.h"
#include "services/platform/execution/repository.h"
#include "services/platform/execution/session.h"
#include "services/recruitment/domain/apprenticeship_contract.h"
#include "services/recruitment/domain/candidacy.h"
#include "services/recruitment/domain/employer_search.h"
#include "services/recruitment/domain/engagement_contract.h"
#include "services/recruitment/domain/enrolment.h"
#include "services/recruitment/domain/mission.h"
#include "services/recruitment/domain/person.h"

namespace parcours::recruitment {

// What a use case of recruitment works with.
struct Context {
  explicit Context(execution::Session& in)
      : session(in),
        directory(in.db(), in.today()),
        persons(in, directory),
        enrolments(in, directory),
        candidacies(in, directory),
        engagements(in, directory),
        searches(in, directory),
        missions(in, directory),
        contracts(in, directory) {}

  execution::Session& session;
  directory::Directory directory;
  execution::Repository<Person> persons;
  execution::Repository<Enrolment> enrolments;
  execution::Repository<Candidacy> candidacies;
  execution::Repository<EngagementContract> engagements;
  execution::Repository<EmployerSearch> searches;
  execution::Repository<Mission> missions;
  execution::Repository<ApprenticeshipContract> contracts;
};

}  // namespace parcours::recruitment
