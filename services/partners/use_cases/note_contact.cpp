#include "services/partners/domain/refusals.h"
#include "services/partners/use_cases/use_cases.h"
#include "services/platform/core/id.h"

namespace parcours::partners {
namespace {

Result<void> Note(const std::string& employer, v1::EmployerContactNoted::Source source,
                  const journal::FactMeta& meta, Context& context) {
  if (employer.empty()) return {};
  if (IdOf(employer, Organisation::kCollection).empty()) {
    return Refuse(EmployerMalformed(meta.Id()));
  }
  const auto organisation = context.organisations.Find(employer);
  auto noted = organisation.NoteContact({.day = meta.effective, .source = source});
  if (!noted) return {};
  TRY(context.organisations.Record(organisation, *std::move(noted)));
  return {};
}

}  // namespace

Result<void> NoteContact(const recruitment::v1::ContractSigned& fact, const journal::FactMeta& meta,
                         Context& context) {
  return Note(fact.employer(), v1::EmployerContactNoted::CONTRACT, meta, context);
}

Result<void> NoteContact(const recruitment::v1::MissionSubmitted& fact,
                         const journal::FactMeta& meta, Context& context) {
  return Note(fact.employer(), v1::EmployerContactNoted::MISSION, meta, context);
}

Result<void> NoteContact(const insertion::v1::OutcomeRecorded& fact, const journal::FactMeta& meta,
                         Context& context) {
  return Note(fact.employer(), v1::EmployerContactNoted::OUTCOME, meta, context);
}

}  // namespace parcours::partners
