#include "services/followup/use_cases/pathway_view.h"

#include <algorithm>

#include "services/followup/domain/judgement.h"
#include "services/followup/phrases.h"
#include "services/followup/projections/pathways.h"
#include "services/followup/use_cases/clock_view.h"

namespace parcours::followup {
namespace {

v1::Pathway::State StateOn(const PathwayState& state, CivilDate day) {
  if (!state.closing || state.closing->day > day) return v1::Pathway::OPEN;
  return state.closing->result == v1::LEFT_EARLY ? v1::Pathway::INTERRUPTED
                                                 : v1::Pathway::COMPLETED;
}

v1::WindowVerdict::State ToProto(WindowState state) {
  switch (state) {
    case WindowState::kAhead:
      return v1::WindowVerdict::AHEAD;
    case WindowState::kOpen:
      return v1::WindowVerdict::OPEN;
    case WindowState::kHeld:
      return v1::WindowVerdict::HELD;
    case WindowState::kMissed:
      return v1::WindowVerdict::MISSED;
    case WindowState::kLapsed:
      return v1::WindowVerdict::LAPSED;
    case WindowState::kNotObserved:
      return v1::WindowVerdict::NOT_OBSERVED;
  }
  return v1::WindowVerdict::STATE_UNSPECIFIED;
}

CivilDate KnownSince(const PathwayState& state, const EmployerWindow& window) {
  const auto planned = std::ranges::find_if(state.windows, [&](const PlannedWindow& other) {
    return other.window.kind == window.kind && other.window.contract == window.contract;
  });
  return planned == state.windows.end() ? window.days.first : planned->planned_on;
}

void AddWindows(v1::Pathway& view, const Pathway& pathway, const Training& training,
                CivilDate day) {
  const PathwayState& state = pathway.state();
  for (const EmployerWindow& window : EmployerWindows(training, RulesOn(day).meetings)) {
    auto* verdict = view.add_windows();
    *verdict->mutable_window() = followup::ToProto(window);
    verdict->set_state(
        ToProto(StateOf(window, training, state.meetings, KnownSince(state, window), day)));
    for (const Meeting& meeting : state.meetings) {
      if (meeting.day > day || !Fills(meeting, window)) continue;
      verdict->set_meeting_date(meeting.day.ToString());
      break;
    }
  }
}

void AddContracts(v1::Pathway& view, const Pathway& pathway, const Training& training) {
  std::vector<v1::PathwayContract> contracts;
  for (const Contract& contract : training.contracts) {
    if (contract.cancelled) continue;
    const AttachedContract& attached = pathway.state().contracts.find(contract.name)->second;
    v1::PathwayContract entry;
    entry.set_contract(contract.name);
    entry.set_number(attached.number);
    entry.set_start_date(contract.start.ToString());
    if (contract.end) entry.set_end_date(contract.end->ToString());
    if (contract.broken_on) entry.set_break_date(contract.broken_on->ToString());
    entry.set_employer(contract.employer);
    entry.set_imported(attached.imported);
    contracts.push_back(std::move(entry));
  }
  std::ranges::stable_sort(contracts, {}, [](const auto& contract) { return contract.number(); });
  for (auto& contract : contracts) *view.add_contracts() = std::move(contract);
}

void AddAlerts(v1::Pathway& view, const Pathway& pathway, CivilDate day, Language language) {
  for (const auto& [name, alert] : pathway.state().alerts) {
    if (alert.kind == v1::RUPTURE_RISK) continue;  // for those who may list alerts
    if (alert.raised_on > day || (alert.closed_on && *alert.closed_on <= day)) continue;
    *view.add_alerts() = View(alert, pathway, day, language);
  }
}

void SetRecord(v1::Pathway& view, const Pathway& pathway) {
  const PathwayState& state = pathway.state();
  view.set_name(pathway.name());
  view.set_person(state.person);
  view.set_organisation(state.organisation);
  view.set_trainer_organisation(state.trainer_organisation);
  view.set_programme(state.programme);
  view.set_programme_kind(state.programme_kind);
  view.set_origin(state.origin);
  view.set_training_start_date(state.session.first.ToString());
  view.set_training_end_date(state.session.last.ToString());
}

}  // namespace

v1::Alert View(const RaisedAlert& alert, const Pathway& pathway, CivilDate day, Language language) {
  const ReferentSpell* in_charge = pathway.ReferentOn(alert.closed_on.value_or(day));
  v1::Alert view;
  view.set_name(alert.name);
  view.set_pathway(pathway.name());
  view.set_person(pathway.person());
  view.set_kind(alert.kind);
  view.set_subject(alert.subject);
  view.set_raise_date(alert.raised_on.ToString());
  view.set_days_without_contract(alert.days_without_contract);
  if (in_charge != nullptr) view.set_owner(in_charge->referent);
  if (alert.closed_on) view.set_close_date(alert.closed_on->ToString());
  view.set_band(alert.band);
  if (alert.acknowledged_on) view.set_acknowledge_date(alert.acknowledged_on->ToString());
  view.set_acknowledged_by(alert.acknowledged_by);
  view.set_note(alert.note);
  const bool risk = alert.kind == v1::RUPTURE_RISK;
  view.set_text(
      risk ? Say(language, "alert.risk", {{"band", "band." + v1::RiskBand_Name(alert.band)}})
           : Say(language, "alert.text", {{"days", std::to_string(alert.days_without_contract)}}));
  return view;
}

v1::Pathway View(const Pathway& pathway, CivilDate day, Context& context) {
  const PathwayState& state = pathway.state();
  const Language language = context.session.origin().language;
  const bool past = day < context.session.today();
  const Training training = past ? AsOf(pathway.training(), day) : pathway.training();

  v1::Pathway view;
  SetRecord(view, pathway);
  view.set_state(StateOn(state, day));
  view.set_as_of_date(day.ToString());
  if (const ReferentSpell* spell = pathway.ReferentOn(day)) {
    view.set_referent(spell->referent);
    view.set_referent_by_default(spell->by_default);
  }
  if (pathway.IsApprenticeship()) {
    *view.mutable_dashboard() = DashboardView(training, day, language);
    if (auto clock = ClockView(training, day, language)) {
      *view.mutable_continuation() = *std::move(clock);
    }
    AddWindows(view, pathway, training, day);
  }
  AddContracts(view, pathway, training);
  AddAlerts(view, pathway, day, language);
  const bool closed = view.state() != v1::Pathway::OPEN;
  if (closed) view.set_result(state.closing->result);
  view.set_to_close(!closed && day > state.session.last);
  view.set_etag(context.pathways.Etag(pathway));
  if (const auto opened = OpeningInstant(context.session.db(), pathway.name())) {
    *view.mutable_create_time() = ToTimestamp(*opened);
  }
  return view;
}

}  // namespace parcours::followup
