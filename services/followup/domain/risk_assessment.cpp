#include "services/followup/domain/risk_assessment.h"

#include <algorithm>

#include "services/followup/domain/refusals.h"
#include "services/followup/domain/rules.h"
#include "services/platform/core/id.h"

namespace parcours::followup {
namespace {

RiskFact Followed(const Pathway& pathway, CivilDate known_on) {
  const PathwayState& state = pathway.state();
  CivilDate until = state.session.last.AddDays(1);
  if (state.closing) until = std::min(until, state.closing->day);
  if (state.excluded_on) until = std::min(until, *state.excluded_on);
  return {.kind = v1::FOLLOWED,
          .name = pathway.name(),
          .from = std::max(state.opened_on, known_on),
          .until = until};
}

void AddContracts(std::vector<RiskFact>& facts, const Pathway& pathway) {
  const Training training = pathway.training();
  std::vector<Period> employed;
  for (const Contract& contract : training.contracts) {
    const Period in_force = contract.InForce(training.session.last);
    if (contract.cancelled || in_force.empty()) continue;
    employed.push_back(in_force);
    facts.push_back({.kind = v1::EMPLOYED,
                     .name = contract.name,
                     .from = in_force.first,
                     .until = in_force.last.AddDays(1)});
  }
  for (const Contract& contract : training.contracts) {
    if (contract.cancelled || !contract.broken_on) continue;
    RiskFact broken{
        .kind = v1::CONTRACT_BROKEN, .name = BreakOf(contract.name), .from = *contract.broken_on};
    for (const Period& period : employed) {
      if (period.last < broken.from) continue;
      const CivilDate again = std::max(period.first, broken.from);
      broken.until = std::min(broken.until.value_or(again), again);
    }
    facts.push_back(std::move(broken));
  }
}

void AddBarriers(std::vector<RiskFact>& facts, const Pathway& pathway) {
  for (const auto& [category, barrier] : pathway.state().barriers) {
    RiskFact fact{.kind = v1::BARRIER_OPEN,
                  .name = pathway.name() + "/barriers/" + type::v1::BarrierCategory_Name(category),
                  .from = barrier.identified_on.value_or(barrier.noted_on.value_or(CivilDate{})),
                  .amount = barrier.severity};
    if (!barrier.open()) fact.until = *barrier.noted_on;
    facts.push_back(std::move(fact));
  }
}

void AddMeetings(std::vector<RiskFact>& facts, const Pathway& pathway) {
  const auto& meetings = pathway.state().meetings;
  for (const Meeting& meeting : meetings) {
    facts.push_back({.kind = v1::EMPLOYER_CONTACT,
                     .name = pathway.name() + "/meetings/" + meeting.day.ToString(),
                     .from = meeting.day});
  }
  for (const PlannedWindow& planned : pathway.state().windows) {
    const auto held = [&](const Meeting& meeting) { return Fills(meeting, planned.window); };
    if (!planned.missed || std::ranges::any_of(meetings, held)) continue;
    const auto kind = planned.window.kind == WindowKind::kFirst ? "first" : "last";
    facts.push_back({.kind = v1::MEETING_MISSED,
                     .name = pathway.name() + "/windows/" + kind + "/" +
                             std::string(LastSegment(planned.window.contract)),
                     .from = planned.window.days.last.AddDays(1)});
  }
}

}  // namespace

std::vector<RiskFact> RiskFactsOf(const Pathway& pathway, CivilDate known_on) {
  std::vector<RiskFact> facts{Followed(pathway, known_on)};
  AddContracts(facts, pathway);
  AddBarriers(facts, pathway);
  AddMeetings(facts, pathway);
  return facts;
}

const SetBand* RiskAssessment::SetFor(CivilDate day) const {
  const SetBand* holds = nullptr;
  for (const SetBand& set : set_) {
    if (set.days.first <= day) holds = set.days.Contains(day) ? &set : nullptr;
  }
  const bool taken_back = holds != nullptr && holds->band == v1::RISK_BAND_UNSPECIFIED;
  return taken_back ? nullptr : holds;
}

v1::RiskBand BandOn(const RiskAssessment& assessment, const RiskScore& score, CivilDate day) {
  const SetBand* set = assessment.SetFor(day);
  return set == nullptr ? score.band : set->band;
}

std::optional<v1::RiskBandChanged> RiskAssessment::Assess(const Pathway& pathway,
                                                          const RiskScore& score,
                                                          CivilDate day) const {
  const v1::RiskBand band = BandOn(*this, score, day);
  const v1::RiskBand recorded = steps_.empty() ? v1::LOW_RISK : steps_.back().band();
  if (band == recorded) return std::nullopt;
  auto fact = Of<v1::RiskBandChanged>(pathway);
  fact.set_band(band);
  fact.set_previous_band(recorded);
  for (const auto family : FamiliesOf(score.points)) fact.add_families(family);
  fact.set_overridden(SetFor(day) != nullptr);
  fact.set_score(score.score);
  for (const auto& point : score.points) *fact.add_points() = point;
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

Result<v1::RiskOverridden> RiskAssessment::Override(const v1::OverrideRiskRequest& request,
                                                    const Pathway& pathway, CivilDate today,
                                                    const std::string& by) const {
  if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
  if (pathway.state().closing) return Refuse(PathwayAlreadyClosed(pathway.name()));
  if (set_.size() >= kMostOverrides) return Refuse(RiskOverriddenTooOften());
  const bool taken_back = request.band() == v1::RISK_BAND_UNSPECIFIED;
  if (taken_back && SetFor(today) == nullptr) return Refuse(RiskNotOverridden());
  const CivilDate last_allowed = today.AddDays(RiskRulesOn(today).longest_override - 1);
  const CivilDate until = CivilDate::Parse(request.until_date()).value_or(last_allowed);
  if (until < today) return Refuse(RiskOverridePast());
  if (until > last_allowed) return Refuse(RiskOverrideTooLong(last_allowed));
  auto fact = Of<v1::RiskOverridden>(pathway);
  fact.set_band(request.band());
  if (!taken_back) fact.set_until_date(until.ToString());
  fact.set_reason(request.reason());
  fact.set_overridden_by(by);
  return fact;
}

void RiskAssessment::Apply(const v1::RiskBandChanged& fact) {
  organisation_ = fact.organisation();
  person_ = fact.person();
  v1::RiskStep step;
  step.set_date(fact.meta().effective_date());
  step.set_band(fact.band());
  step.set_overridden(fact.overridden());
  step.set_score(fact.score());
  *step.mutable_points() = fact.points();
  steps_.push_back(std::move(step));
}

void RiskAssessment::Apply(const v1::RiskOverridden& fact) {
  organisation_ = fact.organisation();
  person_ = fact.person();
  const auto from = CivilDate::Parse(fact.meta().effective_date()).value_or(CivilDate{});
  set_.push_back({.band = fact.band(),
                  .days = {from, CivilDate::Parse(fact.until_date()).value_or(from)},
                  .reason = fact.reason(),
                  .by = fact.overridden_by()});
}

}  // namespace parcours::followup
