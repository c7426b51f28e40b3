#include "services/followup/use_cases/judge.h"
#include "services/followup/use_cases/risk.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

struct Heard {
  const std::string& pathway;
  Owner owner;
  type::v1::BarrierCategory category;
  int severity = 0;
  bool lifted = false;
  CivilDate day;
};

// A case may hold barriers that no pathway stated: they do not concern follow-up.
Result<void> Note(const Heard& heard, Context& context) {
  if (heard.pathway.empty()) return {};
  auto pathway = context.pathways.Find(heard.pathway);
  TRY(pathway,
      context.pathways.Record(pathway, pathway.Note(heard.category, heard.severity, heard.lifted,
                                                    heard.day, heard.owner)));
  WatchRisk(context, heard.pathway);
  TRY(CloseSettledAlerts(context, std::move(pathway)));
  return {};
}

}  // namespace

Result<void> NoteBarrier(const support::v1::BarrierConfirmed& fact, const journal::FactMeta& meta,
                         Context& context) {
  return Note({.pathway = fact.pathway(),
               .owner = {.organisation = fact.organisation(), .person = fact.person()},
               .category = fact.category(),
               .severity = fact.severity(),
               .day = meta.effective},
              context);
}

Result<void> NoteLiftedBarrier(const support::v1::BarrierLifted& fact,
                               const journal::FactMeta& meta, Context& context) {
  return Note({.pathway = fact.pathway(),
               .owner = {.organisation = fact.organisation(), .person = fact.person()},
               .category = fact.category(),
               .lifted = true,
               .day = meta.effective},
              context);
}

}  // namespace parcours::followup
