#pragma once

#include "services/directory/directory.h"
#include "services/partners/domain/agent.h"
#include "services/partners/domain/convention.h"
#include "services/partners/domain/organisation.h"
#include "services/partners/domain/partner_key.h"
#include "services/partners/domain/programme.h"
#include "services/platform/execution/repository.h"
#include "services/platform/execution/session.h"

namespace parcours::partners {

// What a use case of partners works with.
struct Context {
  explicit Context(execution::Session& in)
      : session(in),
        directory(in.db(), in.today()),
        organisations(in, directory),
        agents(in, directory),
        conventions(in, directory),
        programmes(in, directory),
        partner_keys(in, directory) {}

  execution::Session& session;
  directory::Directory directory;
  execution::Repository<Organisation> organisations;
  execution::Repository<Agent> agents;
  execution::Repository<Convention> conventions;
  execution::Repository<Programme> programmes;
  execution::Repository<PartnerKey> partner_keys;
};

}  // namespace parcours::partners
