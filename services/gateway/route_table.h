#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <string_view>
#include <vector>

#include "services/gateway/path_template.h"

namespace google::api {
class HttpRule;
}

namespace parcours::gateway {

// The body of a route that is the whole request.
inline constexpr std::string_view kWholeRequest = "*";

// One HTTP binding of an RPC.
struct Route {
  std::string http_method;  // "POST"
  std::string text;         // "/v1/{name=missions/*}:validate"
  PathTemplate path;
  std::string body;  // kWholeRequest, a field of the request, or empty
  const google::protobuf::MethodDescriptor* method;

  // A stream that is told as it happens, and resumed where it was heard to.
  [[nodiscard]] bool GoesOn() const { return method->server_streaming(); }
};

// A route, and the fields of the request that its path gives.
struct FoundRoute {
  const Route* route;
  std::vector<Parameter> fields;
};

// Every RPC with a `google.api.http` binding: unary ones, and streams that go on from a position.
// Other streams stay with gRPC.
class RouteTable {
 public:
  explicit RouteTable(const std::vector<const google::protobuf::ServiceDescriptor*>& services);

  // NOT_FOUND, ROUTE_UNKNOWN; UNIMPLEMENTED, METHOD_NOT_ALLOWED where another method has the path.
  // HEAD finds what GET finds.
  [[nodiscard]] Result<FoundRoute> Find(std::string_view http_method, const Target& target) const;

  // "GET, HEAD, POST": those that the path has; empty for an unknown one.
  [[nodiscard]] std::string MethodsOf(const Target& target) const;

  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  void Add(const google::api::HttpRule& rule, const google::protobuf::MethodDescriptor& method);

  std::vector<Route> routes_;
};

// What the platform offers: the services of these names, and operations. Unknown names are left
// out.
[[nodiscard]] std::vector<const google::protobuf::ServiceDescriptor*> ApisOf(
    const std::vector<std::string>& services);

}  // namespace parcours::gateway
