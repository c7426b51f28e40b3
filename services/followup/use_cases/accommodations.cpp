// Arrangements: granted, looked at again, listed.

#include "services/followup/use_cases/record_pages.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

// Why is for the disability référent and the person.
bool MayReadReason(const security::Actor& actor) {
  return !actor.person.empty() || actor.Has(options::v1::DISABILITY_REFERENT);
}

v1::Accommodation View(const Accommodation& accommodation, const Context& context) {
  const v1::AccommodationGranted& granted = accommodation.granted();
  v1::Accommodation view;
  view.set_name(accommodation.name());
  view.set_pathway(granted.pathway());
  view.set_from_date(granted.meta().effective_date());
  *view.mutable_arrangements() = granted.arrangements();
  view.set_review_date(granted.review_date());
  view.set_review_due(!accommodation.ended() &&
                      granted.review_date() <= context.session.today().ToString());
  view.set_contact(granted.contact());
  if (MayReadReason(context.session.actor())) *view.mutable_reason() = granted.reason();
  view.set_etag(context.accommodations.Etag(accommodation));
  return view;
}

}  // namespace

Result<v1::Accommodation> Handle(const v1::GrantAccommodationRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.pathway()));
  Accommodation accommodation(ResourceName(Accommodation::kCollection, context.session.NewId()));
  TRY(accommodation,
      context.accommodations.Record(accommodation,
                                    accommodation.Grant(request, pathway, context.session.today(),
                                                        context.session.actor().principal)));
  return View(accommodation, context);
}

Result<v1::Accommodation> Handle(const v1::ReviewAccommodationRequest& request, Context& context) {
  TRY(auto accommodation, context.accommodations.Load(request.name(), request.etag()));
  TRY(accommodation, context.accommodations.Record(
                         accommodation, accommodation.Review(request, context.session.today(),
                                                             context.session.actor().principal)));
  return View(accommodation, context);
}

Result<v1::ListAccommodationsResponse> Handle(const v1::ListAccommodationsRequest& request,
                                              Context& context) {
  v1::ListAccommodationsResponse page;
  const auto add = [&](const Accommodation& accommodation) {
    auto view = View(accommodation, context);
    if (request.review_due() && !view.review_due()) return false;
    *page.add_accommodations() = std::move(view);
    return true;
  };
  TRY(auto token,
      FillPage(context, context.accommodations, request,
               {.collection = Accommodation::kCollection, .pathway = request.pathway()}, add));
  page.set_next_page_token(std::move(token));
  return page;
}

}  // namespace parcours::followup
