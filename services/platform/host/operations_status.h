#pragma once

#include "parcours/operations/v1/operations_service.pb.h"
#include "services/platform/host/service_host.h"

namespace parcours::host {

[[nodiscard]] operations::v1::Clock ClockOf(ServiceHost& host);
// Where the service stands, read in one go from `db`.
[[nodiscard]] operations::v1::Status StatusOf(ServiceHost& host, store::Connection& db,
                                              Instant started);
[[nodiscard]] operations::v1::ListProjectionsResponse ProjectionsOf(ServiceHost& host,
                                                                    store::Connection& db);
[[nodiscard]] operations::v1::AuditVerdict AuditOf(ServiceHost& host, store::Connection& db);

}  // namespace parcours::host
