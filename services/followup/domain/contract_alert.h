#pragma once

#include <optional>

#include "services/followup/domain/continuation.h"
#include "services/followup/domain/training.h"

namespace parcours::followup {

// When the référent is told that somebody is without contract after a break
// (rules/apprenticeship.textproto).
struct ContractAlertRule {
  int days_without_contract = 0;  // 0 = at once
};

// Days without contract on `today`, when the break of `broken` calls for an alert: long enough
// after the break, no contract in force since, training neither over nor left. Nullopt otherwise.
// At most one alert per break is raised; who raised one is not asked here.
[[nodiscard]] std::optional<int> AlertDue(const Contract& broken, const Training& training,
                                          CivilDate today, const ContractAlertRule& rule = {});

// What has happened by `today` to what the alert is about.
struct AlertOutcome {
  std::optional<Continuation> continuation = {};  // as of today's knowledge
  bool barrier_open = false;                      // any barrier of the person, whoever confirmed it
  bool exited = false;                            // the pathway is closed
};

// An alert closes when the continuation has ended with a contract and no barrier is open, or with
// the pathway.
[[nodiscard]] bool AlertSettled(const AlertOutcome& outcome, CivilDate today);

}  // namespace parcours::followup
