#include "services/insertion/use_cases/answers.h"
#include "services/insertion/use_cases/use_cases.h"

namespace parcours::insertion {

Result<v1::InsertionFile> Handle(const v1::ConsolidateSituationRequest& request, Context& context) {
  TRY(auto file, context.files.Load(request.name(), request.etag()));
  TRY(const auto day, DayOfAct(request.date(), context.session.today()));
  TRY(file,
      context.files.Record(file, file.Consolidate(request.note(), context.session.actor(), day)));
  return ToProto(file, context);
}

}  // namespace parcours::insertion
