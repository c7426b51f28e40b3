#include "services/recruitment/domain/mission.h"

#include "services/recruitment/domain/fact_days.h"
#include "services/recruitment/domain/refusals.h"
#include "services/recruitment/domain/rules.h"

namespace parcours::recruitment {

void Mission::Apply(const v1::MissionSubmitted& fact) {
  organisation_ = fact.organisation();
  person_ = fact.person();
  pathway_ = fact.pathway();
  employer_ = fact.employer();
  title_ = fact.title();
  description_ = fact.description();
  progression_ = fact.progression();
  submitted_on_ = EffectiveDayOf(fact);
  due_on_ = DayOf(fact.due_date()).value_or(submitted_on_);
  create_time_ = fact.meta().record_time();
}

void Mission::Apply(const v1::MissionValidated& fact) {
  validated_on_ = EffectiveDayOf(fact);
  validator_ = fact.validator();
}

void Mission::Apply(const v1::MissionValidationOverdue& /*fact*/) { overdue_ = true; }

v1::MissionSubmitted Mission::Submit(const Proposal& proposal, const security::Actor& by,
                                     CivilDate day) const {
  v1::MissionSubmitted fact;
  fact.set_mission(name_);
  fact.set_organisation(proposal.organisation);
  fact.set_person(proposal.person);
  fact.set_pathway(proposal.pathway);
  fact.set_employer(proposal.employer);
  fact.set_due_date(day.AddDays(MissionGateOn(day).days).ToString());
  fact.set_submitted_by(by.principal);
  fact.set_title(proposal.title);
  fact.set_description(proposal.description);
  fact.set_progression(proposal.progression);
  return EffectiveOn(day, std::move(fact));
}

Result<v1::MissionValidated> Mission::Validate(const security::Actor& by, CivilDate day,
                                               std::string_view comment) const {
  if (validated_on_) return Refuse(MissionNotAwaitingValidation(name_));
  if (by.organisation == employer_ && by.organisation != organisation_)
    return Refuse(ValidatorOfTheEmployer(name_));
  if (day < submitted_on_) return Refuse(DateBeforeFormerAct(day, submitted_on_));
  v1::MissionValidated fact;
  fact.set_mission(name_);
  fact.set_organisation(organisation_);
  fact.set_person(person_);
  fact.set_pathway(pathway_);
  fact.set_employer(employer_);
  fact.set_validator(by.principal);
  fact.set_validator_organisation(by.organisation);
  fact.set_due_date(due_on_.ToString());
  fact.set_late(day > due_on_);
  fact.set_day_number(day.DaysSince(submitted_on_));
  fact.set_comment(std::string(comment));
  return EffectiveOn(day, std::move(fact));
}

std::optional<v1::MissionValidationOverdue> Mission::JudgeOverdue(CivilDate today) const {
  const bool in_time = validated_on_ && *validated_on_ <= due_on_;
  if (overdue_ || in_time || today < overdue_from()) return std::nullopt;
  v1::MissionValidationOverdue fact;
  fact.set_mission(name_);
  fact.set_organisation(organisation_);
  fact.set_person(person_);
  fact.set_pathway(pathway_);
  fact.set_employer(employer_);
  fact.set_due_date(due_on_.ToString());
  return EffectiveOn(overdue_from(), std::move(fact));
}

Result<v1::MissionGate> Mission::PassGate(CivilDate day) const {
  if (!validated_on_ || *validated_on_ > day) {
    const auto gate = MissionGateOn(day);
    return Refuse(MissionNotValidated(name_, day, gate.rule, gate.source));
  }
  return *validated_on_ > due_on_ ? v1::OBSERVED_LATE : v1::OBSERVED;
}

v1::Mission Mission::ToProto() const {
  v1::Mission mission;
  mission.set_name(name_);
  mission.set_pathway(pathway_);
  mission.set_person(person_);
  mission.set_organisation(organisation_);
  mission.set_employer(employer_);
  mission.set_state(validated_on_ ? v1::Mission::VALIDATED
                    : overdue_    ? v1::Mission::OVERDUE
                                  : v1::Mission::SUBMITTED);
  mission.set_title(title_);
  mission.set_description(description_);
  mission.set_progression(progression_);
  mission.set_submit_date(submitted_on_.ToString());
  mission.set_due_date(due_on_.ToString());
  mission.set_validate_date(TextOf(validated_on_));
  mission.set_validator(validator_);
  if (validated_on_) {
    mission.set_late(*validated_on_ > due_on_);
    mission.set_day_number(validated_on_->DaysSince(submitted_on_));
  }
  *mission.mutable_create_time() = create_time_;
  return mission;
}

}  // namespace parcours::recruitment
