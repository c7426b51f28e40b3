#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "parcours/followup/v1/breaks.pb.h"
#include "parcours/followup/v1/followup_events.pb.h"
#include "parcours/followup/v1/presence.pb.h"
#include "parcours/type/v1/barrier.pb.h"
#include "services/followup/domain/employer_windows.h"
#include "services/followup/domain/training.h"
#include "services/platform/core/result.h"

namespace parcours::followup {

// Somebody in charge of the pathway from a day on.
struct ReferentSpell {
  std::string referent;  // agents/{id}; empty when the organisation has no default one
  bool by_default = false;
  CivilDate from;
  std::optional<CivilDate> released_on = {};  // by consolidation; a handover starts the next spell
};

// A contract as it was last stated; without a start it is only known to have been broken.
struct AttachedContract {
  Contract contract;
  int number = 0;
  bool imported = false;
  bool start_known = false;
  std::string employer_siret = {};

  friend bool operator==(const AttachedContract&, const AttachedContract&) = default;
};

struct EndedRun {
  v1::ContinuationEnded::Reason reason;
  CivilDate end_date;
  std::string contract = {};

  friend bool operator==(const EndedRun&, const EndedRun&) = default;
};

// The legal clock of one break, as it was recorded.
struct RecordedContinuation {
  CivilDate from;
  CivilDate covered_to;
  std::optional<EndedRun> ended = {};
  std::set<CivilDate> warned_on = {};
  bool orientation_proposed = false;
};

// An orientation to a body by name, and its answer.
struct OrientationTry {
  std::string body;
  CivilDate made_on;
  std::string reason = {};
  v1::OrientationAnswer answer = v1::ORIENTATION_ANSWER_UNSPECIFIED;
  std::string answered_on = {};
  std::string note = {};
};

// A barrier as follow-up heard of it; support's word outweighs an earlier statement of ours.
struct KnownBarrier {
  int severity = 0;
  std::optional<CivilDate> identified_on = {};  // last stated in an interview of the pathway
  std::optional<CivilDate> noted_on = {};       // last heard of from support
  bool lifted = false;                          // what support said then

  [[nodiscard]] bool open() const {
    if (!noted_on || !lifted) return true;
    return identified_on && *identified_on > *noted_on;
  }
};

struct RaisedAlert {
  std::string name;  // pathways/X/alerts/{id}
  v1::AlertKind kind = v1::ALERT_KIND_UNSPECIFIED;
  std::string subject;  // contractBreaks/C, or riskAssessments/X
  CivilDate raised_on;
  int days_without_contract = 0;
  v1::RiskBand band = v1::RISK_BAND_UNSPECIFIED;
  std::optional<CivilDate> closed_on = {};
  std::optional<CivilDate> acknowledged_on = {};
  std::string acknowledged_by = {};
  std::string note = {};
};

// A window as it was planned and judged; `planned_on` is the day on which the platform knew of it.
struct PlannedWindow {
  EmployerWindow window;
  CivilDate planned_on;
  bool not_observed = false;
  bool missed = false;
};

struct Closing {
  v1::PathwayResult result;
  CivilDate day;       // of the closing
  CivilDate last_day;  // of the training, or of presence
};

// Everything that the facts of one pathway say. Facts may come before the opening.
struct PathwayState {
  std::string organisation;
  std::string person;
  bool open = false;  // PathwayOpened was recorded
  CivilDate opened_on;
  v1::PathwayOrigin origin = v1::PATHWAY_ORIGIN_UNSPECIFIED;
  std::string trainer_organisation;
  std::string programme;
  type::v1::ProgrammeKind programme_kind = type::v1::PROGRAMME_KIND_UNSPECIFIED;
  std::string prescriber;
  Period session;
  std::optional<CivilDate> excluded_on;
  std::string rncp;
  std::string cfd;
  std::vector<ReferentSpell> referents;                            // by day
  std::map<std::string, CivilDate, std::less<>> former_readers;    // agents/{id} → last day
  std::map<std::string, AttachedContract, std::less<>> contracts;  // by name
  std::map<std::string, RecordedContinuation, std::less<>> continuations;  // by contractBreaks/C
  std::map<type::v1::BarrierCategory, KnownBarrier> barriers;
  std::map<std::string, RaisedAlert, std::less<>> alerts;  // by name
  std::vector<PlannedWindow> windows;
  std::vector<Meeting> meetings;
  std::optional<CivilDate> orientation_due_on;  // the first day on which one was proposed
  std::vector<OrientationTry> orientations;
  std::map<v1::RightsTopic, CivilDate> rights;  // first told on
  std::optional<Closing> closing;
};

// A new spell takes the place of those that begin on its day or later: one référent a day.
void Assign(std::vector<ReferentSpell>& spells, ReferentSpell spell);
// Who is in charge on the day; nullptr before the first spell and from a release on.
[[nodiscard]] const ReferentSpell* ReferentOn(const std::vector<ReferentSpell>& spells,
                                              CivilDate day);

// Whether somebody else may be in charge from that day on.
[[nodiscard]] Result<void> MayTakeOver(const std::vector<ReferentSpell>& spells,
                                       CivilDate opened_on, CivilDate from);

// "contractBreaks/C" of "apprenticeshipContracts/C", and back.
[[nodiscard]] std::string BreakOf(std::string_view contract);
[[nodiscard]] std::string ContractOf(std::string_view contract_break);
// "riskAssessments/X" of "pathways/X".
[[nodiscard]] std::string RiskOf(std::string_view pathway);

}  // namespace parcours::followup
