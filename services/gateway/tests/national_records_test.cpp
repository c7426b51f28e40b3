#include <gmock/gmock.h>

#include "services/gateway/national/records.h"
#include "services/gateway/national/refusals.h"

namespace parcours::gateway::national {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Sending kSending{
    .organisation = "organisations/01890000-0000-7000-8000-000000000001",
    .software = "Logiciel",
    .at = Instant{CivilDate(2025, 3, 6).days()} + std::chrono::milliseconds{1'500}};

std::vector<SentRecord> Read(const std::string& body) {
  auto records = ReadRecords(body, Language::kFrench);
  EXPECT_TRUE(records) << records.error().reason;
  return records.value_or(std::vector<SentRecord>());
}

std::string WhyNot(const std::string& body) {
  const auto records = ReadRecords(body, Language::kFrench);
  return records ? "" : records.error().reason;
}

type::v1::RecordVerdict Verdict(type::v1::Verdict what, const std::string& name = "") {
  type::v1::RecordVerdict verdict;
  verdict.set_verdict(what);
  if (!name.empty()) verdict.add_names(name);
  return verdict;
}

void AddProblem(type::v1::RecordVerdict& verdict, const std::string& field,
                const std::string& message, type::v1::ProblemSeverity severity) {
  auto& problem = *verdict.add_problems();
  problem.set_field(field);
  problem.set_message(message);
  problem.set_severity(severity);
}

json Answer(const std::vector<SentRecord>& records) {
  return json::parse(AnswerTo(records, kSending));
}

TEST(NationalRecords, GoToTheServiceAsTheyWereWritten) {
  const auto records = Read(R"([{"nom_apprenant":"Lenôtre","annee_formation":1},["no record"]])");
  const auto call = NextCall(records);
  EXPECT_THAT(call.records(), ElementsAre(R"({"nom_apprenant":"Lenôtre","annee_formation":1})",
                                          R"(["no record"])"));
}

TEST(NationalRecords, AreAListThatIsNotTooLong) {
  EXPECT_EQ(WhyNot(R"({"nom_apprenant":"x"})"), "RECORDS_NOT_A_LIST");
  EXPECT_EQ(WhyNot(""), "JSON_MALFORMED");
  EXPECT_EQ(WhyNot("[{}"), "JSON_MALFORMED");
  EXPECT_EQ(WhyNot(R"([{"a":1,"a":2}])"), "JSON_KEY_REPEATED");
  EXPECT_EQ(WhyNot("[\"\xC3\"]"), "JSON_MALFORMED");
  EXPECT_EQ(WhyNot(json(std::vector<json>(2'001, json::object())).dump()), "RECORDS_TOO_MANY");
  EXPECT_EQ(Read(json(std::vector<json>(2'000, json::object())).dump()).size(), 2'000U);
  EXPECT_THAT(Read("[]"), IsEmpty());
}

TEST(NationalRecords, GoInCallsThatAServiceTakes) {
  const json large{{"adresse_apprenant", std::string(60'000, 'x')}};
  auto records = Read(json(std::vector<json>(100, large)).dump());
  std::vector<int> calls;
  for (auto call = NextCall(records); !call.records().empty(); call = NextCall(records)) {
    EXPECT_LT(call.ByteSizeLong(), 3U * 1024 * 1024);
    calls.push_back(call.records_size());
    recruitment::v1::ImportDossiersResponse verdicts;
    for (int i = 0; i < call.records_size(); ++i)
      *verdicts.add_verdicts() = Verdict(type::v1::ACCEPTED);
    ASSERT_TRUE(Judge(records, verdicts));
  }
  EXPECT_THAT(calls, ElementsAre(35, 35, 30));
}

TEST(NationalRecords, OneThatIsTooLongForTheServiceIsSetAsideAlone) {
  auto records =
      Read(json({{{"adresse_apprenant", std::string(70'000, 'x')}}, json::object()}).dump());
  EXPECT_EQ(NextCall(records).records_size(), 1);
  recruitment::v1::ImportDossiersResponse verdicts;
  *verdicts.add_verdicts() = Verdict(type::v1::ACCEPTED);
  ASSERT_TRUE(Judge(records, verdicts));
  const auto answer = Answer(records);
  EXPECT_EQ(answer["data"][0]["has_error"], true);
  EXPECT_THAT(answer["data"][0]["validation_errors"][0]["path"], IsEmpty());
  EXPECT_EQ(answer["data"][1]["has_error"], false);
}

TEST(NationalRecords, VerdictsThatDoNotFitAreAFault) {
  auto records = Read("[{}]");
  EXPECT_FALSE(Judge(records, {}));
  recruitment::v1::ImportDossiersResponse two;
  *two.add_verdicts() = Verdict(type::v1::ACCEPTED);
  *two.add_verdicts() = Verdict(type::v1::ACCEPTED);
  EXPECT_FALSE(Judge(records, two));
}

TEST(NationalAnswer, RepeatsTheRecordAndSaysWhereItCameFrom) {
  auto records = Read(R"([{"nom_apprenant":"Lenôtre","annee_formation":1,"autre":"x",
      "siret_employeur_4":"1"}])");
  records[0].verdict = Verdict(type::v1::ACCEPTED, "enrolments/e1");
  const auto answer = Answer(records);
  EXPECT_EQ(answer["status"], "OK");
  EXPECT_EQ(answer["message"], "Queued");
  EXPECT_FALSE(answer.contains("detail"));
  EXPECT_EQ(answer["data"], json::parse(R"([{
      "nom_apprenant": "Lenôtre", "annee_formation": 1, "siret_employeur_4": "1", "has_nir": false, "_id": "e1",
      "source": "Logiciel", "source_organisme_id": "01890000-0000-7000-8000-000000000001",
      "api_version": "v3", "created_at": "2025-03-06T00:00:01.500Z",
      "updated_at": "2025-03-06T00:00:01.500Z", "processed_at": "2025-03-06T00:00:01.500Z",
      "computed_day": "2025-03-06", "has_error": false, "validation_errors": []}])"));
}

TEST(NationalAnswer, SaysWhatIsWrongUnderTheSendersNames) {
  auto records = Read(R"([{"annee_scolaire":"x","email_contact":"y"}])");
  records[0].verdict = Verdict(type::v1::SET_ASIDE);
  AddProblem(records[0].verdict, "annee_scolaire", "Format invalide", type::v1::ERROR);
  AddProblem(records[0].verdict, "email_contact", "Email non valide", type::v1::WARNING);
  const auto answer = Answer(records);
  EXPECT_EQ(answer["detail"], "Some data are invalid");
  const auto& record = answer["data"][0];
  EXPECT_EQ(record["has_error"], true);
  EXPECT_EQ(record["_id"], "");
  EXPECT_EQ(record["validation_errors"],
            json::parse(R"([{"message":"Format invalide","path":["annee_scolaire"]}])"));
  EXPECT_EQ(record["validation_warnings"],
            json::parse(R"([{"message":"Email non valide","path":["email_contact"]}])"));
}

TEST(NationalAnswer, NeverRepeatsANir) {
  auto records = Read(R"([{"nir_apprenant":"199057505800166"},{"nir_apprenant":""}])");
  for (auto& record : records) record.verdict = Verdict(type::v1::ACCEPTED);
  const auto text = AnswerTo(records, kSending);
  EXPECT_EQ(text.find("199057505800166"), std::string::npos);
  EXPECT_EQ(json::parse(text)["data"][0]["has_nir"], true);
  EXPECT_EQ(json::parse(text)["data"][1]["has_nir"], false);
}

TEST(NationalAnswer, OfARecordThatIsNoneHasItsFaultAlone) {
  auto records = Read("[42]");
  records[0].verdict = Verdict(type::v1::SET_ASIDE);
  AddProblem(records[0].verdict, "", "Objet attendu", type::v1::ERROR);
  const auto answer = Answer(records);
  EXPECT_EQ(answer["data"][0]["validation_errors"],
            json::parse(R"([{"message":"Objet attendu","path":[]}])"));
}

TEST(NationalRefusal, HasTheFormOfTheDashboard) {
  const auto invalid = Refusal(RecordsNotAList(), Language::kFrench);
  EXPECT_EQ(invalid.result(), http::status::bad_request);
  EXPECT_EQ(json::parse(invalid.body()), json::parse(R"({"status":"ERROR","error":"Bad Request",
      "message":"Erreur de validation","details":"Le corps doit être un tableau JSON de dossiers.",
      "reason":"RECORDS_NOT_A_LIST"})"));
  const auto missing = Refusal(ApiKeyMissing(), Language::kEnglish);
  EXPECT_EQ(missing.result(), http::status::forbidden);
  EXPECT_EQ(json::parse(missing.body())["error"], "Forbidden");
  EXPECT_EQ(json::parse(missing.body())["message"], "Clé API manquante");
  EXPECT_THAT(json::parse(missing.body())["details"], HasSubstr("Bearer"));
}

TEST(NationalRefusal, OfAKeyIs403WhateverTheReason) {
  const Error revoked{.code = Code::kUnauthenticated,
                      .reason = "PARTNER_KEY_REVOKED",
                      .field = {},
                      .french = "Révoquée",
                      .english = "Revoked"};
  const auto refused = Refusal(revoked, Language::kEnglish);
  EXPECT_EQ(refused.result(), http::status::forbidden);
  EXPECT_EQ(json::parse(refused.body())["message"], "La clé API n'est pas valide");
  EXPECT_EQ(json::parse(refused.body())["details"], "Revoked");
}

}  // namespace
}  // namespace parcours::gateway::national
