#include "services/gateway/national/records.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>

#include "parcours/options/v1/options.pb.h"
#include "services/gateway/json_text.h"
#include "services/gateway/national/refusals.h"
#include "services/gateway/problem.h"
#include "services/platform/core/id.h"
#include "services/platform/execution/utf8.h"

namespace parcours::gateway::national {
namespace {

using Json = nlohmann::ordered_json;
using recruitment::v1::ImportDossiersRequest;
using type::v1::RecordVerdict;

// A call stays well under what a service takes in one message.
constexpr std::size_t kBytesPerCall = 2 * 1024 * 1024;
constexpr std::size_t kDayLength = 10;  // "2025-03-06"

// The fields of the format; others are dropped, a NIR among them.
const std::set<std::string, std::less<>>& Fields() {
  static const std::set<std::string, std::less<>> fields = [] {
    std::istringstream names(
        "nom_apprenant prenom_apprenant date_de_naissance_apprenant annee_scolaire "
        "statut_apprenant date_metier_mise_a_jour_statut id_erp_apprenant ine_apprenant "
        "email_contact tel_apprenant libelle_court_formation annee_formation formation_rncp "
        "contrat_date_debut contrat_date_fin contrat_date_rupture custom_statut_apprenant "
        "adresse_apprenant code_postal_apprenant code_postal_de_naissance_apprenant "
        "code_commune_insee_apprenant code_commune_insee_de_naissance_apprenant sexe_apprenant "
        "rqth_apprenant date_rqth_apprenant responsable_apprenant_mail1 "
        "responsable_apprenant_mail2 obtention_diplome_formation "
        "date_obtention_diplome_formation date_exclusion_formation cause_exclusion_formation "
        "nom_referent_handicap_formation prenom_referent_handicap_formation "
        "email_referent_handicap_formation cause_rupture_contrat siret_employeur "
        "formation_presentielle duree_theorique_formation duree_theorique_formation_mois "
        "date_inscription_formation date_entree_formation date_fin_formation "
        "etablissement_responsable_uai etablissement_responsable_siret "
        "etablissement_formateur_uai etablissement_formateur_siret "
        "etablissement_lieu_de_formation_uai etablissement_lieu_de_formation_siret "
        "etablissement_lieu_de_formation_adresse etablissement_lieu_de_formation_code_postal "
        "formation_cfd derniere_situation dernier_organisme_uai type_cfa ");
    std::set<std::string, std::less<>> all(std::istream_iterator<std::string>(names), {});
    for (const std::string name : {"contrat_date_debut", "contrat_date_fin", "contrat_date_rupture",
                                   "cause_rupture_contrat", "siret_employeur"}) {
      for (const auto* contract : {"_2", "_3", "_4"}) all.insert(name + contract);
    }
    return all;
  }();
  return fields;
}

// How many records a call takes, and how long each may be.
const options::v1::Rules& RecordRules() {
  return ImportDossiersRequest::descriptor()
      ->FindFieldByNumber(ImportDossiersRequest::kRecordsFieldNumber)
      ->options()
      .GetExtension(options::v1::rules);
}

SentRecord TooLong(const std::string& text, Language language) {
  SentRecord record{.text = text, .verdict = {}};
  const auto error = RecordTooLong(RecordRules().max_length());
  record.verdict.set_verdict(type::v1::SET_ASIDE);
  auto& problem = *record.verdict.add_problems();
  problem.set_reason(error.reason);
  problem.set_message(error.Message(language));
  problem.set_severity(type::v1::ERROR);
  return record;
}

bool IsJudged(const SentRecord& record) {
  return record.verdict.verdict() != type::v1::VERDICT_UNSPECIFIED;
}

Json ProblemsIn(const RecordVerdict& verdict, type::v1::ProblemSeverity severity) {
  auto problems = Json::array();
  for (const auto& problem : verdict.problems()) {
    if (problem.severity() != severity) continue;
    auto path = Json::array();
    if (!problem.field().empty()) path.push_back(problem.field());
    problems.push_back({{"message", problem.message()}, {"path", std::move(path)}});
  }
  return problems;
}

// As the dashboard: whether one was sent, not whether it is a good one.
bool HasNir(const Json& record) {
  if (!record.is_object()) return false;
  const auto nir = record.find("nir_apprenant");
  return nir != record.end() && !nir->is_null() && *nir != "" && *nir != 0;
}

Json Echo(const Json& record) {
  auto echo = Json::object();
  for (const auto& [field, value] : record.items()) {
    if (Fields().contains(field)) echo[field] = value;
  }
  return echo;
}

Json AnswerTo(const SentRecord& sent, const Sending& sending, const std::string& time) {
  const auto& verdict = sent.verdict;
  const auto record = Json::parse(sent.text);
  auto answer = record.is_object() ? Echo(record) : Json::object();
  answer["has_nir"] = HasNir(record);
  answer["_id"] = verdict.names().empty() ? "" : std::string(LastSegment(verdict.names(0)));
  answer["source"] = sending.software;
  answer["source_organisme_id"] = std::string(LastSegment(sending.organisation));
  answer["api_version"] = "v3";
  for (const auto* name : {"created_at", "updated_at", "processed_at"}) answer[name] = time;
  answer["computed_day"] = time.substr(0, kDayLength);
  answer["has_error"] = verdict.verdict() == type::v1::SET_ASIDE;
  answer["validation_errors"] = ProblemsIn(verdict, type::v1::ERROR);
  // Not of the dashboard: it sets such records aside, here they are taken in.
  auto warnings = ProblemsIn(verdict, type::v1::WARNING);
  if (!warnings.empty()) answer["validation_warnings"] = std::move(warnings);
  return answer;
}

std::string Rfc3339(Instant at) {
  using google::protobuf::util::TimeUtil;
  const auto since = std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch());
  return TimeUtil::ToString(TimeUtil::MillisecondsToTimestamp(since.count()));
}

}  // namespace

