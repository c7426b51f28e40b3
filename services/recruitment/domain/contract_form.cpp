#include "services/recruitment/domain/contract_form.h"

#include "services/recruitment/domain/refusals.h"
#include "services/recruitment/domain/rules.h"

namespace parcours::recruitment {
namespace {

constexpr int kMonthsPerYear = 12;

}  // namespace

Result<void> CheckContractForm(const ContractForm& form) {
  const auto rule = ContractFormOn(form.start);
  if (form.end < form.start) return Refuse(ContractEndsBeforeItStarts());
  if (form.birth.AddMonths(rule.least_age * kMonthsPerYear) > form.start)
    return Refuse(ApprenticeTooYoung());
  if (form.start.AddMonths(rule.least_months) > form.end) return Refuse(ContractTooShort());
  if (form.start.AddMonths(rule.most_months + 1) <= form.end) return Refuse(ContractTooLong());
  return {};
}

}  // namespace parcours::recruitment
