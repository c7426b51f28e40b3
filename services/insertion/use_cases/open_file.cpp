#include "services/insertion/domain/refusals.h"
#include "services/insertion/use_cases/use_cases.h"

namespace parcours::insertion {
namespace {

template <typename Fact>
Result<void> Open(const Fact& fact, const std::string& counted_from, bool interrupted,
                  const journal::FactMeta& meta, Context& context) {
  const std::string name = FileOf(fact.pathway());
  const auto end = CivilDate::Parse(counted_from);
  if (name.empty() || !end) return Refuse(ClosingIncomplete(meta.Id()));
  const auto file = context.files.Find(name);
  if (file.opened()) return {};
  TRY(context.files.Record(file, file.Open({.pathway = fact.pathway(),
                                            .organisation = fact.organisation(),
                                            .person = fact.person(),
                                            .referent = fact.referent(),
                                            .training_end = *end,
                                            .interrupted = interrupted,
                                            .day = meta.effective})));
  return {};
}

}  // namespace

Result<void> OpenFile(const followup::v1::PathwayCompleted& fact, const journal::FactMeta& meta,
                      Context& context) {
  return Open(fact, fact.training_end_date(), false, meta, context);
}

Result<void> OpenFile(const followup::v1::PathwayInterrupted& fact, const journal::FactMeta& meta,
                      Context& context) {
  return Open(fact, fact.last_day(), true, meta, context);
}

}  // namespace parcours::insertion
