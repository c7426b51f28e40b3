#include "services/recruitment/domain/candidacy.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "services/platform/core/id.h"
#include "services/recruitment/domain/fact_days.h"
#include "services/recruitment/domain/refusals.h"

namespace parcours::recruitment {
namespace {

using google::protobuf::util::TimeUtil;

constexpr std::int64_t kSecondsPerMinute = 60;
constexpr std::int64_t kLongestInterview = 12 * 60 * kSecondsPerMinute;

// Whole minutes; INTERVIEW_TIMES_INVALID.
Result<int> MinutesOf(const Candidacy::Interview& interview) {
  if (!interview.start && !interview.end) return interview.minutes;
  if (!interview.start || !interview.end) return Refuse(InterviewTimesInvalid());
  const auto seconds =
      TimeUtil::TimestampToSeconds(*interview.end) - TimeUtil::TimestampToSeconds(*interview.start);
  if (seconds <= 0 || seconds > kLongestInterview) return Refuse(InterviewTimesInvalid());
  return static_cast<int>(seconds / kSecondsPerMinute);
}

}  // namespace

void Candidacy::Apply(const v1::CandidacyPrescribed& fact) {
  organisation_ = fact.organisation();
  person_ = fact.person();
  pathway_ = fact.pathway();
  programme_ = fact.programme();
  programme_kind_ = fact.programme_kind();
  prescriber_ = fact.prescriber();
  prescribed_on_ = EffectiveDayOf(fact);
  content_hash_ = fact.content_hash();
  create_time_ = fact.meta().record_time();
}

void Candidacy::Apply(const v1::InterviewHeld& /*fact*/) { ++interviews_; }

void Candidacy::Apply(const v1::BarrierIdentified& fact) {
  std::erase_if(barriers_,
                [&fact](const auto& known) { return known.category() == fact.category(); });
  auto& barrier = barriers_.emplace_back();
  barrier.set_category(fact.category());
  barrier.set_severity(fact.severity());
  barrier.set_note(fact.note());
}

v1::CandidacyPrescribed Candidacy::Prescribe(const Prescription& prescription,
                                             const security::Actor& by, CivilDate day) const {
  v1::CandidacyPrescribed fact;
  fact.set_candidacy(name_);
  fact.set_organisation(prescription.organisation);
  fact.set_person(prescription.person);
  fact.set_pathway(ResourceName("pathways", LastSegment(name_)));
  fact.set_programme(prescription.programme);
  fact.set_programme_kind(prescription.programme_kind);
  fact.set_prescriber(prescription.prescriber);
  fact.set_prescribed_by(by.principal);
  fact.set_sender_reference(prescription.sender_reference);
  fact.set_content_hash(prescription.content_hash);
  return EffectiveOn(day, std::move(fact));
}

Result<v1::InterviewHeld> Candidacy::HoldInterview(const Interview& interview,
                                                   const security::Actor& by, CivilDate day) const {
  if (day < prescribed_on_) return Refuse(DateBeforeFormerAct(day, prescribed_on_));
  TRY(const int minutes, MinutesOf(interview));
  v1::InterviewHeld fact;
  fact.set_candidacy(name_);
  fact.set_organisation(organisation_);
  fact.set_person(person_);
  fact.set_pathway(pathway_);
  fact.set_kind(interview.kind);
  if (interview.start) *fact.mutable_start_time() = *interview.start;
  if (interview.end) *fact.mutable_end_time() = *interview.end;
  fact.set_minutes(minutes);
  fact.set_objective(interview.objective);
  fact.set_objective_verdict(interview.verdict);
  fact.set_note(interview.note);
  fact.set_held_by(by.principal);
  return EffectiveOn(day, std::move(fact));
}

v1::BarrierIdentified Candidacy::IdentifyBarrier(const type::v1::BarrierStatement& barrier,
                                                 const security::Actor& by, CivilDate day) const {
  v1::BarrierIdentified fact;
  fact.set_candidacy(name_);
  fact.set_organisation(organisation_);
  fact.set_person(person_);
  fact.set_pathway(pathway_);
  fact.set_category(barrier.category());
  fact.set_severity(barrier.severity());
  fact.set_identified_by(by.principal);
  fact.set_note(barrier.note());
  return EffectiveOn(day, std::move(fact));
}

v1::Candidacy Candidacy::ToProto() const {
  v1::Candidacy candidacy;
  candidacy.set_name(name_);
  candidacy.set_person(person_);
  candidacy.set_organisation(organisation_);
  candidacy.set_pathway(pathway_);
  candidacy.set_programme(programme_);
  candidacy.set_prescriber(prescriber_);
  candidacy.set_state(interviews_ > 0 ? v1::Candidacy::INTERVIEWED : v1::Candidacy::PRESCRIBED);
  candidacy.set_interview_count(interviews_);
  for (const auto& barrier : barriers_) *candidacy.add_barriers() = barrier;
  *candidacy.mutable_create_time() = create_time_;
  return candidacy;
}

}  // namespace parcours::recruitment
