#include "services/followup/domain/company_period.h"

#include "services/followup/domain/company_refusals.h"
#include "services/followup/domain/fact_days.h"
#include "services/followup/domain/refusals.h"

namespace parcours::followup {

Result<v1::CompanyPeriodAgreed> CompanyPeriod::Agree(const v1::AgreeCompanyPeriodRequest& request,
                                                     const Pathway& pathway, CivilDate today,
                                                     const std::string& agent) const {
  if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
  if (pathway.state().closing) return Refuse(PathwayAlreadyClosed(pathway.name()));
  if (pathway.IsApprenticeship()) return Refuse(CompanyPeriodInApprenticeship());
  const Period days{DayOr(request.from_date(), today), DayOr(request.to_date(), today)};
  if (days.empty()) return Refuse(CompanyPeriodEndsBeforeStart());
  const Period& session = pathway.state().session;
  if (!session.Contains(days.first) || !session.Contains(days.last)) {
    return Refuse(OutsideTraining(session.first, session.last));
  }
  if (days.first < today) return Refuse(CompanyPeriodFrameLate());
  auto fact = FactOf<v1::CompanyPeriodAgreed>(pathway);
  fact.set_company_period(name_);
  fact.set_kind(request.kind());
  fact.set_host(request.host());
  fact.set_from_date(days.first.ToString());
  fact.set_to_date(days.last.ToString());
  fact.set_purpose(request.purpose());
  fact.set_appraisal_frame(request.appraisal_frame());
  fact.set_agreed_by(agent);
  fact.mutable_meta()->set_effective_date(today.ToString());
  return fact;
}

Result<v1::CompanyPeriodHeld> CompanyPeriod::Appraise(const std::string& appraisal, CivilDate today,
                                                      const std::string& agent) const {
  if (!held_.company_period().empty()) return Refuse(CompanyPeriodAlreadyAppraised());
  const CivilDate last = DayOr(agreed_.to_date(), today);
  if (today < last) return Refuse(CompanyPeriodNotOver(last));
  auto fact = Following<v1::CompanyPeriodHeld>(agreed_, last);
  fact.set_company_period(name_);
  fact.set_kind(agreed_.kind());
  fact.set_host(agreed_.host());
  fact.set_from_date(agreed_.from_date());
  fact.set_to_date(agreed_.to_date());
  fact.set_appraisal(appraisal);
  fact.set_appraised_by(agent);
  return fact;
}

}  // namespace parcours::followup
