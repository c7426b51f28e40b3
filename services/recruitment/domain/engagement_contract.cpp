#include "services/recruitment/domain/engagement_contract.h"

#include <algorithm>

#include "services/recruitment/domain/fact_days.h"
#include "services/recruitment/domain/refusals.h"

namespace parcours::recruitment {

void EngagementContract::Apply(const v1::EngagementSignatureAdded& fact) {
  if (signatures_.empty()) {
    organisation_ = fact.organisation();
    person_ = fact.person();
    pathway_ = fact.pathway();
    candidacy_ = fact.candidacy();
    training_start_ = DayOf(fact.training_start_date());
    training_end_ = DayOf(fact.training_end_date());
    commitments_ = fact.commitments();
    create_time_ = fact.meta().record_time();
  }
  signatures_[fact.party()] = {.signed_by = fact.signed_by(), .day = EffectiveDayOf(fact)};
}

void EngagementContract::Apply(const v1::EngagementSigned& /*fact*/) { complete_ = true; }

Result<void> EngagementContract::CheckDates(const Terms& terms) const {
  if (signatures_.empty()) {
    if (!terms.training_start || !terms.training_end) return Refuse(EngagementDatesMissing());
    if (*terms.training_end < *terms.training_start) {
      return Refuse(TrainingEndsBeforeItStarts(*terms.training_start, *terms.training_end));
    }
    return {};
  }
  const bool same = terms.training_start.value_or(*training_start_) == *training_start_ &&
                    terms.training_end.value_or(*training_end_) == *training_end_;
  if (!same) return Refuse(EngagementDatesDiffer(*training_start_, *training_end_));
  return {};
}

Result<v1::EngagementSignatureAdded> EngagementContract::Sign(const Candidacy& candidacy,
                                                              const Terms& terms,
                                                              const security::Actor& by,
                                                              CivilDate day) const {
  const auto party = by.person.empty() ? v1::ORGANISATION_PARTY : v1::BENEFICIARY_PARTY;
  if (signatures_.contains(party)) return Refuse(EngagementAlreadySigned(name_));
  if (day < candidacy.prescribed_on())
    return Refuse(DateBeforeFormerAct(day, candidacy.prescribed_on()));
  TRY(CheckDates(terms));
  v1::EngagementSignatureAdded fact;
  fact.set_engagement_contract(name_);
  fact.set_organisation(candidacy.organisation());
  fact.set_person(candidacy.person());
  fact.set_pathway(candidacy.pathway());
  fact.set_candidacy(candidacy.name());
  fact.set_party(party);
  if (party == v1::ORGANISATION_PARTY) fact.set_signed_by(by.principal);
  fact.set_training_start_date(
      TextOf(signatures_.empty() ? terms.training_start : training_start_));
  fact.set_training_end_date(TextOf(signatures_.empty() ? terms.training_end : training_end_));
  fact.set_commitments(signatures_.empty() ? terms.commitments : commitments_);
  return EffectiveOn(day, std::move(fact));
}

std::optional<v1::EngagementSigned> EngagementContract::Complete(const Candidacy& candidacy) const {
  if (complete_ || signatures_.size() < 2) return std::nullopt;
  v1::EngagementSigned fact;
  fact.set_engagement_contract(name_);
  fact.set_organisation(organisation_);
  fact.set_person(person_);
  fact.set_pathway(pathway_);
  fact.set_candidacy(candidacy_);
  fact.set_programme(candidacy.programme());
  fact.set_programme_kind(candidacy.programme_kind());
  fact.set_training_start_date(TextOf(training_start_));
  fact.set_training_end_date(TextOf(training_end_));
  fact.set_prescriber(candidacy.prescriber());
  CivilDate last = signatures_.begin()->second.day;
  for (const auto& [party, signature] : signatures_) last = std::max(last, signature.day);
  return EffectiveOn(last, std::move(fact));
}

v1::EngagementContract EngagementContract::ToProto() const {
  using Resource = v1::EngagementContract;
  Resource contract;
  contract.set_name(name_);
  contract.set_candidacy(candidacy_);
  contract.set_person(person_);
  contract.set_organisation(organisation_);
  contract.set_pathway(pathway_);
  contract.set_state(complete_ ? Resource::SIGNED : Resource::HALF_SIGNED);
  for (const auto& [party, signature] : signatures_) {
    auto& added = *contract.add_signatures();
    added.set_party(party);
    added.set_signed_by(signature.signed_by);
    added.set_sign_date(signature.day.ToString());
  }
  contract.set_training_start_date(TextOf(training_start_));
  contract.set_training_end_date(TextOf(training_end_));
  contract.set_commitments(commitments_);
  *contract.mutable_create_time() = create_time_;
  return contract;
}

}  // namespace parcours::recruitment
