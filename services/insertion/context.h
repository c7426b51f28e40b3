#pragma once

#include "services/directory/directory.h"
#include "services/insertion/domain/insertion_file.h"
#include "services/platform/execution/repository.h"
#include "services/platform/execution/session.h"

namespace parcours::insertion {

// What a use case of insertion works with.
struct Context {
  explicit Context(execution::Session& in)
      : session(in), directory(in.db(), in.today()), files(in, directory) {}

  execution::Session& session;
  directory::Directory directory;
  execution::Repository<InsertionFile> files;
};

}  // namespace parcours::insertion
