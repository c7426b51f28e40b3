#include "services/partners/use_cases/answers.h"
#include "services/partners/use_cases/use_cases.h"

namespace parcours::partners {

Result<v1::ListOrganisationsResponse> Handle(const v1::ListOrganisationsRequest& request,
                                             Context& context) {
  TRY(const auto page, context.directory.ListOrganisations({.kind = request.kind(),
                                                            .page_size = request.page_size(),
                                                            .page_token = request.page_token()}));
  v1::ListOrganisationsResponse response;
  for (const auto& listed : page.organisations) {
    *response.add_organisations() = ToProto(context.organisations.Find(listed.name), context);
  }
  response.set_next_page_token(page.next_page_token);
  return response;
}

}  // namespace parcours::partners
