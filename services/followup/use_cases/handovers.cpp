#include "services/followup/use_cases/handovers.h"

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/domain/refusals.h"
#include "services/followup/domain/rules.h"

namespace parcours::followup {
namespace {

bool AlreadyInCharge(const Pathway& pathway, const NewReferent& next) {
  const ReferentSpell* spell = pathway.ReferentOn(next.day);
  return spell != nullptr && !spell->by_default && spell->referent == next.referent;
}

// Whom the order names, or whoever is in charge.
Result<void> CheckFrom(const Pathway& pathway, const Handover& handover) {
  const std::string& from = handover.order().from_referent();
  const ReferentSpell* spell = pathway.ReferentOn(handover.day());
  if (from.empty() || (spell != nullptr && spell->referent == from)) return {};
  return Refuse(ReferentNotInCharge(from));
}

Result<void> TakeOne(Context& context, const std::string& name, const Handover& handover) {
  const auto pathway = context.pathways.Find(name);
  const auto& order = handover.order();
  TRY(CheckFrom(pathway, handover));
  TRY(HandOver(context, pathway,
               {.referent = order.to_referent(),
                .day = handover.day(),
                .cut_at_once = order.cut_at_once()}));
  return {};
}

}  // namespace

Result<void> CheckMandate(const NewReferent& next, const std::string& organisation,
                          const Context& context) {
  const auto agent = context.directory.FindAgent(next.referent);
  const bool mandated = agent && agent->organisation == organisation &&
                        agent->Has(options::v1::REFERENT) && agent->MayActOn(next.day);
  if (!mandated) return Refuse(ReferentWithoutMandate(next.referent));
  return {};
}

Result<Pathway> HandOver(Context& context, Pathway pathway, const NewReferent& next) {
  if (AlreadyInCharge(pathway, next)) return pathway;
  TRY(auto assigned, pathway.Assign(next.referent, next.day));
  std::optional<CivilDate> reads_until;
  if (!next.cut_at_once) {
    reads_until = next.day.AddDays(RulesOn(next.day).former_referent_reads - 1);
  }
  auto released = pathway.Release(v1::ReferentReleased::HANDOVER, next.day, reads_until);
  if (released) {
    TRY(pathway, context.pathways.Record(pathway, *std::move(released)));
    if (reads_until) {
      context.session.timers().Set(
          {.kind = kReferentRead, .aggregate = pathway.name(), .due = reads_until->AddDays(1)});
    }
  }
  return context.pathways.Record(pathway, std::move(assigned));
}

v1::Handover View(const Handover& handover) {
  const auto& order = handover.order();
  v1::Handover view;
  view.set_name(handover.name());
  view.set_state(handover.done() ? v1::Handover::DONE : v1::Handover::RUNNING);
  view.set_from_referent(order.from_referent());
  view.set_to_referent(order.to_referent());
  view.set_date(handover.day().ToString());
  view.set_cut_at_once(order.cut_at_once());
  view.set_total(order.pathways_size() + order.refusals_size());
  view.set_handed_over(handover.handed_over());
  for (const auto& refusal : handover.refusals()) *view.add_refusals() = refusal;
  return view;
}

void SetHandoverStep(Context& context, const Handover& handover) {
  context.session.timers().Set(
      {.kind = kHandoverStep,
       .aggregate = handover.name() + "/steps/" + std::to_string(handover.reached()),
       .due = context.session.today()});
}

Result<void> TakeHandoverStep(const schedule::Timer& timer, Context& context) {
  const std::string name = timer.aggregate.substr(0, timer.aggregate.find("/steps/"));
  auto handover = context.handovers.Find(name);
  std::vector<v1::HandoverRefusal> refusals;
  for (const std::string& pathway : handover.Next()) {
    if (const auto taken = TakeOne(context, pathway, handover); !taken) {
      auto& refusal = refusals.emplace_back();
      refusal.set_pathway(pathway);
      refusal.set_reason(taken.error().reason);
    }
  }
  TRY(handover, context.handovers.Record(handover, handover.Step(refusals)));
  if (!handover.done()) SetHandoverStep(context, handover);
  return {};
}

Result<void> JudgeReferentRead(const schedule::Timer& timer, Context& context) {
  auto pathway = context.pathways.Find(timer.aggregate);
  for (auto& ended : pathway.EndReading(context.session.today())) {
    TRY(pathway, context.pathways.Record(pathway, std::move(ended)));
  }
  return {};
}

}  // namespace parcours::followup
