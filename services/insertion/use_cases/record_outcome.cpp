#include "services/insertion/use_cases/answers.h"
#include "services/insertion/use_cases/use_cases.h"

namespace parcours::insertion {
namespace {

Outcome OutcomeOf(const v1::RecordOutcomeRequest& request, CivilDate day) {
  return {.wave_months = request.wave_months(),
          .situation = request.situation(),
          .in_sector = request.in_sector(),
          .contract_kind = request.contract_kind(),
          .employer = request.employer(),
          .source = request.source(),
          .observed = day,
          .note = request.note()};
}

}  // namespace

Result<v1::InsertionFile> Handle(const v1::RecordOutcomeRequest& request, Context& context) {
  TRY(auto file, context.files.Load(request.name(), request.etag()));
  TRY(const auto day, DayOfAct(request.date(), context.session.today()));
  TRY(auto recorded, file.RecordOutcome(OutcomeOf(request, day), context.session.actor(),
                                        context.session.today()));
  if (!request.employer().empty()) {
    TRY(context.directory.RequireOrganisation(request.employer(), "employer"));
  }
  TRY(file, context.files.Record(file, std::move(recorded)));
  return ToProto(file, context);
}

}  // namespace parcours::insertion
