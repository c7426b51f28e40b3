#include "services/platform/host/audit.h"

namespace parcours::host {

void RecordAct(store::Connection& db, Instant when, const OperatorAct& act) {
  db.Execute(
      "INSERT INTO audit_acts (acted, actor, act, target, reason, outcome) "
      "VALUES (:acted, :actor, :act, :target, '', :outcome)",
      when, act.actor, act.act, act.target, act.outcome);
}

}  // namespace parcours::host
