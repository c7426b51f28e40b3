#include "services/insertion/use_cases/answers.h"
#include "services/insertion/use_cases/use_cases.h"

namespace parcours::insertion {

Result<v1::InsertionFile> Handle(const v1::GetInsertionFileRequest& request, Context& context) {
  TRY(const auto file, context.files.Load(request.name()));
  return ToProto(file, context);
}

}  // namespace parcours::insertion
