#include "services/gateway/server.h"

#include <gmock/gmock.h>

#include "services/gateway/tests/running_gateway.h"

namespace parcours::gateway {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

constexpr const char* kOrganisation = "/v1/organisations/01950000-0000-7000-8000-000000000001";
constexpr const char* kJson = "Content-Type: application/json\r\n";

class ServerTest : public ::testing::Test {
 protected:
  Response Ask(const std::string& line, const std::string& headers, const std::string& body = {}) {
    if (gateway.server == nullptr) gateway.Start();
    Caller caller(gateway.server->address());
    caller.Send(Written(line, headers, body));
    return caller.Hear();
  }
  Response AskAsOperator(const std::string& line, const std::string& headers = {},
                         const std::string& body = {}) {
    return Ask(line, "Authorization: Bearer " + gateway.Token() + "\r\n" + headers, body);
  }
  Response Monitor(const std::string& path) {
    Caller caller(gateway.server->monitoring_address());
    caller.Send(Written("GET " + path, ""));
    return caller.Hear();
  }
  // "405 METHOD_NOT_ALLOWED"
  static std::string Told(const Response& response) {
    return std::to_string(response.result_int()) + " " + ReasonIn(response);
  }

  RunningGateway gateway;
};

TEST_F(ServerTest, ACommandAndAQueryAreAnsweredByTheService) {
  const auto imported = AskAsOperator(
      "POST /v1/partners:import", kJson,
      R"({"records":[{"organisation":{"name":"organisations/01950000-0000-7000-8000-000000000001",
          "displayName":"CFA d'été"}}]})");
  ASSERT_EQ(imported.result(), http::status::ok) << imported.body();
  EXPECT_EQ(json::parse(imported.body())["verdicts"][0]["verdict"], "ACCEPTED");
  const auto got = AskAsOperator(std::string("GET ") + kOrganisation);
  ASSERT_EQ(got.result(), http::status::ok) << got.body();
  EXPECT_EQ(got[http::field::content_type], "application/json");
  EXPECT_EQ(got[http::field::cache_control], "no-store");
  EXPECT_EQ(json::parse(got.body())["displayName"], "CFA d'été");
  EXPECT_EQ(got[http::field::etag], "\"1\"");
}

TEST_F(ServerTest, AListIsPagedAsTheServiceSays) {
  gateway.platform.Import({"A", "B"});
  const auto listed = AskAsOperator("GET /v1/organisations?pageSize=10");
  ASSERT_EQ(listed.result(), http::status::ok) << listed.body();
  EXPECT_EQ(json::parse(listed.body())["organisations"].size(), 2U);
}

TEST_F(ServerTest, HeadIsAnsweredAsGetWithoutTheBody) {
  gateway.platform.Import({"A"});
  gateway.Start();
  const auto got = AskAsOperator(std::string("GET ") + kOrganisation);
  Caller caller(gateway.server->address());
  caller.Send(Written(std::string("HEAD ") + kOrganisation,
                      "Authorization: Bearer " + gateway.Token() + "\r\n"));
  const auto head = caller.HearHead();
  EXPECT_EQ(head.result(), http::status::ok);
  EXPECT_EQ(head[http::field::etag], got[http::field::etag]);
  EXPECT_EQ(head[http::field::content_length], std::to_string(got.body().size()));
}

TEST_F(ServerTest, OperationsAreAskedOfTheServiceThatThePathNames) {
  const auto status = AskAsOperator("GET /v1/operations/insertion/status");
  ASSERT_EQ(status.result(), http::status::ok) << status.body();
  EXPECT_EQ(json::parse(status.body())["service"], "insertion");
  EXPECT_EQ(Told(AskAsOperator("GET /v1/operations/nothing/status")), "404 SERVICE_UNKNOWN");
}

TEST_F(ServerTest, WhatTheServiceRefusesIsAProblemInTheCallersLanguage) {
  const auto nobody = Ask(std::string("GET ") + kOrganisation, "Accept-Language: en\r\n");
  EXPECT_EQ(Told(nobody), "401 TOKEN_MISSING");
  EXPECT_THAT(std::string(nobody[http::field::www_authenticate]), HasSubstr("Bearer"));
  EXPECT_EQ(nobody[http::field::content_language], "en");
  const auto missing = AskAsOperator(std::string("GET ") + kOrganisation);
  EXPECT_EQ(Told(missing), "404 RESOURCE_NOT_FOUND");
  EXPECT_EQ(missing[http::field::content_type], "application/problem+json");
  EXPECT_EQ(missing[http::field::content_language], "fr");
  const auto invalid = AskAsOperator("GET /v1/organisations?pageSize=9999");
  EXPECT_EQ(invalid.result(), http::status::bad_request);
  EXPECT_EQ(json::parse(invalid.body())["errors"][0]["pointer"], "#/pageSize");
}

