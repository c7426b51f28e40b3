#include "services/followup/domain/passport.h"

#include "services/followup/domain/fact_days.h"
#include "services/followup/domain/refusal_shapes.h"
#include "services/followup/domain/refusals.h"
#include "services/platform/core/id.h"

namespace parcours::followup {
namespace {

Error MilestoneAlreadyReached() {
  return Precondition("MILESTONE_ALREADY_REACHED", "code",
                      {"Cette étape est déjà franchie : elle le reste.",
                       "This milestone is reached already: it stays so."});
}

Error MilestoneBeforePathway(CivilDate opened_on) {
  const std::string day = opened_on.ToString();
  return Precondition(
      "MILESTONE_BEFORE_PATHWAY", "reach_date",
      {"Le parcours est ouvert depuis le " + day + " : donnez ce jour ou un suivant.",
       "The pathway is open since " + day + ": give that day or a later one."});
}

Error MilestoneCriteriaMissing() {
  return Invalid(
      "MILESTONE_CRITERIA_MISSING", "criteria",
      {"Dites ce qu'il fallait faire pour la franchir.", "Say what one had to do to reach it."});
}

Error MilestoneNotReached() {
  return Precondition("MILESTONE_NOT_REACHED", "code",
                      {"Cette étape n'est pas franchie : rien ne peut en être attesté.",
                       "This milestone is not reached: nothing of it can be vouched for."});
}

Error PassportFull() {
  return Precondition("PASSPORT_FULL", "code",
                      {"Ce passeport a reçu tout ce qu'il peut tenir.",
                       "This passport has taken all that it holds."});
}

Error CredentialAlreadyIssued() {
  return Precondition("CREDENTIAL_ALREADY_ISSUED", "code",
                      {"L'attestation de cette étape est déjà délivrée : exportez-la.",
                       "The credential of this milestone is issued already: export it."});
}

Error CredentialNotIssued() {
  return Precondition("CREDENTIAL_NOT_ISSUED", "code",
                      {"Aucune attestation de cette étape n'est délivrée.",
                       "No credential of this milestone was issued."});
}

}  // namespace

Result<void> Passport::MayRecord(const std::string& code, const Pathway& pathway) const {
  if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
  const auto known = milestones_.find(code);
  if (known == milestones_.end() && milestones_.size() >= kMostMilestones) {
    return Refuse(PassportFull());
  }
  const bool reached = known != milestones_.end() && known->second.reached.has_value();
  return reached ? Result<void>(Refuse(MilestoneAlreadyReached())) : Result<void>{};
}

Result<v1::MilestonePlanned> Passport::Plan(const v1::RecordMilestoneRequest& request,
                                            const Pathway& pathway, CivilDate today) const {
  TRY(MayRecord(request.code(), pathway));
  if (plans_ >= kMostPlans) return Refuse(PassportFull());
  auto fact = FactOf<v1::MilestonePlanned>(pathway);
  fact.set_passport(name_);
  fact.set_code(request.code());
  fact.set_kind(request.kind());
  fact.set_title(request.title());
  fact.set_due_date(request.due_date());
  fact.mutable_meta()->set_effective_date(today.ToString());
  return fact;
}

Result<v1::MilestoneReached> Passport::Reach(const v1::RecordMilestoneRequest& request,
                                             const Pathway& pathway, CivilDate today,
                                             const std::string& agent) const {
  TRY(MayRecord(request.code(), pathway));
  const CivilDate day = DayOr(request.reach_date(), today);
  if (day > today) return Refuse(ActInTheFuture("reach_date"));
  if (day < pathway.state().opened_on) {
    return Refuse(MilestoneBeforePathway(pathway.state().opened_on));
  }
  if (request.criteria().empty()) return Refuse(MilestoneCriteriaMissing());
  auto fact = FactOf<v1::MilestoneReached>(pathway);
  fact.set_passport(name_);
  fact.set_code(request.code());
  fact.set_kind(request.kind());
  fact.set_title(request.title());
  fact.set_criteria(request.criteria());
  fact.set_confirmed_by(agent);
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

Result<v1::CredentialIssued> Passport::Issue(const std::string& code, const std::string& credential,
                                             CivilDate today, Instant now,
                                             const std::string& agent) const {
  const auto found = milestones_.find(code);
  if (found == milestones_.end() || !found->second.reached) return Refuse(MilestoneNotReached());
  if (found->second.credential) return Refuse(CredentialAlreadyIssued());
  v1::CredentialIssued fact;
  fact.set_passport(name_);
  fact.set_organisation(organisation_);
  fact.set_person(person_);
  fact.set_pathway(pathway_);
  fact.set_code(code);
  fact.set_credential(credential);
  fact.mutable_issue_time()->set_seconds(
      std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count());
  fact.set_issued_by(agent);
  fact.mutable_meta()->set_effective_date(today.ToString());
  return fact;
}

Result<PassportMilestone> Passport::Issued(const std::string& code) const {
  const auto found = milestones_.find(code);
  if (found == milestones_.end() || !found->second.credential) return Refuse(CredentialNotIssued());
  return found->second;
}

void Passport::Apply(const v1::MilestonePlanned& fact) {
  organisation_ = fact.organisation();
  person_ = fact.person();
  pathway_ = fact.pathway();
  ++plans_;
  auto& milestone = milestones_[fact.code()];
  milestone.kind = fact.kind();
  milestone.title = fact.title();
  milestone.due = CivilDate::Parse(fact.due_date());
}

void Passport::Apply(const v1::MilestoneReached& fact) {
  organisation_ = fact.organisation();
  person_ = fact.person();
  pathway_ = fact.pathway();
  auto& milestone = milestones_[fact.code()];
  milestone.kind = fact.kind();
  milestone.title = fact.title();
  milestone.criteria = fact.criteria();
  milestone.reached = EffectiveOf(fact);
}

void Passport::Apply(const v1::CredentialIssued& fact) {
  milestones_[fact.code()].credential = fact;
}

std::string PassportOf(std::string_view pathway) {
  return ResourceName(Passport::kCollection, LastSegment(pathway));
}

}  // namespace parcours::followup
