#include "services/gateway/route_table.h"

#include <gmock/gmock.h>
#include <google/api/annotations.pb.h>

#include <set>

namespace parcours::gateway {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

const std::vector<std::string> kServices{"partners", "recruitment", "followup", "support",
                                         "insertion"};

RouteTable Platform() { return RouteTable(ApisOf(kServices)); }

// "GET /v1/pathways/1:timeline" for "/v1/{name=pathways/*}:timeline": a caller's address.
std::string Filled(const std::string& text) {
  std::string path;
  int next = 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto equals = text.find('=', i);
    const auto end = text.find('}', i);
    if (text[i] == '{' && equals < end) {
      i = equals;
    } else if (text[i] == '{' || text[i] == '*') {
      path += std::to_string(next++);
      if (text[i] == '{') i = end;
    } else if (text[i] != '}') {
      path += text[i];
    }
  }
  return path;
}

std::string Reason(const RouteTable& table, std::string_view method, std::string_view target) {
  const auto read = ReadTarget(target);
  const auto found = read ? table.Find(method, *read) : Refuse(read.error());
  return found ? found->route->method->name() : found.error().reason;
}

TEST(RouteTable, EveryRpcIsReachedUnderItsOwnAddressButStreamsThatCannotGoOn) {
  const auto table = Platform();
  std::set<const MethodDescriptor*> reached;
  for (const auto& route : table.routes()) {
    const auto target = ReadTarget(Filled(route.text));
    ASSERT_TRUE(target) << route.text;
    const auto found = table.Find(route.http_method, *target);
    ASSERT_TRUE(found) << route.text;
    EXPECT_EQ(found->route->method->full_name(), route.method->full_name());
    reached.insert(found->route->method);
  }
  for (const auto* api : ApisOf(kServices)) {
    for (int i = 0; i < api->method_count(); ++i) {
      const auto* method = api->method(i);
      const bool goes_on = method->name().starts_with("Watch");
      EXPECT_EQ(reached.contains(method), !method->server_streaming() || goes_on)
          << method->full_name();
    }
  }
}

TEST(RouteTable, EveryPathVariableIsAFieldOfTheRequest) {
  const auto table = Platform();
  for (const auto& route : table.routes()) {
    const auto target = ReadTarget(Filled(route.text));
    const auto found = table.Find(route.http_method, *target);
    for (const auto& [field, value] : found->fields)
      EXPECT_NE(route.method->input_type()->FindFieldByName(field), nullptr) << route.text;
  }
}

TEST(RouteTable, ThePathGivesTheFields) {
  const auto target = ReadTarget("/v1/operations/followup/deadLetters/a%20b");
  const auto table = Platform();
  const auto found = table.Find("GET", *target);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->fields.size(), 2U);
  EXPECT_EQ(found->fields[0].name, "service");
  EXPECT_EQ(found->fields[0].value, "followup");
  EXPECT_EQ(found->fields[1].name, "name");
  EXPECT_EQ(found->fields[1].value, "deadLetters/a b");
}

TEST(RouteTable, WhatIsNotThereIsToldFromWhatTakesAnotherMethod) {
  const auto table = Platform();
  EXPECT_EQ(Reason(table, "GET", "/v1/pathways/1"), "GetPathway");
  EXPECT_EQ(Reason(table, "GET", "/v1/nothing"), "ROUTE_UNKNOWN");
  EXPECT_EQ(Reason(table, "GET", "/v1/pathways/1:nothing"), "ROUTE_UNKNOWN");
  EXPECT_EQ(Reason(table, "GET", "/v1/pathways/1/2"), "ROUTE_UNKNOWN");
  EXPECT_EQ(Reason(table, "DELETE", "/v1/pathways/1"), "METHOD_NOT_ALLOWED");
  EXPECT_EQ(table.MethodsOf(*ReadTarget("/v1/missions")), "POST");
  EXPECT_EQ(table.MethodsOf(*ReadTarget("/v1/nothing")), "");
}

TEST(RouteTable, ServicesThatNobodyNamedHaveNoRoutes) {
  const RouteTable table(ApisOf({"partners", "nothing", ""}));
  EXPECT_EQ(Reason(table, "GET", "/v1/organisations"), "ListOrganisations");
  EXPECT_EQ(Reason(table, "GET", "/v1/alerts"), "ROUTE_UNKNOWN");
}

// A service as no proto of ours has one yet: every kind of binding.
const ServiceDescriptor* EveryBinding(DescriptorPool& pool) {
  google::protobuf::FileDescriptorProto file;
  file.set_name("bindings.proto");
  file.set_package("bindings");
  file.add_dependency("parcours/partners/v1/partners_service.proto");
  auto& api = *file.add_service();
  api.set_name("Bindings");
  auto& method = *api.add_method();
  method.set_name("Get");
  method.set_input_type(".parcours.partners.v1.GetOrganisationRequest");
  method.set_output_type(".parcours.partners.v1.Organisation");
  auto& rule = *method.mutable_options()->MutableExtension(google::api::http);
  rule.set_put("/v1/put/{name}");
  rule.set_body("etag");
  rule.add_additional_bindings()->set_patch("/v1/patch/{name=a/*/b}");
  rule.add_additional_bindings()->set_delete_("/v1/delete:now");
  auto& custom = *rule.add_additional_bindings()->mutable_custom();
  custom.set_kind("REPORT");
  custom.set_path("/v1/*/report");
  const auto* built = pool.BuildFile(file);
  return built == nullptr ? nullptr : built->service(0);
}

TEST(RouteTable, EveryKindOfBindingAndTheAdditionalOnesAreRoutes) {
  DescriptorPool pool(DescriptorPool::generated_pool());
  const auto* api = EveryBinding(pool);
  ASSERT_NE(api, nullptr);
  const RouteTable table({api});
  EXPECT_EQ(Reason(table, "PUT", "/v1/put/1"), "Get");
  EXPECT_EQ(Reason(table, "PATCH", "/v1/patch/a/1/b"), "Get");
  EXPECT_EQ(Reason(table, "DELETE", "/v1/delete:now"), "Get");
  EXPECT_EQ(Reason(table, "REPORT", "/v1/2026/report"), "Get");
  EXPECT_EQ(table.routes().front().body, "etag");
}

TEST(PathTemplate, WhatIsNoneIsNotRead) {
  for (const auto* text : {"", "v1", "/v1/", "/v1//x", "/v1/{name", "/v1/{=x}", "/v1/{name=**}",
                           "/v1/{name=a b=c}", "/v1/x:", "/v1/x:y:z", "/v1/{name=x}y", "/v1/a}"})
    EXPECT_FALSE(PathTemplate::Parse(text)) << text;
}

}  // namespace
}  // namespace parcours::gateway