TEST_F(ServerTest, TheServicesOwnRefusalKeepsItsReasonWhenAskedInBadFaith) {
  EXPECT_EQ(Told(Ask(std::string("GET ") + kOrganisation, "Authorization: Bearer x.y.z\r\n")),
            "401 TOKEN_MALFORMED");
  EXPECT_EQ(Told(Ask(std::string("GET ") + kOrganisation, "Authorization: Basic eDp5\r\n")),
            "401 TOKEN_MISSING");
  EXPECT_EQ(Told(Ask(std::string("GET ") + kOrganisation, "Authorization: Bearer \xC3\xA9\r\n")),
            "400 HEADER_MALFORMED");
}

TEST_F(ServerTest, TheIdempotencyKeyIsTheRequestId) {
  const std::string address = "POST /v1/operations/partners/clock:advance";
  const std::string headers = std::string("Idempotency-Key: one\r\n") + kJson;
  EXPECT_EQ(AskAsOperator(address, headers, R"({"date":"2025-03-07"})").result(), http::status::ok);
  const std::string quoted = std::string("Idempotency-Key: \"one\"\r\n") + kJson;
  EXPECT_EQ(AskAsOperator(address, quoted, R"({"date":"2025-03-07","requestId":"one"})").result(),
            http::status::ok);
  EXPECT_EQ(Told(AskAsOperator(address, headers, R"({"date":"2025-03-07","requestId":"two"})")),
            "400 HEADER_CONTRADICTS_FIELD");
}

TEST_F(ServerTest, WhatIsNotThereIsToldFromWhatTakesAnotherMethod) {
  EXPECT_EQ(Told(AskAsOperator("GET /v1/nothing")), "404 ROUTE_UNKNOWN");
  EXPECT_EQ(Told(AskAsOperator("GET /")), "400 PATH_MALFORMED");
  const auto wrong = AskAsOperator(std::string("DELETE ") + kOrganisation);
  EXPECT_EQ(Told(wrong), "405 METHOD_NOT_ALLOWED");
  EXPECT_EQ(wrong[http::field::allow], "GET, HEAD, OPTIONS");
}

TEST_F(ServerTest, PathsAndQueriesThatHideSomethingAreRefused) {
  EXPECT_EQ(Told(AskAsOperator("GET /v1/../v1/organisations")), "400 PATH_MALFORMED");
  EXPECT_EQ(Told(AskAsOperator("GET /v1/organisations/%2e%2e")), "400 PATH_MALFORMED");
  EXPECT_EQ(Told(AskAsOperator("GET /v1/organisations/a%00b")), "400 PATH_MALFORMED");
  EXPECT_EQ(Told(Ask("GET /v1/organisations?access_token=x", "")), "400 TOKEN_IN_QUERY");
}

TEST_F(ServerTest, TypesOtherThanJsonAreRefused) {
  const std::string address = "POST /v1/partners:import";
  EXPECT_EQ(Told(AskAsOperator(address, "", "{}")), "415 CONTENT_TYPE_UNSUPPORTED");
  EXPECT_EQ(Told(AskAsOperator(address, "Content-Type: text/json\r\n", "{}")),
            "415 CONTENT_TYPE_UNSUPPORTED");
  EXPECT_EQ(Told(AskAsOperator(address, std::string(kJson) + "Content-Encoding: gzip\r\n", "{}")),
            "415 CONTENT_TYPE_UNSUPPORTED");
  EXPECT_EQ(Told(AskAsOperator("GET /v1/organisations", "Accept: text/html, image/*\r\n")),
            "406 NOT_ACCEPTABLE");
  EXPECT_EQ(AskAsOperator("GET /v1/organisations", "Accept: text/html, */*;q=0.1\r\n").result(),
            http::status::ok);
}

