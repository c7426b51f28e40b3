#pragma once

#include "parcours/operations/v1/operations_service.pb.h"
#include "services/platform/host/service_host.h"

namespace parcours::host {

// What the operations service answers about dead letters; the acts themselves are in
// bus/dead_letters.h.
[[nodiscard]] Result<operations::v1::ListDeadLettersResponse> ListLetters(
    const operations::v1::ListDeadLettersRequest& request, store::Connection& db);
[[nodiscard]] Result<operations::v1::DeadLetter> ShowLetter(
    const operations::v1::ShowDeadLetterRequest& request, store::Connection& db);
// On the writer's thread, in the session of the operator's command.
[[nodiscard]] Result<operations::v1::RedriveDeadLettersResponse> RedriveLetters(
    const operations::v1::RedriveDeadLettersRequest& request, ServiceHost& host,
    execution::Session& session);
[[nodiscard]] Result<operations::v1::DiscardDeadLettersResponse> DiscardLetters(
    const operations::v1::DiscardDeadLettersRequest& request, ServiceHost& host,
    execution::Session& session);

}  // namespace parcours::host
