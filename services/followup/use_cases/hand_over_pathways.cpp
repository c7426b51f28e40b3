#include <set>

#include "services/followup/domain/refusals.h"
#include "services/followup/projections/pathways.h"
#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/handovers.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/platform/execution/refusals.h"

namespace parcours::followup {
namespace {

constexpr int kHandoverRowsPerRead = 500;

struct Selected {
  std::vector<std::string> pathways;
  std::vector<v1::HandoverRefusal> refusals;
};

bool IsInCharge(const PathwayRow& row, const std::string& referent, CivilDate day) {
  const ReferentSpell* spell = row.ReferentOn(day);
  return spell != nullptr && spell->referent == referent;
}

// Why the pathway cannot be handed over; success otherwise.
Result<void> MayHandOver(const std::optional<PathwayRow>& row, const std::string& name,
                         const v1::HandOverPathwaysRequest& request, CivilDate day,
                         const Context& context) {
  const std::string& own = context.session.actor().organisation;
  if (!row || row->organisation != own) return Refuse(execution::NotFound(name));
  const std::string& from = request.from_referent();
  if (!from.empty() && !IsInCharge(*row, from, day)) return Refuse(ReferentNotInCharge(from));
  return MayTakeOver(row->referents, row->opened_on, day);
}

void Sort(Selected& selected, const std::string& name, const Result<void>& may) {
  if (may) {
    selected.pathways.push_back(name);
    return;
  }
  auto& refusal = selected.refusals.emplace_back();
  refusal.set_pathway(name);
  refusal.set_reason(may.error().reason);
}

Selected SelectNamed(const v1::HandOverPathwaysRequest& request, CivilDate day,
                     const Context& context) {
  Selected selected;
  for (const auto& name : request.pathways()) {
    const auto row = FindPathwayRow(context.session.db(), name);
    Sort(selected, name, MayHandOver(row, name, request, day, context));
  }
  return selected;
}

// All of the référent on the day.
Selected SelectOfReferent(const v1::HandOverPathwaysRequest& request, CivilDate day,
                          const Context& context) {
  Selected selected;
  if (request.from_referent().empty()) return selected;
  PathwayPlace after;
  while (true) {
    const auto rows = PathwaysAfter(context.session.db(), after,
                                    context.session.actor().organisation, kHandoverRowsPerRead);
    for (const PathwayRow& row : rows) {
      after = {.opened_on = row.opened_on.ToString(), .name = row.name};
      if (!IsInCharge(row, request.from_referent(), day)) continue;
      Sort(selected, row.name, MayHandOver(row, row.name, request, day, context));
    }
    if (rows.size() < static_cast<std::size_t>(kHandoverRowsPerRead)) return selected;
  }
}

Result<void> CheckNamedOnce(const v1::HandOverPathwaysRequest& request) {
  std::set<std::string_view> names;
  for (const auto& name : request.pathways()) {
    if (!names.insert(name).second) return Refuse(HandoverPathwayTwice(name));
  }
  return {};
}

v1::HandoverOrdered OrderOf(const v1::HandOverPathwaysRequest& request, const Selected& selected,
                            CivilDate day, const Context& context) {
  v1::HandoverOrdered order;
  order.set_organisation(context.session.actor().organisation);
  order.set_from_referent(request.from_referent());
  order.set_to_referent(request.to_referent());
  order.set_cut_at_once(request.cut_at_once());
  order.mutable_pathways()->Assign(selected.pathways.begin(), selected.pathways.end());
  order.mutable_refusals()->Assign(selected.refusals.begin(), selected.refusals.end());
  order.set_ordered_by(context.session.actor().principal);
  order.mutable_meta()->set_effective_date(day.ToString());
  return order;
}

// Nothing is recorded: the caller mends the order, or asks for a part of it.
v1::Handover RefusedView(const v1::HandoverOrdered& order) {
  v1::Handover view;
  view.set_state(v1::Handover::REFUSED);
  view.set_from_referent(order.from_referent());
  view.set_to_referent(order.to_referent());
  view.set_date(order.meta().effective_date());
  view.set_cut_at_once(order.cut_at_once());
  view.set_total(order.pathways_size() + order.refusals_size());
  *view.mutable_refusals() = order.refusals();
  return view;
}

}  // namespace

Result<v1::Handover> Handle(const v1::HandOverPathwaysRequest& request, Context& context) {
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  TRY(CheckMandate({.referent = request.to_referent(), .day = day},
                   context.session.actor().organisation, context));
  TRY(CheckNamedOnce(request));
  const auto selected = request.pathways().empty() ? SelectOfReferent(request, day, context)
                                                   : SelectNamed(request, day, context);
  const auto total = selected.pathways.size() + selected.refusals.size();
  if (total == 0) return Refuse(HandoverEmpty());
  if (total > Handover::kMostPathways) return Refuse(HandoverTooLarge(Handover::kMostPathways));

  auto order = OrderOf(request, selected, day, context);
  const bool nothing_done =
      selected.pathways.empty() || (!selected.refusals.empty() && !request.partial());
  if (nothing_done) return RefusedView(order);
  Handover handover(ResourceName(Handover::kCollection, context.session.NewId()));
  order.set_handover(handover.name());
  TRY(handover, context.handovers.Record(handover, std::move(order)));
  SetHandoverStep(context, handover);
  return View(handover);
}

Result<v1::Handover> Handle(const v1::GetHandoverRequest& request, Context& context) {
  TRY(const auto handover, context.handovers.Load(request.name()));
  return View(handover);
}

}  // namespace parcours::followup
