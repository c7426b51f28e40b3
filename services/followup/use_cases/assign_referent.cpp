#include "services/followup/domain/refusals.h"
#include "services/followup/use_cases/acts.h"
#include "services/followup/use_cases/pathway_view.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

Result<void> CheckMandate(const std::string& referent, const Pathway& pathway, CivilDate day,
                          const Context& context) {
  const auto agent = context.directory.FindAgent(referent);
  const bool mandated = agent && agent->organisation == pathway.organisation() &&
                        agent->Has(options::v1::REFERENT) && agent->MayActOn(day);
  if (!mandated) return Refuse(ReferentWithoutMandate(referent));
  return {};
}

bool AlreadyInCharge(const std::string& referent, const Pathway& pathway, CivilDate day) {
  const ReferentSpell* spell = pathway.ReferentOn(day);
  return spell != nullptr && !spell->by_default && spell->referent == referent;
}

}  // namespace

Result<v1::Pathway> Handle(const v1::AssignReferentRequest& request, Context& context) {
  TRY(auto pathway, context.pathways.Load(request.pathway(), request.etag()));
  TRY(const CivilDate day, DayOfAct(request.date(), "date", context));
  if (!AlreadyInCharge(request.referent(), pathway, day)) {
    TRY(CheckMandate(request.referent(), pathway, day, context));
    TRY(auto assigned, pathway.Assign(request.referent(), day));
    if (auto released = pathway.Release(v1::ReferentReleased::HANDOVER, day)) {
      TRY(pathway, context.pathways.Record(pathway, *std::move(released)));
    }
    TRY(pathway, context.pathways.Record(pathway, std::move(assigned)));
  }
  return View(pathway, context.session.today(), context);
}

}  // namespace parcours::followup
