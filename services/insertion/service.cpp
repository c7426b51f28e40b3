#include "services/insertion/service.h"

#include "parcours/insertion/v1/insertion_service.pb.h"
#include "services/directory/directory.h"
#include "services/insertion/domain/insertion_file.h"
#include "services/insertion/projections/projections.h"

namespace parcours::insertion {

execution::ServiceDefinition Define() {
  const auto* file = v1::GetInsertionFileRequest::descriptor()->file();
  return {.name = "insertion",
          .api = file->FindServiceByName("InsertionService"),
          .facts = InsertionFile::Facts::Types(),
          .projections = {directory::DirectoryProjection(), FilesProjection()},
          .reactions = Reactions(),
          .timers = {},
          .rpc = Rpc()};
}

}  // namespace parcours::insertion
