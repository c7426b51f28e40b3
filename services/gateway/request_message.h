#pragma once

#include <google/protobuf/message.h>

#include <cstdint>
#include <memory>
#include <string_view>

#include "services/gateway/route_table.h"

namespace parcours::gateway {

// The request of an RPC from what an HTTP request says: its body, its query and its path, of which
// the last one wins. INVALID_ARGUMENT with the field at fault.
[[nodiscard]] Result<std::unique_ptr<google::protobuf::Message>> ReadRequest(
    const FoundRoute& found, const std::vector<Parameter>& query, std::string_view body);

// A text field of the request that a header gives too; where both are given they are the same.
// Nothing where the request has no such field. HEADER_CONTRADICTS_FIELD.
[[nodiscard]] Result<void> FillFromHeader(google::protobuf::Message& request,
                                          std::string_view field, std::string_view header,
                                          std::string_view value);

// Sets an int64 field that the request has.
void SetNumber(google::protobuf::Message& request, std::string_view field, std::int64_t number);

// The field's value; empty where there is no such text field.
[[nodiscard]] std::string TextOf(const google::protobuf::Message& message, std::string_view field);

}  // namespace parcours::gateway
