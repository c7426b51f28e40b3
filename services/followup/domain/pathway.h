#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/followup/domain/pathway_state.h"
#include "services/followup/domain/training.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

// Whose pathway a foreign fact speaks of: it may be the first that is heard of it.
struct Owner {
  std::string organisation;
  std::string person;
};

// What opens a pathway, or corrects the record behind it.
struct Enrolment {
  Owner owner;
  v1::PathwayOrigin origin = v1::PATHWAY_ORIGIN_UNSPECIFIED;
  std::string trainer_organisation = {};
  std::string programme = {};
  type::v1::ProgrammeKind programme_kind = type::v1::PROGRAMME_KIND_UNSPECIFIED;
  std::string prescriber = {};
  Period session;
  std::optional<CivilDate> excluded_on = {};
  std::string rncp = {};
  std::string cfd = {};
  CivilDate opened_on;
};

// A contract as recruitment states it.
struct ContractStatement {
  std::string contract;
  int number = 0;
  std::optional<CivilDate> start = {};
  std::optional<CivilDate> end = {};
  std::string employer = {};
  std::string employer_siret = {};
  bool imported = false;
  bool withdrawn = false;
};

struct MeetingReport {
  CivilDate day;
  std::string employer = {};  // empty = that of the contract in force that day
  std::string held_by = {};
  std::string note = {};
  std::string visit = {};  // visits/{id} whose report is shared
};

struct ClosingReview {
  v1::PathwayResult result;
  CivilDate day;
  std::optional<CivilDate> last_day = {};  // LEFT_EARLY: last day of presence
  std::optional<std::string> reached = {};
  std::vector<type::v1::BarrierCategory> open_barriers = {};
  std::string reason = {};
  std::string closed_by = {};
};

// One person's journey in one programme (parcours). Decisions return the fact or why not; none of
// them changes the pathway.
class Pathway {
 public:
  static constexpr std::string_view kCollection = "pathways";
  using Facts = journal::FactList<
      v1::PathwayOpened, v1::PathwayCorrected, v1::ReferentAssigned, v1::ReferentReleased,
      v1::ReferentReadEnded, v1::ContractAttached, v1::BarrierIdentified, v1::BarrierNoted,
      v1::ContinuationStarted, v1::ContinuationExpiring, v1::ContinuationEnded,
      v1::OrientationProposed, v1::AlertRaised, v1::AlertAcknowledged, v1::AlertClosed,
      v1::EmployerWindowPlanned, v1::EmployerWindowNotObserved, v1::EmployerMeetingHeld,
      v1::EmployerMeetingMissed, v1::PathwayCompleted, v1::PathwayInterrupted, v1::OrientationMade,
      v1::OrientationAnswered, v1::RightsInformed>;

  explicit Pathway(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return state_.organisation; }
  [[nodiscard]] const std::string& person() const { return state_.person; }
  [[nodiscard]] std::vector<std::string> parties() const;
  [[nodiscard]] const PathwayState& state() const { return state_; }

  // The training with its contracts whose dates are known; meaningful once open.
  [[nodiscard]] Training training() const;
  // Status, clock and windows apply.
  [[nodiscard]] bool IsApprenticeship() const;
  [[nodiscard]] const ReferentSpell* ReferentOn(CivilDate day) const;
  [[nodiscard]] bool HasOpenBarrier() const;

  // Refused PATHWAY_ALREADY_OPEN (already done) once open.
  [[nodiscard]] Result<v1::PathwayOpened> Open(const Enrolment& enrolment) const;
  // Nullopt when the corrected record says nothing new here.
  [[nodiscard]] std::optional<v1::PathwayCorrected> Correct(const Enrolment& enrolment) const;
  [[nodiscard]] std::optional<v1::ContractAttached> Attach(const ContractStatement& statement,
                                                           const Owner& owner) const;
  // `broken_on` nullopt: the break was taken back.
  [[nodiscard]] std::optional<v1::ContractAttached> MarkBroken(std::string_view contract,
                                                               std::optional<CivilDate> broken_on,
                                                               const Owner& owner) const;

  // The default référent is the first one; later ones are named by a person.
  [[nodiscard]] v1::ReferentAssigned AssignDefault(const std::string& referent) const;
  [[nodiscard]] Result<v1::ReferentAssigned> Assign(const std::string& referent,
                                                    CivilDate from) const;
  // Nullopt when nobody by name is in charge on the day. After a handover who was reads on until
  // the day given.
  [[nodiscard]] std::optional<v1::ReferentReleased> Release(
      v1::ReferentReleased::Reason reason, CivilDate day,
      std::optional<CivilDate> reads_until = {}) const;
  // Former référents whose last day of reading has passed.
  [[nodiscard]] std::vector<v1::ReferentReadEnded> EndReading(CivilDate today) const;

