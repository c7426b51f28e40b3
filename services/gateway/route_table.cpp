#include "services/gateway/route_table.h"

#include <google/api/annotations.pb.h>

#include <cctype>
#include <utility>

#include "services/gateway/refusals.h"
#include "services/platform/core/check.h"

namespace parcours::gateway {
namespace {

using google::api::HttpRule;
using google::protobuf::DescriptorPool;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

std::pair<std::string, std::string> MethodAndPath(const HttpRule& rule) {
  switch (rule.pattern_case()) {
    case HttpRule::kGet:
      return {"GET", rule.get()};
    case HttpRule::kPut:
      return {"PUT", rule.put()};
    case HttpRule::kPost:
      return {"POST", rule.post()};
    case HttpRule::kDelete:
      return {"DELETE", rule.delete_()};
    case HttpRule::kPatch:
      return {"PATCH", rule.patch()};
    case HttpRule::kCustom:
      return {rule.custom().kind(), rule.custom().path()};
    case HttpRule::PATTERN_NOT_SET:
      break;
  }
  return {};
}

// Told as it happens, and resumed where it was heard to.
bool MayGoOn(const MethodDescriptor& method) {
  return method.input_type()->FindFieldByName("after") != nullptr &&
         method.output_type()->FindFieldByName("position") != nullptr;
}

const ServiceDescriptor* ApiOf(const std::string& service) {
  std::string name = service;
  name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  return DescriptorPool::generated_pool()->FindServiceByName("parcours." + service + ".v1." + name +
                                                             "Service");
}

}  // namespace

RouteTable::RouteTable(const std::vector<const ServiceDescriptor*>& services) {
  for (const auto* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      const auto& method = *service->method(i);
      if (method.client_streaming() || (method.server_streaming() && !MayGoOn(method))) continue;
      if (!method.options().HasExtension(google::api::http)) continue;
      const auto& rule = method.options().GetExtension(google::api::http);
      Add(rule, method);
      for (const auto& another : rule.additional_bindings()) Add(another, method);
    }
  }
}

void RouteTable::Add(const HttpRule& rule, const MethodDescriptor& method) {
  auto [http_method, text] = MethodAndPath(rule);
  auto path = PathTemplate::Parse(text);
  CHECK(path.has_value());
  routes_.push_back({.http_method = std::move(http_method),
                     .text = std::move(text),
                     .path = *std::move(path),
                     .body = rule.body(),
                     .method = &method});
}

Result<FoundRoute> RouteTable::Find(std::string_view http_method, const Target& target) const {
  const auto asked = http_method == "HEAD" ? "GET" : http_method;
  for (const auto& route : routes_) {
    if (route.http_method != asked) continue;
    if (auto fields = route.path.Match(target)) return FoundRoute{&route, *std::move(fields)};
  }
  const auto methods = MethodsOf(target);
  return Refuse(methods.empty() ? RouteUnknown() : MethodNotAllowed(methods));
}

std::string RouteTable::MethodsOf(const Target& target) const {
  std::string methods;
  for (const auto& route : routes_) {
    if (!route.path.Match(target)) continue;
    methods += (methods.empty() ? "" : ", ") + route.http_method;
    if (route.http_method == "GET") methods += ", HEAD";
  }
  return methods;
}

std::vector<const ServiceDescriptor*> ApisOf(const std::vector<std::string>& services) {
  std::vector<const ServiceDescriptor*> apis;
  for (const auto& service : services) {
    const auto* api = service.empty() ? nullptr : ApiOf(service);
    if (api != nullptr) apis.push_back(api);
  }
  apis.push_back(ApiOf("operations"));
  return apis;
}

}  // namespace parcours::gateway
