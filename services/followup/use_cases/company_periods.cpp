// Periods in companies: agreed, appraised, listed.

#include "services/followup/domain/refusals.h"
#include "services/followup/use_cases/record_pages.h"
#include "services/followup/use_cases/use_cases.h"

namespace parcours::followup {
namespace {

v1::CompanyPeriod View(const CompanyPeriod& period, const Context& context) {
  const v1::CompanyPeriodAgreed& agreed = period.agreed();
  v1::CompanyPeriod view;
  view.set_name(period.name());
  view.set_pathway(agreed.pathway());
  view.set_kind(agreed.kind());
  view.set_host(agreed.host());
  view.set_from_date(agreed.from_date());
  view.set_to_date(agreed.to_date());
  view.set_purpose(agreed.purpose());
  view.set_appraisal_frame(agreed.appraisal_frame());
  view.set_appraisal(period.held().appraisal());
  view.set_etag(context.company_periods.Etag(period));
  return view;
}

}  // namespace

Result<v1::CompanyPeriod> Handle(const v1::AgreeCompanyPeriodRequest& request, Context& context) {
  TRY(const auto pathway, context.pathways.Load(request.pathway()));
  if (!context.directory.FindOrganisation(request.host())) {
    return Refuse(EmployerUnknown(request.host()));
  }
  CompanyPeriod period(ResourceName(CompanyPeriod::kCollection, context.session.NewId()));
  TRY(period,
      context.company_periods.Record(period, period.Agree(request, pathway, context.session.today(),
                                                          context.session.actor().principal)));
  return View(period, context);
}

Result<v1::CompanyPeriod> Handle(const v1::AppraiseCompanyPeriodRequest& request,
                                 Context& context) {
  TRY(auto period, context.company_periods.Load(request.name(), request.etag()));
  TRY(period, context.company_periods.Record(
                  period, period.Appraise(request.appraisal(), context.session.today(),
                                          context.session.actor().principal)));
  return View(period, context);
}

Result<v1::ListCompanyPeriodsResponse> Handle(const v1::ListCompanyPeriodsRequest& request,
                                              Context& context) {
  v1::ListCompanyPeriodsResponse page;
  const auto add = [&](const CompanyPeriod& period) {
    *page.add_company_periods() = View(period, context);
    return true;
  };
  TRY(auto token,
      FillPage(context, context.company_periods, request,
               {.collection = CompanyPeriod::kCollection, .pathway = request.pathway()}, add));
  page.set_next_page_token(std::move(token));
  return page;
}

}  // namespace parcours::followup