  [[nodiscard]] v1::BarrierNoted Note(type::v1::BarrierCategory category, int severity, bool lifted,
                                      CivilDate day, const Owner& owner) const;
  // The alert must exist and be open, and nobody has taken it up yet.
  [[nodiscard]] Result<v1::AlertAcknowledged> Acknowledge(const std::string& alert,
                                                          const std::string& note,
                                                          const std::string& by) const;
  [[nodiscard]] Result<v1::EmployerMeetingHeld> Meet(const MeetingReport& report,
                                                     const EmployerMeetingRule& rule) const;
  [[nodiscard]] Result<v1::PathwayCompleted> Complete(const ClosingReview& review) const;
  [[nodiscard]] Result<v1::PathwayInterrupted> Interrupt(const ClosingReview& review) const;
  // What the learner has not been told of yet (L. 6231-2 4°).
  [[nodiscard]] std::vector<v1::RightsTopic> MissingRights() const;
  [[nodiscard]] Result<v1::RightsInformed> Inform(const v1::InformRightsRequest& request,
                                                  CivilDate day, const std::string& agent) const;
  // After an interruption or a failure, unless one was proposed before (L. 6231-2 13°).
  [[nodiscard]] std::optional<v1::OrientationProposed> ProposeOrientation() const;
  [[nodiscard]] Result<v1::OrientationMade> OrientTo(const std::string& body,
                                                     const std::string& reason, CivilDate day,
                                                     const std::string& agent) const;
  [[nodiscard]] Result<v1::OrientationAnswered> AnswerOrientation(const std::string& body,
                                                                  v1::OrientationAnswer answer,
                                                                  const std::string& note,
                                                                  CivilDate day) const;

  void Apply(const v1::PathwayOpened& fact);
  void Apply(const v1::PathwayCorrected& fact);
  void Apply(const v1::ReferentAssigned& fact);
  void Apply(const v1::ReferentReleased& fact);
  void Apply(const v1::ReferentReadEnded& fact);
  void Apply(const v1::ContractAttached& fact);
  void Apply(const v1::BarrierIdentified& fact);
  void Apply(const v1::BarrierNoted& fact);
  void Apply(const v1::ContinuationStarted& fact);
  void Apply(const v1::ContinuationExpiring& fact);
  void Apply(const v1::ContinuationEnded& fact);
  void Apply(const v1::OrientationProposed& fact);
  void Apply(const v1::AlertRaised& fact);
  void Apply(const v1::AlertAcknowledged& fact);
  void Apply(const v1::AlertClosed& fact);
  void Apply(const v1::EmployerWindowPlanned& fact);
  void Apply(const v1::EmployerWindowNotObserved& fact);
  void Apply(const v1::EmployerMeetingHeld& fact);
  void Apply(const v1::EmployerMeetingMissed& fact);
  void Apply(const v1::PathwayCompleted& fact);
  void Apply(const v1::PathwayInterrupted& fact);
  void Apply(const v1::OrientationMade& fact);
  void Apply(const v1::OrientationAnswered& fact);
  void Apply(const v1::RightsInformed& fact);

 private:
  template <typename Fact>
  void Belongs(const Fact& fact) {
    if (state_.organisation.empty()) state_.organisation = fact.organisation();
    if (state_.person.empty()) state_.person = fact.person();
  }
  [[nodiscard]] PlannedWindow* FindWindow(const v1::EmployerWindow& window);

  std::string name_;
  PathwayState state_;
};

// A fact of this pathway, with what every one of them says of it.
template <typename Fact>
[[nodiscard]] Fact FactOf(const Pathway& pathway) {
  Fact fact;
  fact.set_pathway(pathway.name());
  fact.set_organisation(pathway.organisation());
  fact.set_person(pathway.person());
  return fact;
}

// The same where the pathway may not be known yet.
template <typename Fact>
[[nodiscard]] Fact FactOf(const Pathway& pathway, const Owner& owner) {
  auto fact = FactOf<Fact>(pathway);
  if (fact.organisation().empty()) fact.set_organisation(owner.organisation);
  if (fact.person().empty()) fact.set_person(owner.person);
  return fact;
}

[[nodiscard]] v1::EmployerWindow ToProto(const EmployerWindow& window);

}  // namespace parcours::followup
