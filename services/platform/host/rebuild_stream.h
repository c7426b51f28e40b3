#pragma once

#include <grpcpp/grpcpp.h>

#include "parcours/operations/v1/operations_service.pb.h"
#include "services/platform/host/service_host.h"
#include "services/platform/rpc/call.h"

namespace parcours::host {

// Admits the command, then starts or joins the rebuild and streams its progress.
[[nodiscard]] grpc::ServerWriteReactor<operations::v1::RebuildProgress>* StreamRebuild(
    rpc::Call* call, const operations::v1::RebuildProjectionRequest& request, ServiceHost& host);

}  // namespace parcours::host
