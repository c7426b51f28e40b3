// POST /api/v3/dossiers-apprenants with a partner's key, as a training centre's software sends it.

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "tests/end_to_end/bad_input.h"

namespace parcours::end_to_end {
namespace {

namespace http = boost::beast::http;
using nlohmann::json;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kPath = "/api/v3/dossiers-apprenants";
constexpr const char* kCentre = "organisations/01890000-0000-7000-8000-000000000001";
constexpr const char* kOtherBody = "organisations/01890000-0000-7000-8000-000000000004";

struct Answer {
  unsigned status = 0;
  json body;
  std::string said;  // "403 PARTNER_KEY_REVOKED"
};

class NationalDoor : public BadInput {
 protected:
  void SetUp() override {
    BadInput::SetUp();
    gateway_ = platform().StartGateway().value();
    key_ = Issue(kCentre).at("key");
    Remember();
  }

  [[nodiscard]] std::string Operator() const {
    return platform().desk().For(cli::TokenDesk::Operator()).value();
  }
  json Issue(const std::string& organisation) {
    const auto issued = platform().Call("partners", "IssuePartnerKey",
                                        {{"organisation", organisation},
                                         {"displayName", "Logiciel de gestion"},
                                         {"scopes", {"SEND_DOSSIERS"}}},
                                        Operator());
    EXPECT_TRUE(issued) << issued.error().english;
    return issued.value_or(json::object());
  }

  [[nodiscard]] Answer Send(http::verb method, const std::string& authorization,
                            const std::string& body,
                            const std::string& type = "application/json") const {
    boost::asio::io_context context;
    boost::asio::ip::tcp::socket socket(context);
    const auto colon = gateway_.rfind(':');
    socket.connect({boost::asio::ip::make_address(gateway_.substr(0, colon)),
                    static_cast<std::uint16_t>(std::stoi(gateway_.substr(colon + 1)))});
    http::request<http::string_body> request(method, kPath, 11);
    if (!authorization.empty()) request.set(http::field::authorization, authorization);
    request.set(http::field::content_type, type);
    request.body() = body;
    request.prepare_payload();
    http::write(socket, request);
    http::response<http::string_body> response;
    boost::beast::flat_buffer buffer;
    http::read(socket, buffer, response);
    Answer answer{
        .status = response.result_int(), .body = json::parse(response.body()), .said = {}};
    answer.said = std::to_string(answer.status) + " " + answer.body.value("reason", "");
    return answer;
  }
  [[nodiscard]] Answer Post(const json& body) const {
    return Send(http::verb::post, "Bearer " + key_, body.dump());
  }

  std::string key_;

