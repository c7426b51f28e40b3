#pragma once

#include "services/directory/directory.h"
#include "services/platform/execution/repository.h"
#include "services/platform/execution/session.h"
#include "services/support/domain/referral.h"
#include "services/support/domain/support_case.h"

namespace parcours::support {

// What a use case of support works with.
struct Context {
  explicit Context(execution::Session& in)
      : session(in),
        directory(in.db(), in.today()),
        cases(in, directory),
        referrals(in, directory) {}

  execution::Session& session;
  directory::Directory directory;
  execution::Repository<SupportCase> cases;
  execution::Repository<Referral> referrals;
};

}  // namespace parcours::support
