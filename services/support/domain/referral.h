#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parcours/support/v1/support_events.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"
#include "services/platform/security/actor.h"
#include "services/support/domain/support_case.h"

namespace parcours::support {

// What the référent and the person settled before anything leaves.
struct ReferralWish {
  type::v1::BarrierCategory category = type::v1::BARRIER_CATEGORY_UNSPECIFIED;
  std::vector<std::string> options;  // organisations shown to the person
  std::string recipient;             // the person's choice
  std::string message;
  CivilDate day;
};

// A referral to a partner: offered with consent and choice, answered by the recipient alone, ended
// by its report, by silence or by the withdrawal of the consent. The référent keeps the case.
class Referral {
 public:
  static constexpr std::string_view kCollection = "referrals";
  using Facts = journal::FactList<v1::ReferralOffered, v1::ReferralReminded, v1::ReferralAccepted,
                                  v1::ReferralRefused, v1::ReferralDone, v1::ReferralExpired,
                                  v1::ReferralRevoked>;

  enum class State { kUnknown, kOffered, kAccepted, kRefused, kDone, kExpired, kRevoked };

  explicit Referral(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::ReferralOffered& fact);
  void Apply(const v1::ReferralReminded& fact);
  void Apply(const v1::ReferralAccepted& fact);
  void Apply(const v1::ReferralRefused& fact);
  void Apply(const v1::ReferralDone& fact);
  void Apply(const v1::ReferralExpired& fact);
  void Apply(const v1::ReferralRevoked& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return offer_.organisation(); }
  [[nodiscard]] const std::string& person() const { return offer_.person(); }
  // The recipient, until the consent is withdrawn.
  [[nodiscard]] std::vector<std::string> parties() const;

  [[nodiscard]] State state() const { return state_; }
  [[nodiscard]] bool IsOpen() const {
    return state_ == State::kOffered || state_ == State::kAccepted;
  }
  [[nodiscard]] const v1::ReferralOffered& offer() const { return offer_; }
  [[nodiscard]] CivilDate offer_day() const;
  [[nodiscard]] CivilDate remind_day() const;
  [[nodiscard]] CivilDate last_answer_day() const;
  [[nodiscard]] std::optional<CivilDate> answer_day() const { return answer_day_; }
  [[nodiscard]] std::optional<CivilDate> done_day() const { return done_day_; }
  // What came of it, or why it was refused.
  [[nodiscard]] const std::string& outcome() const { return outcome_; }
  [[nodiscard]] v1::ReferralRefused::Reason refuse_reason() const { return refuse_reason_; }

  // CONSENT_MISSING first of all; then the barrier, the options and the choice.
  [[nodiscard]] Result<v1::ReferralOffered> Offer(const SupportCase& support_case,
                                                  const ReferralWish& wish,
                                                  const security::Actor& by) const;
  [[nodiscard]] Result<v1::ReferralAccepted> Accept(const std::string& note,
                                                    const security::Actor& by, CivilDate day) const;
  struct Refusal {
    v1::ReferralRefused::Reason reason = v1::ReferralRefused::REASON_UNSPECIFIED;
    std::string explanation;
  };
  [[nodiscard]] Result<v1::ReferralRefused> Decline(const Refusal& refusal,
                                                    const security::Actor& by, CivilDate day) const;
  [[nodiscard]] Result<v1::ReferralDone> Complete(const std::string& outcome,
                                                  const security::Actor& by, CivilDate day) const;

  // Judgements over dated facts, asked again at will; nullopt = nothing to say.
  [[nodiscard]] std::optional<v1::ReferralReminded> JudgeReminder(CivilDate today) const;
  [[nodiscard]] std::optional<v1::ReferralExpired> JudgeExpiry(CivilDate today) const;
  [[nodiscard]] std::optional<v1::ReferralRevoked> Revoke(CivilDate withdrawn) const;

 private:
  [[nodiscard]] Result<void> CheckAnswer(const security::Actor& by, CivilDate day) const;

  std::string name_;
  State state_ = State::kUnknown;
  bool reminded_ = false;
  v1::ReferralOffered offer_;
  std::optional<CivilDate> answer_day_;
  std::optional<CivilDate> done_day_;
  std::string outcome_;
  v1::ReferralRefused::Reason refuse_reason_ = v1::ReferralRefused::REASON_UNSPECIFIED;
};

}  // namespace parcours::support
