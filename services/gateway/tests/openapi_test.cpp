#include "services/gateway/openapi.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "services/gateway/request_message.h"
#include "services/platform/execution/validation.h"
#include "services/platform/testing/command.h"

namespace parcours::gateway {
namespace {

using ::testing::Contains;
using ::testing::Not;

RouteTable WholeContract() { return RouteTable(ApisOf(Comments().contexts())); }

Json Documented() { return OpenApiDocument(WholeContract(), Comments()); }

// "post /v1/missions" of the document.
Json Operation(const std::string& path, const std::string& method) {
  return Documented().at("paths").at(path).at(method);
}

std::vector<std::string> NamesOf(const Json& parameters) {
  std::vector<std::string> names;
  for (const auto& one : parameters) names.push_back(one.value("name", ""));
  return names;
}

TEST(OpenApi, EveryRouteIsAnOperationOfItsOwn) {
  const auto document = Documented();
  std::size_t operations = 0;
  for (const auto& [path, methods] : document.at("paths").items()) operations += methods.size();
  EXPECT_EQ(operations, WholeContract().routes().size());
}

TEST(OpenApi, WhatTheAddressGivesIsNeitherInTheBodyNorInTheQuery) {
  const auto assigned = Operation("/v1/pathways/{pathwaysId}:assignReferent", "post");
  EXPECT_EQ(assigned["operationId"], "followup.AssignReferent");
  EXPECT_EQ(assigned["parameters"][0]["name"], "pathwaysId");
  const auto body = Documented()["components"]["schemas"]["followup.AssignReferentRequest"];
  EXPECT_FALSE(body["properties"].contains("pathway"));
  EXPECT_TRUE(body["properties"].contains("referent"));
  EXPECT_EQ(body["additionalProperties"], false);
  const auto got = Operation("/v1/pathways/{pathwaysId}", "get");
  EXPECT_THAT(NamesOf(got["parameters"]), Contains("on"));
  EXPECT_THAT(NamesOf(got["parameters"]), Not(Contains("name")));
}

TEST(OpenApi, SchemasHaveTheBoundsOfTheRulesAndTheCommentsOfTheProtos) {
  const auto schemas = Documented()["components"]["schemas"];
  const auto& referent = schemas["followup.AssignReferentRequest"]["properties"]["referent"];
  EXPECT_EQ(referent["pattern"], "^(agents/[A-Za-z0-9._-]{1,64})$");
  EXPECT_FALSE(referent["description"].get<std::string>().empty());
  EXPECT_EQ(schemas["partners.Agent"]["properties"]["email"]["x-parcours-sensitive"], true);
}

TEST(OpenApi, AnOperationSaysWhoMayCallAndWithWhichReasonsItRefuses) {
  const auto completed = Operation("/v1/pathways/{pathwaysId}:complete", "post");
  EXPECT_EQ(completed["x-parcours-access"][0]["scope"], "OWN_ORGANISATION");
  EXPECT_EQ(completed["x-parcours-access"][0]["roles"][0], "REFERENT");
  const auto reasons = completed["x-parcours-reasons"].get<std::vector<std::string>>();
  for (const auto* reason : {"CLOSING_REVIEW_MISSING", "TRAINING_NOT_ENDED", "ETAG_MISMATCH",
                             "REQUEST_ID_REUSED", "RESOURCE_NOT_FOUND", "FIELD_REQUIRED"})
    EXPECT_THAT(reasons, Contains(reason));
  EXPECT_THAT(reasons, Not(Contains("LEFT_EARLY")));  // a value that the comment names
  const auto offered = Operation("/v1/supportCases/{supportCasesId}/referrals", "post");
  EXPECT_THAT(offered["x-parcours-reasons"].get<std::vector<std::string>>(),
              Contains("CONSENT_MISSING"));
}

// What the document shows is what the door reads and the rules let pass.
TEST(OpenApi, EveryExampleOfABodyIsARequest) {
  const auto document = Documented();
  const auto table = WholeContract();
  for (const auto& [path, methods] : document.at("paths").items()) {
    for (const auto& [method, operation] : methods.items()) {
      if (!operation.contains("requestBody")) continue;
      std::string address = path;
      for (const auto& parameter : operation.at("parameters")) {
        if (parameter.value("in", "") != "path") continue;
        const auto variable = "{" + parameter.at("name").get<std::string>() + "}";
        address.replace(address.find(variable), variable.size(),
                        parameter.at("example").get<std::string>());
      }
      const auto target = ReadTarget(address);
      ASSERT_TRUE(target) << address;
      const auto found = table.Find("POST", *target);
      ASSERT_TRUE(found) << address;
      const auto& example = operation["requestBody"]["content"]["application/json"]["example"];
      const auto request = ReadRequest(*found, {}, example.dump());
      ASSERT_TRUE(request) << path << ": " << request.error().english;
      const auto valid = execution::Validate(**request);
      EXPECT_TRUE(valid) << path << ": " << valid.error().english;
    }
  }
}

TEST(OpenApi, AValidatorThatIsNotOursReadsItAndItsExamples) {
  const auto file = std::filesystem::path(::testing::TempDir()) / "parcours_openapi.json";
  std::ofstream(file) << Documented().dump();
  const auto read = testing::RunPython(
      PARCOURS_SOURCE_DIR "/services/gateway/tests/check_openapi.py " + file.string());
  if (!read) GTEST_SKIP() << testing::kNoPython;
  EXPECT_EQ(read->status, 0) << read->output;
  EXPECT_EQ(read->output, "3.1.0 examples\n");
}

}  // namespace
}  // namespace parcours::gateway
