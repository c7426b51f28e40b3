#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parcours/support/v1/support_events.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"
#include "services/platform/security/actor.h"

namespace parcours::support {

// A barrier as an interview stated it, here or before entry.
struct StatedBarrier {
  std::string organisation;  // of the pathway
  std::string pathway;
  type::v1::BarrierCategory category = type::v1::BARRIER_CATEGORY_UNSPECIFIED;
  int severity = 0;
  CivilDate day;

  friend bool operator==(const StatedBarrier&, const StatedBarrier&) = default;
};

// The last episode of a barrier: from its first statement after the lift before, to its own lift.
struct Barrier {
  type::v1::BarrierCategory category = type::v1::BARRIER_CATEGORY_UNSPECIFIED;
  int severity = 0;          // as last stated
  std::string pathway;       // in which it was last stated
  std::string organisation;  // of that pathway
  CivilDate identified;
  CivilDate last_stated;
  std::optional<CivilDate> lifted;  // nullopt = it stands
};

// What recruitment's record of the person says of one consent.
struct ConsentStatement {
  type::v1::ConsentPurpose purpose = type::v1::CONSENT_PURPOSE_UNSPECIFIED;
  std::string recipient;
  std::optional<CivilDate> given;
  std::optional<CivilDate> until;      // last day; nullopt = until withdrawn
  std::optional<CivilDate> withdrawn;  // nullopt = it holds
  std::int64_t version = 0;            // of the person's record: of two, the higher one holds
};

// Everything social about one person; one case per person, under the person's id. Barriers come
// from several contexts in any order: what holds is computed from their days, never from the order
// of arrival.
class SupportCase {
 public:
  static constexpr std::string_view kCollection = "supportCases";
  using Facts = journal::FactList<v1::SupportCaseOpened, v1::BarrierConfirmed, v1::BarrierLifted,
                                  v1::ConsentNoted>;

  explicit SupportCase(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::SupportCaseOpened& fact);
  void Apply(const v1::BarrierConfirmed& fact);
  void Apply(const v1::BarrierLifted& fact);
  void Apply(const v1::ConsentNoted& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  // Of the pathway in which the first barrier, by day, was stated; empty while nothing is open.
  [[nodiscard]] std::string organisation() const;
  [[nodiscard]] std::string person() const;
  [[nodiscard]] std::vector<std::string> parties() const { return {}; }

  [[nodiscard]] bool opened() const { return opened_; }
  // When it was opened; only when opened.
  [[nodiscard]] const google::protobuf::Timestamp& create_time() const { return create_time_; }
  // Day of the first statement; only when opened.
  [[nodiscard]] CivilDate open_day() const;
  // Last episode of every barrier, standing ones first, then by category.
  [[nodiscard]] std::vector<Barrier> Barriers() const;
  [[nodiscard]] std::optional<Barrier> FindBarrier(type::v1::BarrierCategory category) const;
  [[nodiscard]] bool Knows(const StatedBarrier& stated) const;
  // Day of the consent that holds on `day`.
  [[nodiscard]] std::optional<CivilDate> ConsentOn(type::v1::ConsentPurpose purpose,
                                                   std::string_view recipient, CivilDate day) const;

  [[nodiscard]] Result<v1::SupportCaseOpened> Open(const StatedBarrier& first) const;
  [[nodiscard]] Result<v1::BarrierConfirmed> Confirm(const StatedBarrier& stated) const;
  // BARRIER_NOT_OPEN when it does not stand; not before the day it was last stated. The référent
  // decides.
  [[nodiscard]] Result<v1::BarrierLifted> Lift(type::v1::BarrierCategory category,
                                               const std::string& note, const security::Actor& by,
                                               CivilDate day) const;
  // nullopt when a later statement is known, or support has no need to know this purpose.
  [[nodiscard]] std::optional<v1::ConsentNoted> NoteConsent(
      const ConsentStatement& statement) const;

 private:
  using ConsentKey = std::pair<type::v1::ConsentPurpose, std::string>;

  [[nodiscard]] std::optional<Barrier> LastEpisode(type::v1::BarrierCategory category) const;

  std::string name_;
  bool opened_ = false;
  google::protobuf::Timestamp create_time_;
  std::vector<StatedBarrier> statements_;  // by day, then severity, then pathway
  std::map<type::v1::BarrierCategory, std::vector<CivilDate>> lifts_;  // by day
  std::map<ConsentKey, ConsentStatement> consents_;
};

// supportCases/P of persons/P; empty when the text names no person.
[[nodiscard]] std::string CaseOf(std::string_view person);

}  // namespace parcours::support
