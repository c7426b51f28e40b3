#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/core/civil_date.h"
#include "services/platform/store/connection.h"
#include "services/platform/store/migrations.h"

namespace parcours::schedule {

[[nodiscard]] std::span<const store::Migration> Migrations();

// A wake-up on a civil day at 00:00. It decides nothing: its handler looks at dated facts and
// judges.
struct Timer {
  std::string kind;       // names the handler, e.g. "mission_validation_due"
  std::string aggregate;  // resource name the handler loads
  CivilDate due;
};

// One that was refused each time it was asked.
struct SetAsideTimer {
  Timer timer;
  std::string refusal;  // the last reason
};

// Durable timers of one service, in the transaction of the command that sets them.
// One timer per (kind, aggregate, due): setting it again changes nothing, also after it fired.
class Timers {
 public:
  explicit Timers(store::Connection& connection) : connection_(connection) {}

  void Set(const Timer& timer);
  void Cancel(std::string_view kind, std::string_view aggregate);

  // Due on or before `day`, neither fired nor set aside, in due order, at most `limit`.
  [[nodiscard]] std::vector<Timer> Due(CivilDate day, int limit);
  void MarkFired(const Timer& timer);
  // Is not due any more, for all to see, until TakeBack makes all of them due again.
  void SetAside(const Timer& timer, std::string_view refusal);
  void TakeBack();
  [[nodiscard]] std::vector<SetAsideTimer> SetAsideFirst(int limit);
  [[nodiscard]] std::int64_t CountSetAside();
  // Number due on or before `day`, and the next day on which one is due; none that is set aside.
  [[nodiscard]] std::int64_t CountDue(CivilDate day);
  [[nodiscard]] std::optional<CivilDate> NextDue();

 private:
  store::Connection& connection_;
};

}  // namespace parcours::schedule
