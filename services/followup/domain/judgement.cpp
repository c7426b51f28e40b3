#include "services/followup/domain/judgement.h"

#include <algorithm>

#include "services/platform/core/id.h"

namespace parcours::followup {
namespace {

// The contract of a break, as attached; nullptr while the pathway cannot be judged by it.
const Contract* Judged(const Pathway& pathway, std::string_view contract_break) {
  if (!pathway.IsApprenticeship()) return nullptr;
  const auto found = pathway.state().contracts.find(ContractOf(contract_break));
  if (found == pathway.state().contracts.end() || !found->second.start_known) return nullptr;
  return &found->second.contract;
}

const RecordedContinuation* Recorded(const Pathway& pathway, std::string_view contract_break) {
  const auto found = pathway.state().continuations.find(contract_break);
  return found == pathway.state().continuations.end() ? nullptr : &found->second;
}

std::optional<Continuation> RunOf(const Pathway& pathway, std::string_view contract_break) {
  const Contract* contract = Judged(pathway, contract_break);
  if (contract == nullptr || !contract->broken_on) return std::nullopt;
  return ContinuationAfter(*contract, pathway.training(),
                           RulesOn(*contract->broken_on).continuation);
}

v1::ContinuationEnded::Reason ReasonOf(ContinuationEnd end) {
  switch (end) {
    case ContinuationEnd::kNewContract:
      return v1::ContinuationEnded::NEW_CONTRACT;
    case ContinuationEnd::kExpired:
      return v1::ContinuationEnded::EXPIRED;
    case ContinuationEnd::kTrainingEnded:
      return v1::ContinuationEnded::END_OF_TRAINING;
    case ContinuationEnd::kExited:
      return v1::ContinuationEnded::EXIT;
  }
  return v1::ContinuationEnded::REASON_UNSPECIFIED;
}

// An end that comes before the date that was recorded is not a new clock: the record stands.
bool StandsAsRecorded(const RecordedContinuation& recorded, const Continuation& run,
                      CivilDate today) {
  if (recorded.from != run.broken_on) return false;
  if (recorded.ended && today < run.ended_on) return false;
  return recorded.covered_to == run.covered_to || run.end == ContinuationEnd::kExited;
}

v1::ContinuationEnded Ended(const Pathway& pathway, std::string_view contract_break,
                            const EndedRun& end) {
  auto fact = FactOf<v1::ContinuationEnded>(pathway);
  fact.set_contract_break(std::string(contract_break));
  fact.set_reason(end.reason);
  fact.set_end_date(end.end_date.ToString());
  fact.set_contract(end.contract);
  const bool expired = end.reason == v1::ContinuationEnded::EXPIRED;
  const CivilDate effective = expired ? end.end_date.AddDays(1) : end.end_date;
  fact.mutable_meta()->set_effective_date(effective.ToString());
  return fact;
}

v1::ContinuationExpiring Expiring(const Pathway& pathway, std::string_view contract_break,
                                  const Continuation& run, CivilDate warning) {
  auto fact = FactOf<v1::ContinuationExpiring>(pathway);
  fact.set_contract_break(std::string(contract_break));
  fact.set_days_left(run.covered_to.DaysSince(warning));
  fact.set_cover_until_date(run.covered_to.ToString());
  fact.mutable_meta()->set_effective_date(warning.ToString());
  return fact;
}

v1::OrientationProposed Orientation(const Pathway& pathway, std::string_view contract_break,
                                    CivilDate day) {
  auto fact = FactOf<v1::OrientationProposed>(pathway);
  fact.set_contract_break(std::string(contract_break));
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

// The latest warning due while the clock runs: of two missed ones the nearer says it all.
std::optional<CivilDate> WarningDue(const Continuation& run, CivilDate today) {
  std::optional<CivilDate> due;
  if (today >= run.ended_on) return due;
  for (const CivilDate warning : run.expiring_on) {
    if (warning <= today) due = warning;
  }
  return due;
}

// Nobody is oriented away who works again, has left or has finished.
bool OrientationCalledFor(const Pathway& pathway, const Continuation& run, CivilDate today) {
  const Training training = pathway.training();
  if (run.end != ContinuationEnd::kExpired || training.exited_on) return false;
  return today <= training.session.last &&
         std::ranges::none_of(training.contracts, [&](const Contract& contract) {
           return !contract.cancelled && contract.InForce(training.session.last).Contains(today);
         });
}

// The break was taken back, or its contract never was.
bool Vanished(const Pathway& pathway, std::string_view contract_break) {
  const auto found = pathway.state().contracts.find(ContractOf(contract_break));
  return found == pathway.state().contracts.end() || !found->second.contract.broken_on ||
         found->second.contract.cancelled;
}

v1::AlertClosed ClosedAlert(const Pathway& pathway, const RaisedAlert& alert) {
  auto fact = FactOf<v1::AlertClosed>(pathway);
  fact.set_alert(alert.name);
  fact.set_kind(alert.kind);
  return fact;
}

bool IsSettled(const Pathway& pathway, const RaisedAlert& alert, CivilDate today) {
  if (alert.kind == v1::RUPTURE_RISK) return pathway.state().closing.has_value();
  if (Vanished(pathway, alert.subject)) return true;
  return AlertSettled({.continuation = RunOf(pathway, alert.subject),
                       .barrier_open = pathway.HasOpenBarrier(),
                       .exited = pathway.state().closing.has_value()},
                      today);
}

}  // namespace

EndedRun EndOf(const Continuation& run) {
  const bool hired = run.end == ContinuationEnd::kNewContract;
  return {.reason = ReasonOf(run.end),
          .end_date = hired ? run.ended_on : run.covered_to,
          .contract = run.new_contract};
}

std::vector<Judgement> JudgeStart(const Pathway& pathway, std::string_view contract_break,
                                  CivilDate today) {
  const auto run = RunOf(pathway, contract_break);
  if (!run) return {};
  const RecordedContinuation* recorded = Recorded(pathway, contract_break);
  if (recorded != nullptr && StandsAsRecorded(*recorded, *run, today)) return {};
  auto fact = FactOf<v1::ContinuationStarted>(pathway);
  fact.set_contract_break(std::string(contract_break));
  fact.set_from_date(run->broken_on.ToString());
  fact.set_cover_until_date(run->covered_to.ToString());
  fact.mutable_meta()->set_effective_date(run->broken_on.ToString());
  return {fact};
}

std::vector<Judgement> JudgeContinuation(const Pathway& pathway, std::string_view contract_break,
                                         CivilDate today) {
  const RecordedContinuation* recorded = Recorded(pathway, contract_break);
  if (recorded == nullptr) return {};
  const auto run = RunOf(pathway, contract_break);
  if (!run) {
    const EndedRun withdrawn{.reason = v1::ContinuationEnded::BREAK_WITHDRAWN, .end_date = today};
    if (recorded->ended || !Vanished(pathway, contract_break)) return {};
    return {Ended(pathway, contract_break, withdrawn)};
  }
  std::vector<Judgement> facts;
  if (const auto warning = WarningDue(*run, today);
      warning && !recorded->warned_on.contains(*warning)) {
    facts.emplace_back(Expiring(pathway, contract_break, *run, *warning));
  }
  if (today >= run->ended_on && recorded->ended != EndOf(*run)) {
    facts.emplace_back(Ended(pathway, contract_break, EndOf(*run)));
    if (!recorded->orientation_proposed && OrientationCalledFor(pathway, *run, today)) {
      facts.emplace_back(Orientation(pathway, contract_break, run->ended_on));
    }
  }
  return facts;
}

std::vector<Judgement> JudgeAlert(const Pathway& pathway, std::string_view contract_break,
                                  CivilDate today) {
  const Contract* contract = Judged(pathway, contract_break);
  const std::string name = AlertNameOf(pathway, contract_break);
  if (contract == nullptr || !contract->broken_on || pathway.state().alerts.contains(name)) {
    return {};
  }
  const auto days =
      AlertDue(*contract, pathway.training(), today, RulesOn(*contract->broken_on).alert);
  if (!days) return {};
  auto fact = FactOf<v1::AlertRaised>(pathway);
  fact.set_alert(name);
  fact.set_kind(v1::WITHOUT_CONTRACT);
  fact.set_subject(std::string(contract_break));
  fact.set_days_without_contract(*days);
  if (const ReferentSpell* spell = pathway.ReferentOn(today)) fact.set_owner(spell->referent);
  return {fact};
}

std::vector<Judgement> JudgeOpenAlerts(const Pathway& pathway, CivilDate today) {
  std::vector<Judgement> facts;
  for (const auto& [name, alert] : pathway.state().alerts) {
    if (!alert.closed_on && IsSettled(pathway, alert, today)) {
      facts.emplace_back(ClosedAlert(pathway, alert));
    }
  }
  return facts;
}

std::vector<Judgement> JudgeRiskAlert(const Pathway& pathway, v1::RiskBand band, CivilDate day) {
  const auto open = std::ranges::find_if(pathway.state().alerts, [](const auto& entry) {
    return entry.second.kind == v1::RUPTURE_RISK && !entry.second.closed_on;
  });
  const bool raised = open != pathway.state().alerts.end();
  if (raised == IsAlarming(band) || pathway.state().closing) return {};
  if (raised) {
    auto closed = ClosedAlert(pathway, open->second);
    closed.mutable_meta()->set_effective_date(day.ToString());
    return {closed};
  }
  auto fact = FactOf<v1::AlertRaised>(pathway);
  fact.set_alert(pathway.name() + "/alerts/" + day.ToString());
  fact.set_kind(v1::RUPTURE_RISK);
  fact.set_subject(RiskOf(pathway.name()));
  fact.set_band(band);
  if (const ReferentSpell* spell = pathway.ReferentOn(day)) fact.set_owner(spell->referent);
  fact.mutable_meta()->set_effective_date(day.ToString());
  return {fact};
}

std::vector<Judgement> PlanWindows(const Pathway& pathway, CivilDate today) {
  if (!pathway.IsApprenticeship()) return {};
  std::vector<Judgement> facts;
  for (const EmployerWindow& window :
       EmployerWindows(pathway.training(), RulesOn(today).meetings)) {
    const bool known =
        std::ranges::any_of(pathway.state().windows,
                            [&](const PlannedWindow& other) { return other.window == window; });
    if (known) continue;
    auto planned = FactOf<v1::EmployerWindowPlanned>(pathway);
    *planned.mutable_window() = ToProto(window);
    planned.set_employer(window.employer);
    facts.emplace_back(planned);
    if (window.days.last >= today) continue;
    auto not_observed = FactOf<v1::EmployerWindowNotObserved>(pathway);
    *not_observed.mutable_window() = ToProto(window);
    facts.emplace_back(not_observed);
  }
  return facts;
}

std::vector<Judgement> JudgeWindows(const Pathway& pathway, CivilDate today) {
  if (!pathway.IsApprenticeship()) return {};
  const Training training = pathway.training();
  const auto windows = EmployerWindows(training, RulesOn(today).meetings);
  std::vector<Judgement> facts;
  for (const PlannedWindow& planned : pathway.state().windows) {
    if (planned.missed || planned.not_observed) continue;
    if (std::ranges::find(windows, planned.window) == windows.end()) continue;
    if (StateOf(planned.window, training, pathway.state().meetings, planned.planned_on, today) !=
        WindowState::kMissed) {
      continue;
    }
    auto fact = FactOf<v1::EmployerMeetingMissed>(pathway);
    *fact.mutable_window() = ToProto(planned.window);
    fact.set_employer(planned.window.employer);
    fact.mutable_meta()->set_effective_date(planned.window.days.last.AddDays(1).ToString());
    facts.emplace_back(fact);
  }
  return facts;
}

std::vector<CivilDate> DeadlinesOf(const Pathway& pathway, std::string_view contract_break) {
  const auto run = RunOf(pathway, contract_break);
  if (!run) return {};
  std::vector<CivilDate> days = run->expiring_on;
  days.push_back(run->ended_on);
  return days;
}

std::optional<CivilDate> AlertDeadlineOf(const Pathway& pathway, std::string_view contract_break) {
  const Contract* contract = Judged(pathway, contract_break);
  if (contract == nullptr || !contract->broken_on) return std::nullopt;
  return contract->broken_on->AddDays(RulesOn(*contract->broken_on).alert.days_without_contract);
}

std::vector<CivilDate> WindowDeadlines(const Pathway& pathway) {
  std::vector<CivilDate> days;
  for (const PlannedWindow& planned : pathway.state().windows) {
    if (!planned.not_observed) days.push_back(planned.window.days.last.AddDays(1));
  }
  return days;
}

std::string AlertNameOf(const Pathway& pathway, std::string_view contract_break) {
  return pathway.name() + "/alerts/" + std::string(LastSegment(contract_break));
}

}  // namespace parcours::followup
