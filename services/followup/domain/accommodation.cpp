#include "services/followup/domain/accommodation.h"

#include "services/followup/domain/fact_days.h"
#include "services/followup/domain/presence_refusals.h"
#include "services/followup/domain/refusals.h"

namespace parcours::followup {
namespace {

bool IsAhead(const std::string& day, CivilDate today) {
  const auto date = CivilDate::Parse(day);
  return date && *date > today;
}

}  // namespace

Result<v1::AccommodationGranted> Accommodation::Grant(const v1::GrantAccommodationRequest& request,
                                                      const Pathway& pathway, CivilDate today,
                                                      const std::string& agent) const {
  if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
  if (pathway.state().closing) return Refuse(PathwayAlreadyClosed(pathway.name()));
  if (!IsAhead(request.review_date(), today)) return Refuse(AccommodationReviewNotAhead());
  auto fact = FactOf<v1::AccommodationGranted>(pathway);
  fact.set_accommodation(name_);
  *fact.mutable_arrangements() = request.arrangements();
  *fact.mutable_reason() = request.reason();
  fact.set_review_date(request.review_date());
  fact.set_contact(agent);
  fact.mutable_meta()->set_effective_date(today.ToString());
  return fact;
}

Result<v1::AccommodationReviewed> Accommodation::Review(
    const v1::ReviewAccommodationRequest& request, CivilDate today,
    const std::string& agent) const {
  if (ended()) return Refuse(AccommodationEnded());
  if (reviews_ >= kMostReviews) return Refuse(AccommodationReviewedTooOften());
  const bool goes_on = !request.arrangements().empty();
  if (goes_on && !IsAhead(request.review_date(), today)) {
    return Refuse(AccommodationReviewNotAhead());
  }
  auto fact = Following<v1::AccommodationReviewed>(granted_, today);
  fact.set_accommodation(name_);
  *fact.mutable_arrangements() = request.arrangements();
  if (goes_on) fact.set_review_date(request.review_date());
  fact.set_reviewed_by(agent);
  return fact;
}

void Accommodation::Apply(const v1::AccommodationReviewed& fact) {
  ++reviews_;
  *granted_.mutable_arrangements() = fact.arrangements();
  granted_.set_review_date(fact.review_date());
}

}  // namespace parcours::followup
