#include "services/platform/bus/inbox_status.h"

#include "services/platform/bus/inbox_tables.h"

namespace parcours::bus {

InboxStatus ReadInboxStatus(store::Connection& connection, Instant now) {
  InboxTables tables(connection);
  InboxStatus status{.positions = tables.Positions(),
                     .waiting = tables.CountWaiting(),
                     .gaps = tables.CountGaps(),
                     .not_yet = tables.CountNotYet(),
                     .oldest_gap = std::nullopt,
                     .open_dead_letters = tables.CountOpenLetters()};
  if (const auto since = tables.OldestGap()) status.oldest_gap = now - *since;
  return status;
}

}  // namespace parcours::bus
