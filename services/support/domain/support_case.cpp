#include "services/support/domain/support_case.h"

#include <algorithm>
#include <tuple>

#include "services/platform/core/id.h"
#include "services/support/domain/refusals.h"
#include "services/support/domain/rules.h"

namespace parcours::support {
namespace {

constexpr int kLeastSeverity = 1;
constexpr int kMostSeverity = 4;

// Need to know (DOMAIN 8): consents to surveys or job offers are none of support's business.
bool ConcernsSupport(type::v1::ConsentPurpose purpose) {
  return purpose == type::v1::REFERRAL || purpose == type::v1::INFORMATION_SHARING;
}

// At equal days the heavier statement holds, so that the order of arrival never decides.
bool StatedBefore(const StatedBarrier& one, const StatedBarrier& other) {
  return std::tie(one.day, one.severity, one.pathway, one.organisation) <
         std::tie(other.day, other.severity, other.pathway, other.organisation);
}

}  // namespace

std::string CaseOf(std::string_view person) {
  const auto id = IdOf(person, "persons");
  return id.empty() ? std::string{} : ResourceName(SupportCase::kCollection, id);
}

void SupportCase::Apply(const v1::SupportCaseOpened& fact) {
  opened_ = true;
  create_time_ = fact.meta().record_time();
}

void SupportCase::Apply(const v1::BarrierConfirmed& fact) {
  StatedBarrier stated{
      .organisation = fact.organisation(),
      .pathway = fact.pathway(),
      .category = fact.category(),
      .severity = fact.severity(),
      .day = CivilDate::Parse(fact.meta().effective_date()).value_or(CivilDate{}),
  };
  const auto place = std::upper_bound(statements_.begin(), statements_.end(), stated, StatedBefore);
  statements_.insert(place, std::move(stated));
}

void SupportCase::Apply(const v1::BarrierLifted& fact) {
  auto& lifts = lifts_[fact.category()];
  const auto day = CivilDate::Parse(fact.meta().effective_date()).value_or(CivilDate{});
  lifts.insert(std::upper_bound(lifts.begin(), lifts.end(), day), day);
}

void SupportCase::Apply(const v1::ConsentNoted& fact) {
  ConsentStatement& known = consents_[{fact.purpose(), fact.recipient()}];
  if (fact.statement() < known.version) return;
  known = {.purpose = fact.purpose(),
           .recipient = fact.recipient(),
           .given = CivilDate::Parse(fact.given_date()),
           .until = CivilDate::Parse(fact.until_date()),
           .withdrawn = CivilDate::Parse(fact.withdrawn_date()),
           .version = fact.statement()};
}

std::string SupportCase::organisation() const {
  return statements_.empty() ? std::string{} : statements_.front().organisation;
}

std::string SupportCase::person() const { return ResourceName("persons", LastSegment(name_)); }

CivilDate SupportCase::open_day() const {
  return statements_.empty() ? CivilDate{} : statements_.front().day;
}

std::optional<Barrier> SupportCase::LastEpisode(type::v1::BarrierCategory category) const {
  std::vector<const StatedBarrier*> stated;
  for (const auto& statement : statements_) {
    if (statement.category == category) stated.push_back(&statement);
  }
  if (stated.empty()) return std::nullopt;
  const auto found = lifts_.find(category);
  const auto lifts = found == lifts_.end() ? std::vector<CivilDate>{} : found->second;
  const bool standing = lifts.empty() || stated.back()->day > lifts.back();

  std::optional<CivilDate> episode_after;
  if (standing && !lifts.empty()) episode_after = lifts.back();
  if (!standing && lifts.size() > 1) episode_after = lifts[lifts.size() - 2];
  const auto first =
      std::find_if(stated.begin(), stated.end(), [&](const StatedBarrier* statement) {
        return !episode_after || statement->day > *episode_after;
      });
  const StatedBarrier& last = *stated.back();
  return Barrier{.category = category,
                 .severity = last.severity,
                 .pathway = last.pathway,
                 .organisation = last.organisation,
                 .identified = first == stated.end() ? last.day : (*first)->day,
                 .last_stated = last.day,
                 .lifted = standing ? std::nullopt : std::optional(lifts.back())};
}

std::vector<Barrier> SupportCase::Barriers() const {
  std::vector<Barrier> barriers;
  for (int number = type::v1::BarrierCategory_MIN; number <= type::v1::BarrierCategory_MAX;
       ++number) {
    auto barrier = LastEpisode(static_cast<type::v1::BarrierCategory>(number));
    if (barrier) barriers.push_back(*std::move(barrier));
  }
  std::stable_partition(barriers.begin(), barriers.end(),
                        [](const Barrier& barrier) { return !barrier.lifted; });
  return barriers;
}

std::optional<Barrier> SupportCase::FindBarrier(type::v1::BarrierCategory category) const {
  return LastEpisode(category);
}

bool SupportCase::Knows(const StatedBarrier& stated) const {
  return std::find(statements_.begin(), statements_.end(), stated) != statements_.end();
}

std::optional<CivilDate> SupportCase::ConsentOn(type::v1::ConsentPurpose purpose,
                                                std::string_view recipient, CivilDate day) const {
  const auto found = consents_.find({purpose, std::string(recipient)});
  if (found == consents_.end()) return std::nullopt;
  const ConsentStatement& consent = found->second;
  if (!consent.given || *consent.given > day || consent.withdrawn) return std::nullopt;
  if (consent.until && *consent.until < day) return std::nullopt;
  return consent.given;
}

Result<v1::SupportCaseOpened> SupportCase::Open(const StatedBarrier& first) const {
  v1::SupportCaseOpened fact;
  fact.set_support_case(name_);
  fact.set_organisation(first.organisation);
  fact.set_person(person());
  fact.set_pathway(first.pathway);
  fact.mutable_meta()->set_effective_date(first.day.ToString());
  return fact;
}

Result<v1::BarrierConfirmed> SupportCase::Confirm(const StatedBarrier& stated) const {
  if (FindBarrierRule(stated.category, stated.day) == nullptr) {
    return Refuse(BarrierUnknown(stated.category, stated.day));
  }
  if (stated.severity < kLeastSeverity || stated.severity > kMostSeverity) {
    return Refuse(BarrierSeverityInvalid(stated.severity));
  }
  v1::BarrierConfirmed fact;
  fact.set_support_case(name_);
  fact.set_organisation(stated.organisation);
  fact.set_person(person());
  fact.set_pathway(stated.pathway);
  fact.set_category(stated.category);
  fact.set_severity(stated.severity);
  fact.mutable_meta()->set_effective_date(stated.day.ToString());
  return fact;
}

Result<v1::BarrierLifted> SupportCase::Lift(type::v1::BarrierCategory category,
                                            const std::string& note, const security::Actor& by,
                                            CivilDate day) const {
  const auto barrier = FindBarrier(category);
  if (!barrier || barrier->lifted) return Refuse(BarrierNotOpen(category));
  if (day < barrier->last_stated) return Refuse(DateBeforeFormerAct(day, barrier->last_stated));
  v1::BarrierLifted fact;
  fact.set_support_case(name_);
  fact.set_organisation(barrier->organisation);
  fact.set_person(person());
  fact.set_pathway(barrier->pathway);
  fact.set_category(category);
  fact.set_lifted_by(by.principal);
  fact.set_note(note);
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

std::optional<v1::ConsentNoted> SupportCase::NoteConsent(const ConsentStatement& statement) const {
  if (!ConcernsSupport(statement.purpose)) return std::nullopt;
  const auto found = consents_.find({statement.purpose, statement.recipient});
  const bool known = found != consents_.end();
  if (known && found->second.version >= statement.version) return std::nullopt;
  const auto given = statement.given || !known ? statement.given : found->second.given;
  v1::ConsentNoted fact;
  fact.set_support_case(name_);
  fact.set_person(person());
  fact.set_purpose(statement.purpose);
  fact.set_recipient(statement.recipient);
  if (given) fact.set_given_date(given->ToString());
  if (statement.until) fact.set_until_date(statement.until->ToString());
  if (statement.withdrawn) fact.set_withdrawn_date(statement.withdrawn->ToString());
  fact.set_statement(statement.version);
  const auto effective = statement.withdrawn ? statement.withdrawn : given;
  if (effective) fact.mutable_meta()->set_effective_date(effective->ToString());
  return fact;
}

}  // namespace parcours::support