 private:
  std::string gateway_;
};

TEST_F(NationalDoor, EachRecordIsAnsweredInTheFormOfTheDashboard) {
  const auto answer = Post(Dossiers());
  ASSERT_EQ(answer.status, 200U) << answer.body;
  EXPECT_EQ(answer.body["status"], "OK");
  EXPECT_EQ(answer.body["message"], "Queued");
  EXPECT_EQ(answer.body["detail"], "Some data are invalid");
  const auto& data = answer.body["data"];
  ASSERT_EQ(data.size(), Dossiers().size());
  int set_aside = 0;
  for (std::size_t i = 0; i < data.size(); ++i) {
    const auto& record = data[i];
    EXPECT_EQ(record["id_erp_apprenant"], Dossiers()[i]["id_erp_apprenant"]);
    EXPECT_EQ(record["source"], "Logiciel de gestion");
    EXPECT_EQ(record["has_error"], !record["validation_errors"].empty());
    EXPECT_EQ(record["_id"].get<std::string>().empty(), record["has_error"].get<bool>());
    for (const auto& problem : record["validation_errors"]) {
      EXPECT_THAT(problem["message"].get<std::string>(), Not(IsEmpty()));
      EXPECT_THAT(problem["path"], Not(IsEmpty()));
    }
    if (record["has_error"] == true) ++set_aside;
  }
  EXPECT_EQ(set_aside, 4);
}

TEST_F(NationalDoor, WhatWasSentThisWayIsKnownToTheImport) {
  EXPECT_EQ(Post(Dossiers()).status, 200U);
  Remember();
  const auto file =
      std::filesystem::path(PARCOURS_SOURCE_DIR) / "deploy/sample/dossiers-apprenants.json";
  const auto report = platform().Import(cli::ImportKind::kDossiers, file, TokenOf(kCfaSystem), {});
  ASSERT_TRUE(report) << report.error().english;
  EXPECT_EQ(report->unchanged, 17);
  EXPECT_EQ(report->set_aside, 4);
  EXPECT_EQ(Post(Dossiers()).body["data"][0]["has_error"], false);
  ExpectNothingChanged();
}

TEST_F(NationalDoor, BadRecordsAreNamedAndTheOthersTakenIn) {
  auto good = Dossiers()[0];
  auto wrong_type = Dossiers()[1];
  wrong_type["nom_apprenant"] = 12;
  const auto answer = Post(json::array({good, wrong_type, "text", nullptr, json::array()}));
  ASSERT_EQ(answer.status, 200U) << answer.body;
  const auto& data = answer.body["data"];
  EXPECT_EQ(data[0]["has_error"], false);
  EXPECT_EQ(data[1]["validation_errors"][0]["path"], json::array({"nom_apprenant"}));
  for (std::size_t i = 2; i < 5; ++i) EXPECT_EQ(data[i]["has_error"], true) << data[i];
}

TEST_F(NationalDoor, ACallThatIsNoListOfRecordsDoesNothing) {
  EXPECT_EQ(Post(json::object({{"nom_apprenant", "x"}})).said, "400 RECORDS_NOT_A_LIST");
  EXPECT_EQ(Post(json(std::vector<json>(2'001, json::object()))).said, "400 RECORDS_TOO_MANY");
  const auto bearer = "Bearer " + key_;
  EXPECT_EQ(Send(http::verb::post, bearer, "[{").said, "400 JSON_MALFORMED");
  EXPECT_EQ(Send(http::verb::post, bearer, "a=b", "application/x-www-form-urlencoded").said,
            "415 CONTENT_TYPE_UNSUPPORTED");
  EXPECT_EQ(Send(http::verb::get, bearer, "").said, "405 METHOD_NOT_ALLOWED");
  const auto malformed = Send(http::verb::post, bearer, "[{").body;
  EXPECT_EQ(malformed["status"], "ERROR");
  EXPECT_EQ(malformed["message"], "Erreur de validation");
  ExpectNothingChanged();
  EXPECT_EQ(Post(json::array()).body["data"], json::array());
}

TEST_F(NationalDoor, AWholeCallOfRecordsIsTaken) {
  std::vector<json> records(2'000, Dossiers()[0]);
  for (std::size_t i = 0; i < records.size(); ++i) {
    records[i]["id_erp_apprenant"] = "large-" + std::to_string(i);
    records[i]["prenom_apprenant"] =
        "Lina" + std::string(1 + i / 26 % 26, 'a') + static_cast<char>('a' + i % 26);
    records[i]["custom_statut_apprenant"] = std::string(400, 'x');
  }
  const json call(records);
  ASSERT_GT(call.dump().size(), 2U * 1024 * 1024);  // more than the service takes at once
  const auto answer = Post(call);
  ASSERT_EQ(answer.status, 200U) << answer.body;
  EXPECT_EQ(answer.body["data"].size(), 2'000U);
  EXPECT_FALSE(answer.body.contains("detail"));
  EXPECT_EQ(answer.body["data"][1'999]["id_erp_apprenant"], "large-1999");
}

TEST_F(NationalDoor, WithoutAKeyThatIsValidNothingIsTaken) {
  const auto body = Dossiers().dump();
  const auto missing = Send(http::verb::post, "", body);
  EXPECT_EQ(missing.said, "403 API_KEY_MISSING");
  EXPECT_EQ(missing.body["error"], "Forbidden");
  EXPECT_EQ(missing.body["message"], "Clé API manquante");
  EXPECT_EQ(Send(http::verb::post, "Basic eDp5", body).body["message"],
            "La clé API doit etre au format Bearer");
  for (const auto& key : {std::string("x"), key_ + "x", std::string(5'000, 'x'),
                          "parcours_01890000-0000-7000-8000-0000000000ff_" + std::string(43, 'x'),
                          TokenOf(kCfaSystem)}) {
    const auto refused = Send(http::verb::post, "Bearer " + key, body);
    EXPECT_EQ(refused.status, 403U);
    EXPECT_EQ(refused.body["message"], "La clé API n'est pas valide");
  }
  ExpectNothingChanged();
}

TEST_F(NationalDoor, ARevokedKeyIsCutAtTheNextCall) {
  EXPECT_EQ(Post(json::array()).status, 200U);
  const auto keys =
      platform().Call("partners", "ListPartnerKeys", {{"organisation", kCentre}}, Operator());
  const auto name = keys->at("partnerKeys").front().at("name");
  ASSERT_TRUE(platform().Call("partners", "RevokePartnerKey", {{"name", name}}, Operator()));
  Remember();
  EXPECT_EQ(Post(Dossiers()).said, "403 PARTNER_KEY_REVOKED");
  ExpectNothingChanged();
}

TEST_F(NationalDoor, AKeySpeaksForItsOwnOrganisation) {
  key_ = Issue(kOtherBody).at("key");
  const auto answer = Post(json::array({Dossiers()[0]}));
  ASSERT_EQ(answer.status, 200U) << answer.body;
  EXPECT_EQ(answer.body["data"][0]["has_error"], true);
}

}  // namespace
}  // namespace parcours::end_to_end
