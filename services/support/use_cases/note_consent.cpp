#include "services/support/domain/refusals.h"
#include "services/support/projections/projections.h"
#include "services/support/use_cases/use_cases.h"

namespace parcours::support {
namespace {

Result<void> Note(const std::string& person, const ConsentStatement& statement,
                  const journal::FactMeta& meta, Context& context) {
  const std::string name = CaseOf(person);
  if (name.empty()) return Refuse(PersonMissing(meta.Id()));
  const auto support_case = context.cases.Find(name);
  auto noted = support_case.NoteConsent(statement);
  if (!noted) return {};
  TRY(context.cases.Record(support_case, *std::move(noted)));
  return {};
}

}  // namespace

Result<void> NoteConsent(const recruitment::v1::ConsentGiven& fact, const journal::FactMeta& meta,
                         Context& context) {
  return Note(fact.person(),
              {.purpose = fact.purpose(),
               .recipient = fact.recipient(),
               .given = meta.effective,
               .until = CivilDate::Parse(fact.until_date()),
               .withdrawn = std::nullopt,
               .version = meta.version},
              meta, context);
}

Result<void> NoteConsent(const recruitment::v1::ConsentWithdrawn& fact,
                         const journal::FactMeta& meta, Context& context) {
  return Note(fact.person(),
              {.purpose = fact.purpose(),
               .recipient = fact.recipient(),
               .given = std::nullopt,
               .until = std::nullopt,
               .withdrawn = meta.effective,
               .version = meta.version},
              meta, context);
}

Result<void> RevokeReferrals(const recruitment::v1::ConsentWithdrawn& fact,
                             const journal::FactMeta& meta, Context& context) {
  if (fact.purpose() != type::v1::REFERRAL) return {};
  for (const auto& name : OpenReferrals(context.session.db(), fact.person(), fact.recipient())) {
    const auto referral = context.referrals.Find(name);
    auto revoked = referral.Revoke(meta.effective);
    if (revoked) TRY(context.referrals.Record(referral, *std::move(revoked)));
  }
  return {};
}

}  // namespace parcours::support
