#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {

Result<v1::ListOrganisationsResponse> Handle(const v1::ListOrganisationsRequest& request,
                                             Context& context) {
  TRY(const auto listed, context.directory.ListOrganisations({.page_size = request.page_size(),
                                                              .page_token = request.page_token()}));
  v1::ListOrganisationsResponse page;
  for (const auto& organisation : listed.organisations) {
    auto* entry = page.add_organisations();
    entry->set_name(organisation.name);
    entry->set_display_name(organisation.display_name);
    entry->set_siret(organisation.siret);
    entry->set_uai(organisation.uai);
    for (const auto kind : organisation.kinds) {
      entry->add_kinds(partners::v1::OrganisationKind_Name(kind));
    }
    entry->set_default_referent(organisation.default_referent);
  }
  page.set_next_page_token(listed.next_page_token);
  page.set_total_size(static_cast<int>(context.directory.CountOrganisations()));
  return page;
}

}  // namespace parcours::followup
