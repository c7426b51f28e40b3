#pragma once

#include <memory>
#include <string>

#include "services/gateway/http.h"
#include "services/platform/rpc/stream_call.h"

namespace parcours::gateway {

// The messages as server-sent events, whose ids are their positions.
[[nodiscard]] std::shared_ptr<Stream> EventsOf(std::shared_ptr<rpc::Messages> messages);

// "id: 7\ndata: {…}\n\n"
[[nodiscard]] std::string EventOf(const google::protobuf::Message& message);

}  // namespace parcours::gateway
