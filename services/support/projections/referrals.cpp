#include <string>
#include <string_view>

#include "services/support/projections/projections.h"

namespace parcours::support {
namespace {

using execution::ProjectionContext;
using State = v1::Referral;

constexpr std::string_view kReferralsSchema = R"sql(
CREATE TABLE p_referrals (
  referral TEXT PRIMARY KEY,
  support_case TEXT NOT NULL,
  person TEXT NOT NULL,
  organisation TEXT NOT NULL,
  recipient TEXT NOT NULL,
  category INTEGER NOT NULL,
  offer_date TEXT NOT NULL,
  state INTEGER NOT NULL,
  state_date TEXT NOT NULL
);
CREATE INDEX p_referrals_case ON p_referrals (support_case, offer_date);
CREATE INDEX p_referrals_person ON p_referrals (person, recipient);
CREATE INDEX p_referrals_organisation ON p_referrals (organisation, offer_date);
CREATE INDEX p_referrals_recipient ON p_referrals (recipient, offer_date);
)sql";

void AddReferral(const v1::ReferralOffered& fact, ProjectionContext& context) {
  context.db.Execute(
      "INSERT INTO p_referrals (referral, support_case, person, organisation, recipient, category, "
      "offer_date, state, state_date) VALUES (:referral, :support_case, :person, :organisation, "
      ":recipient, :category, :offered, :state, :since)",
      fact.referral(), fact.support_case(), fact.person(), fact.organisation(), fact.recipient(),
      static_cast<int>(fact.category()), context.meta.effective, static_cast<int>(State::OFFERED),
      context.meta.effective);
}

template <typename Fact, v1::Referral::State kState>
void PutState(const Fact& fact, ProjectionContext& context) {
  context.db.Execute(
      "UPDATE p_referrals SET state = :state, state_date = :since WHERE referral = :referral",
      static_cast<int>(kState), context.meta.effective, fact.referral());
}

std::vector<std::string> Names(std::vector<std::tuple<std::string>> rows) {
  std::vector<std::string> names;
  names.reserve(rows.size());
  for (auto& [name] : rows) names.push_back(std::move(name));
  return names;
}

}  // namespace

execution::Projection ReferralsProjection() {
  using execution::Project;
  return {.name = "referrals",
          .version = 1,
          .schema = std::string(kReferralsSchema),
          .tables = {"p_referrals"},
          .rows = {Project<v1::ReferralOffered>(AddReferral),
                   Project<v1::ReferralAccepted>(PutState<v1::ReferralAccepted, State::ACCEPTED>),
                   Project<v1::ReferralRefused>(PutState<v1::ReferralRefused, State::REFUSED>),
                   Project<v1::ReferralDone>(PutState<v1::ReferralDone, State::DONE>),
                   Project<v1::ReferralExpired>(PutState<v1::ReferralExpired, State::EXPIRED>),
                   Project<v1::ReferralRevoked>(PutState<v1::ReferralRevoked, State::REVOKED>)}};
}

std::vector<std::string> ListReferrals(store::Connection& db, const ReferralQuery& query) {
  const ReferralPlace after =
      query.after.value_or(ReferralPlace{.offered = CivilDate(9999, 12, 31), .referral = {}});
  return Names(db.Query<std::string>(
      "SELECT referral FROM p_referrals WHERE (organisation = :organisation OR recipient = :asked "
      "OR person = :person) AND (:any_case = 1 OR support_case = :support_case) AND (:any_state = "
      "1 OR state = :state) AND (offer_date, referral) < (:offered, :referral) ORDER BY offer_date "
      "DESC, referral DESC LIMIT :limit",
      query.organisation, query.organisation, query.person, query.support_case.empty(),
      query.support_case, query.state == v1::Referral::STATE_UNSPECIFIED,
      static_cast<int>(query.state), after.offered, after.referral, query.limit));
}

std::vector<std::string> ReferralsOfCase(store::Connection& db, const std::string& support_case,
                                         int limit) {
  return Names(db.Query<std::string>(
      "SELECT referral FROM p_referrals WHERE support_case = :support_case ORDER BY offer_date "
      "DESC, referral DESC LIMIT :limit",
      support_case, limit));
}

std::optional<ReferralPlace> PlaceOf(store::Connection& db, const std::string& referral) {
  const auto row = db.QueryOne<CivilDate>(
      "SELECT offer_date FROM p_referrals WHERE referral = :referral", referral);
  if (!row) return std::nullopt;
  return ReferralPlace{.offered = std::get<0>(*row), .referral = referral};
}

std::vector<std::string> OpenReferrals(store::Connection& db, const std::string& person,
                                       const std::string& recipient) {
  return Names(db.Query<std::string>(
      "SELECT referral FROM p_referrals WHERE person = :person AND recipient = :recipient AND "
      "state IN (:offered, :accepted) ORDER BY referral",
      person, recipient, static_cast<int>(State::OFFERED), static_cast<int>(State::ACCEPTED)));
}

std::optional<std::string> OpenReferral(store::Connection& db, const std::string& support_case,
                                        const std::string& recipient,
                                        type::v1::BarrierCategory category) {
  const auto row = db.QueryOne<std::string>(
      "SELECT referral FROM p_referrals WHERE support_case = :support_case AND recipient = "
      ":recipient AND category = :category AND state IN (:offered, :accepted) LIMIT 1",
      support_case, recipient, static_cast<int>(category), static_cast<int>(State::OFFERED),
      static_cast<int>(State::ACCEPTED));
  if (!row) return std::nullopt;
  return std::get<0>(*row);
}

}  // namespace parcours::support