TEST_F(ServerTest, BodiesThatAreNoPlainJsonAreRefused) {
  const std::string address = "POST /v1/partners:import";
  EXPECT_EQ(Told(AskAsOperator(address, kJson, "{")), "400 JSON_MALFORMED");
  EXPECT_EQ(Told(AskAsOperator(address, kJson, R"({"records":[],"records":[]})")),
            "400 JSON_KEY_REPEATED");
  EXPECT_EQ(Told(AskAsOperator(address, kJson, std::string(100'000, '['))), "400 JSON_TOO_DEEP");
  EXPECT_EQ(Told(AskAsOperator("GET /v1/organisations", kJson, "{}")), "400 BODY_NOT_EXPECTED");
}

TEST_F(ServerTest, WhatIsTooLargeIsRefusedBeforeItIsRead) {
  gateway.options.listen.limits.body_bytes = 10'000;
  const std::string address = "POST /v1/partners:import";
  EXPECT_EQ(Told(AskAsOperator(address, kJson, std::string(10'001, ' '))), "413 BODY_TOO_LARGE");
  EXPECT_EQ(Told(AskAsOperator(address, std::string(kJson) + "Content-Length: 99999999999\r\n")),
            "413 BODY_TOO_LARGE");
  std::string chunks = "ffff\r\n" + std::string(0xffff, ' ') + "\r\n0\r\n\r\n";
  EXPECT_EQ(Told(AskAsOperator(address,
                               std::string(kJson) + "Transfer-Encoding: chunked\r\n\r\n" + chunks)),
            "413 BODY_TOO_LARGE");
  EXPECT_EQ(Told(AskAsOperator("GET /v1/organisations?x=" + std::string(20'000, 'x'))),
            "431 HEADERS_TOO_LARGE");
  std::string flood;
  for (int i = 0; i < 5'000; ++i) flood += "X-" + std::to_string(i) + ": y\r\n";
  EXPECT_EQ(Told(AskAsOperator("GET /v1/organisations", flood)), "431 HEADERS_TOO_LARGE");
}

TEST_F(ServerTest, WhatIsNoHttpIsRefused) {
  gateway.Start();
  for (const auto* bytes :
       {"\x16\x03\x01\x02\r\n\r\n", "GET / HTTP/9\r\n\r\n", "GET\r\n\r\n",
        "POST /v1/missions HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/missions HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"}) {
    Caller caller(gateway.server->address());
    caller.Send(bytes);
    caller.EndSending();
    EXPECT_EQ(Told(caller.Hear()), "400 HTTP_MALFORMED") << bytes;
  }
}

TEST_F(ServerTest, ABodyThatStopsHalfWayDoesNothing) {
  gateway.Start();
  Caller caller(gateway.server->address());
  caller.Send("POST /v1/partners:import HTTP/1.1\r\nContent-Length: 100\r\n\r\n{\"records\":");
  caller.EndSending();
  EXPECT_EQ(Told(caller.Hear()), "400 BODY_INCOMPLETE");
}

TEST_F(ServerTest, ACallerThatIsTooSlowIsToldSoAndASilentOneIsLeft) {
  gateway.options.listen.limits.request_time = std::chrono::seconds(1);
  gateway.Start();
  Caller slow(gateway.server->address());
  Caller silent(gateway.server->address());
  slow.Send("GET /v1/organisations HTTP/1.1\r\nX-Slow");
  EXPECT_EQ(Told(slow.Hear()), "408 REQUEST_TOO_SLOW");
  EXPECT_EQ(silent.Hear().result_int(), 0U);
}

TEST_F(ServerTest, ConnectionsPastTheLimitAreToldSo) {
  gateway.options.listen.most_connections = 1;
  gateway.Start();
  Caller first(gateway.server->address());
  first.Send(Written("GET /v1/nothing", ""));
  EXPECT_EQ(Told(first.Hear()), "404 ROUTE_UNKNOWN");
  Caller second(gateway.server->address());
  const auto refused = second.Hear();
  EXPECT_EQ(Told(refused), "503 CONNECTIONS_EXHAUSTED");
  EXPECT_EQ(refused[http::field::retry_after], "1");
  first.Send(Written("GET /v1/nothing", ""));
  EXPECT_EQ(Told(first.Hear()), "404 ROUTE_UNKNOWN");
}

TEST_F(ServerTest, EachPrincipalHasARateOfItsOwn) {
  gateway.options.door.requests_per_minute = 2;
  const auto first = AskAsOperator("GET /v1/organisations");
  EXPECT_EQ(first["RateLimit-Limit"], "2");
  EXPECT_EQ(first["RateLimit-Remaining"], "1");
  EXPECT_EQ(AskAsOperator("GET /v1/organisations").result(), http::status::ok);
  const auto third = AskAsOperator("GET /v1/organisations");
  EXPECT_EQ(Told(third), "429 RATE_EXCEEDED");
  EXPECT_EQ(third[http::field::retry_after], third["RateLimit-Reset"]);
  // Another principal, and one that forged the name of the first.
  EXPECT_EQ(Told(Ask("GET /v1/organisations", "")), "401 TOKEN_MISSING");
  EXPECT_EQ(Told(Ask("GET /v1/organisations", "Authorization: Bearer a.b.c\r\n")),
            "401 TOKEN_MALFORMED");
}

TEST_F(ServerTest, TheDeadlineIsTheCallers) {
  EXPECT_EQ(Told(AskAsOperator("GET /v1/organisations", "Request-Timeout: soon\r\n")),
            "400 HEADER_MALFORMED");
  EXPECT_EQ(Told(AskAsOperator("GET /v1/organisations", "Request-Timeout: -1\r\n")),
            "400 HEADER_MALFORMED");
  EXPECT_EQ(AskAsOperator("GET /v1/organisations", "Request-Timeout: 5.5\r\n").result(),
            http::status::ok);
}

TEST_F(ServerTest, PagesOfAllowedOriginsMayCall) {
  gateway.options.door.allowed_origins = {"https://suivi.example"};
  gateway.options.door.requests_per_minute = 1;  // what a page asks beforehand counts for nobody
  const std::string asking = "Access-Control-Request-Method: GET\r\n";
  const auto allowed =
      Ask("OPTIONS /v1/organisations", "Origin: https://suivi.example\r\n" + asking);
  EXPECT_EQ(allowed.result(), http::status::no_content);
  EXPECT_EQ(allowed[http::field::access_control_allow_origin], "https://suivi.example");
  EXPECT_EQ(allowed[http::field::access_control_allow_methods], "GET, HEAD");
  EXPECT_EQ(allowed[http::field::allow], "GET, HEAD, OPTIONS");
  const auto other = Ask("OPTIONS /v1/organisations", "Origin: https://evil.example\r\n" + asking);
  EXPECT_EQ(other.count(http::field::access_control_allow_origin), 0U);
  EXPECT_EQ(other.count(http::field::access_control_allow_methods), 0U);
  const auto called = AskAsOperator("GET /v1/organisations", "Origin: https://suivi.example\r\n");
  EXPECT_EQ(called[http::field::access_control_allow_origin], "https://suivi.example");
  EXPECT_EQ(called[http::field::vary], "Origin");
}

TEST_F(ServerTest, AServiceThatIsAwayIsSaidWithoutItsAddress) {
  gateway.Start({{"partners", "127.0.0.1:1"}});
  const auto away = AskAsOperator("GET /v1/organisations");
  EXPECT_EQ(Told(away), "503 SERVICE_UNREACHABLE");
  EXPECT_EQ(away[http::field::retry_after], "1");
  EXPECT_EQ(away.body().find("127.0.0.1"), std::string::npos);
  EXPECT_EQ(Monitor("/readyz").result(), http::status::service_unavailable);
}

TEST_F(ServerTest, HealthReadinessAndMeasuresHaveAPortOfTheirOwn) {
  EXPECT_EQ(AskAsOperator("GET /v1/organisations").result(), http::status::ok);
  EXPECT_EQ(Told(AskAsOperator("GET /metrics")), "404 ROUTE_UNKNOWN");
  EXPECT_EQ(Monitor("/healthz").result(), http::status::ok);
  EXPECT_THAT(Monitor("/metrics").body(),
              HasSubstr("http_server_request_duration_seconds_count{http_request_method=\"GET\","
                        "http_response_status_code=\"200\",http_route=\"/v1/organisations\"} 1"));
  EXPECT_TRUE(host::RunningPlatform::Becomes(
      [&] { return Monitor("/readyz").result() == http::status::ok; }));
  EXPECT_EQ(Monitor("/nothing").result(), http::status::not_found);
}

TEST_F(ServerTest, OneConnectionServesRequestAfterRequestAlsoWhenTheyComeAtOnce) {
  gateway.Start();
  Caller caller(gateway.server->address());
  caller.Send(Written("GET /v1/nothing", "") + Written("PUT /v1/organisations", "") +
              Written("GET /v1/organisations", "Connection: close\r\n"));
  EXPECT_EQ(Told(caller.Hear()), "404 ROUTE_UNKNOWN");
  EXPECT_EQ(Told(caller.Hear()), "405 METHOD_NOT_ALLOWED");
  EXPECT_EQ(Told(caller.Hear()), "401 TOKEN_MISSING");
  EXPECT_EQ(caller.Hear().result_int(), 0U);
}

TEST_F(ServerTest, WhatIsUnderWayWhenItEndsIsAnswered) {
  gateway.Start();
  Caller idle(gateway.server->address());
  Caller busy(gateway.server->address());
  busy.Send("GET /v1/nothing HTTP/1.1\r\n");
  EXPECT_EQ(Told(AskAsOperator("GET /v1/nothing")), "404 ROUTE_UNKNOWN");  // both are admitted
  std::jthread draining([this] { gateway.server->Drain(); });
  EXPECT_EQ(idle.Hear().result_int(), 0U);
  busy.Send("\r\n");
  EXPECT_EQ(Told(busy.Hear()), "404 ROUTE_UNKNOWN");
}

TEST_F(ServerTest, WhoeverListensElsewhereIsRefused) {
  for (const auto* address : {"0.0.0.0:0", "127.0.0.1", "127.0.0.1:x", "nowhere:0", ""}) {
    gateway.options.listen.address = address;
    const auto started = Server::Start(gateway.options, {}, gateway.surroundings());
    ASSERT_FALSE(started) << address;
    EXPECT_EQ(started.error().reason, "LISTEN_ADDRESS_UNFIT");
  }
}

}  // namespace
}  // namespace parcours::gateway