Result<std::vector<SentRecord>> ReadRecords(std::string_view body, Language language) {
  TRY(CheckJsonText(body));
  const auto sent = Json::parse(body);
  if (!sent.is_array()) return Refuse(RecordsNotAList());
  const auto& rules = RecordRules();
  if (sent.size() > rules.max_items()) return Refuse(RecordsTooMany(rules.max_items()));
  std::vector<SentRecord> records;
  records.reserve(sent.size());
  for (const auto& record : sent) {
    auto text = record.dump();
    const bool fits = execution::CountCodePoints(text).value_or(0) <= rules.max_length();
    records.push_back(fits ? SentRecord{.text = std::move(text), .verdict = {}}
                           : TooLong(text, language));
  }
  return records;
}

ImportDossiersRequest NextCall(const std::vector<SentRecord>& records) {
  ImportDossiersRequest call;
  std::size_t bytes = 0;
  for (const auto& record : records) {
    if (IsJudged(record)) continue;
    if (bytes >= kBytesPerCall) break;
    call.add_records(record.text);
    bytes += record.text.size();
  }
  return call;
}

bool Judge(std::vector<SentRecord>& records,
           const recruitment::v1::ImportDossiersResponse& verdicts) {
  auto record = records.begin();
  for (const auto& verdict : verdicts.verdicts()) {
    record = std::find_if_not(record, records.end(), IsJudged);
    if (record == records.end() || verdict.verdict() == type::v1::VERDICT_UNSPECIFIED) return false;
    record->verdict = verdict;
  }
  return !verdicts.verdicts().empty();
}

std::string AnswerTo(const std::vector<SentRecord>& records, const Sending& sending) {
  const auto time = Rfc3339(sending.at);
  bool faults = false;
  // One record at a time: its text is much smaller than what it is parsed to.
  std::string data;
  for (const auto& record : records) {
    faults = faults || record.verdict.verdict() == type::v1::SET_ASIDE;
    data.append(data.empty() ? "" : ",").append(AnswerTo(record, sending, time).dump());
  }
  return std::string(R"({"status":"OK","message":"Queued",)") +
         (faults ? R"("detail":"Some data are invalid",)" : "") + "\"data\":[" + data + "]}";
}

Response Refusal(const Error& error, Language language) {
  const bool unknown = error.code == Code::kUnauthenticated;
  const auto status = unknown ? http::status::forbidden : StatusOf(error);
  const auto title = http::obsolete_reason(status);
  Json body{{"status", "ERROR"},
            {"error", std::string(title.data(), title.size())},
            {"message", error.Message(language)},
            {"details", error.Message(language)},
            {"reason", error.reason}};
  if (status == http::status::bad_request) body["message"] = "Erreur de validation";
  if (status == http::status::forbidden)
    body["message"] = error.reason.starts_with("API_KEY_") ? error.french : ApiKeyInvalid().french;
  Response response;
  response.result(status);
  response.set(http::field::content_type, "application/json; charset=utf-8");
  if (status == http::status::method_not_allowed) response.set(http::field::allow, "POST");
  if (error.retry_after) {
    const auto wait = std::chrono::ceil<std::chrono::seconds>(*error.retry_after);
    response.set(http::field::retry_after, std::to_string(wait.count()));
  }
  response.body() = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  return response;
}

}  // namespace parcours::gateway::national
