#include "services/followup/domain/refusals.h"
#include "services/followup/use_cases/judge.h"
#include "services/followup/use_cases/risk.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

CivilDate DayOr(const std::string& text, CivilDate otherwise) {
  return CivilDate::Parse(text).value_or(otherwise);
}

// EnrolmentImported and EnrolmentCorrected carry the same content.
template <typename Fact>
Enrolment RecordOf(const Fact& fact, CivilDate effective) {
  const CivilDate start = DayOr(fact.start_date(), effective);
  return {.owner = {.organisation = fact.organisation(), .person = fact.person()},
          .origin = v1::IMPORT,
          .trainer_organisation = fact.trainer_organisation(),
          .programme = fact.programme(),
          .programme_kind = fact.programme_kind(),
          .session = {start, DayOr(fact.end_date(), start)},
          .excluded_on = CivilDate::Parse(fact.exclusion_date()),
          .rncp = fact.certification().rncp(),
          .cfd = fact.certification().cfd(),
          .opened_on = start};
}

Enrolment EngagementOf(const recruitment::v1::EngagementSigned& fact, CivilDate effective) {
  const CivilDate start = DayOr(fact.training_start_date(), effective);
  return {.owner = {.organisation = fact.organisation(), .person = fact.person()},
          .origin = v1::ENGAGEMENT,
          .programme = fact.programme(),
          .programme_kind = fact.programme_kind(),
          .prescriber = fact.prescriber(),
          .session = {start, DayOr(fact.training_end_date(), start)},
          .opened_on = effective};
}

// With the organisation's default référent, so that no day is uncovered.
Result<void> Open(const std::string& name, const Enrolment& enrolment, Context& context) {
  auto pathway = context.pathways.Find(name);
  TRY(auto opened, pathway.Open(enrolment));
  const auto organisation = context.directory.FindOrganisation(enrolment.owner.organisation);
  if (!organisation) return Refuse(OrganisationNotKnownYet(enrolment.owner.organisation));
  TRY(pathway, context.pathways.Record(pathway, std::move(opened)));
  TRY(pathway,
      context.pathways.Record(pathway, pathway.AssignDefault(organisation->default_referent)));
  WatchRisk(context, name);
  const bool heard_of_before = !pathway.state().contracts.empty();
  if (heard_of_before) TRY(JudgeAll(context, std::move(pathway)));
  return {};
}

Result<void> Correct(const std::string& name, const Enrolment& enrolment, Context& context) {
  auto pathway = context.pathways.Find(name);
  if (!pathway.state().open) return Open(name, enrolment, context);
  auto corrected = pathway.Correct(enrolment);
  if (!corrected) return {};
  TRY(pathway, context.pathways.Record(pathway, *std::move(corrected)));
  TRY(JudgeAll(context, std::move(pathway)));
  return {};
}

}  // namespace

Result<void> OpenPathway(const recruitment::v1::EnrolmentImported& fact,
                         const journal::FactMeta& meta, Context& context) {
  return Correct(fact.pathway(), RecordOf(fact, meta.effective), context);
}

Result<void> CorrectPathway(const recruitment::v1::EnrolmentCorrected& fact,
                            const journal::FactMeta& meta, Context& context) {
  return Correct(fact.pathway(), RecordOf(fact, meta.effective), context);
}

Result<void> OpenEngagedPathway(const recruitment::v1::EngagementSigned& fact,
                                const journal::FactMeta& meta, Context& context) {
  return Open(fact.pathway(), EngagementOf(fact, meta.effective), context);
}

}  // namespace parcours::followup
