#include <algorithm>

#include "services/followup/domain/rules.h"
#include "services/followup/phrases.h"
#include "services/followup/projections/records.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/platform/execution/refusals.h"

namespace parcours::followup {
namespace {

// More than any pathway has: two a day for a year and a half.
constexpr int kMostInterviews = 1'000;

std::vector<HeldInterview> InterviewsOf(const Pathway& pathway, Context& context) {
  std::vector<HeldInterview> held;
  for (const auto& [day, name] :
       RecordsAfter(context.session.db(), {.collection = Interview::kCollection,
                                          .pathway = pathway.name(),
                                          .limit = kMostInterviews})) {
    const auto interview = context.interviews.Find(name);
    const auto& fact = interview.recorded();
    held.push_back({.name = name,
                    .day = CivilDate::Parse(day).value_or(CivilDate{}),
                    .has_objective = !fact.objective().empty(),
                    .is_written = HasWrittenRecord(fact)});
  }
  return held;
}

}  // namespace

Result<v1::Pitfalls> Handle(const v1::GetPitfallsRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.name()));
  if (!pathway.state().open) return Refuse(execution::NotFound(request.name()));
  const CivilDate day = CivilDate::Parse(request.on()).value_or(context.session.today());
  const auto& closing = pathway.state().closing;
  const Period support{pathway.state().opened_on, closing ? std::min(closing->day, day) : day};
  const auto interviews = InterviewsOf(pathway, context);

  v1::Pitfalls answer;
  answer.set_pathway(pathway.name());
  answer.set_as_of_date(day.ToString());
  answer.set_interviews(static_cast<int>(std::ranges::count_if(
      interviews, [&](const auto& held) { return support.Contains(held.day); })));
  for (const auto& found : PitfallsOf(interviews, support, RulesOn(day).pitfalls)) {
    auto& pitfall = *answer.add_pitfalls();
    pitfall.set_kind(found.kind);
    for (const auto& name : found.interviews) pitfall.add_interviews(name);
    pitfall.set_text(
        Say(context.session.origin().language, "pitfall." + v1::PitfallKind_Name(found.kind)));
  }
  return answer;
}

}  // namespace parcours::followup
