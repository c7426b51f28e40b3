#include "tests/end_to_end/access_matrix.h"

#include <map>

#include "services/cli/messages.h"
#include "services/cli/record_reader.h"

namespace parcours::end_to_end {
namespace {

using nlohmann::json;

constexpr const char* kOperations = "operations";
// Each service serves the operations; all through the same code.
constexpr const char* kAskedForOperations = "followup";

constexpr std::pair<const char*, const char*> kAgents[] = {
    {"CFA staff", "agents/01890000-0000-7000-8000-000000000011"},
    {"CFA référent", "agents/01890000-0000-7000-8000-000000000012"},
    {"CFA lead", "agents/01890000-0000-7000-8000-000000000013"},
    {"CFA system", "agents/01890000-0000-7000-8000-000000000014"},
    {"University lead", "agents/01890000-0000-7000-8000-000000000015"},
    {"Mission locale", "agents/01890000-0000-7000-8000-000000000016"},
    {"Association", "agents/01890000-0000-7000-8000-000000000017"},
    {"Employer B", "agents/01890000-0000-7000-8000-000000000018"}};

// The reason that goes without saying in a cell.
const std::map<Code, std::string, std::less<>>& UsualReasons() {
  static const std::map<Code, std::string, std::less<>> reasons{
      {Code::kUnauthenticated, "TOKEN_MISSING"},
      {Code::kPermissionDenied, "ROLE_NOT_ALLOWED"},
      {Code::kNotFound, "RESOURCE_NOT_FOUND"},
      {Code::kAborted, "ETAG_MISMATCH"}};
  return reasons;
}

std::string RolesOf(const security::Actor& actor) {
  std::string names;
  for (const auto role : actor.roles) {
    names.append(names.empty() ? "" : ", ").append(options::v1::Role_Name(role));
  }
  return names;
}

Asker AskerFor(const ToldStory& story, std::string heading, const security::Actor& actor,
               const std::string& of) {
  return {
      .heading = std::move(heading), .who = RolesOf(actor) + of, .token = story.TokenFor(actor)};
}

json FirstPartner() { return json::parse(ReadFile(SampleFolder() / "partners.json")).front(); }

std::string DossierOfP() {
  constexpr std::size_t kPlaceOfP = 3;  // as the story's step 3 has it
  return json::parse(ReadFile(SampleFolder() / "dossiers-apprenants.json")).at(kPlaceOfP).dump();
}

json FirstPrescription() {
  const auto reader = cli::OpenCsvRecords(SampleFolder() / "prescriptions.csv").value();
  return {{"cells", reader->Next().value().value().cells}};
}

void AddRecord(AskedRpc& rpc) {
  if (rpc.method == "ImportPartners") rpc.request["records"] = {FirstPartner()};
  if (rpc.method == "ImportDossiers") rpc.request["records"] = {DossierOfP()};
  if (rpc.method == "ImportPrescriptions") rpc.request["records"] = {FirstPrescription()};
}

// How many a list holds, what an import decided; empty for other answers.
std::string Telling(const std::string& method, const json& answer) {
  if (answer.contains("verdicts")) {
    const auto& verdict = answer["verdicts"].front();
    const std::string name = verdict["verdict"].get<std::string>();
    if (verdict["problems"].empty()) return " " + name;
    return " " + name + " " + verdict["problems"].front()["reason"].get<std::string>();
  }
  if (!method.starts_with("List") && method != "DisplayNames") return {};
  for (const auto& [key, value] : answer.items()) {
    if (value.is_array()) return " " + std::to_string(value.size());
  }
  return " 0";
}

std::string CellOf(const std::string& method, const Result<json>& answer) {
  if (answer) return "OK" + Telling(method, *answer);
  const auto& error = answer.error();
  const auto usual = UsualReasons().find(error.code);
  const std::string code(CodeName(error.code));
  const bool said = usual != UsualReasons().end() && usual->second == error.reason;
  return said ? code : code + " " + error.reason;
}

}  // namespace

std::vector<Asker> Askers(const ToldStory& story) {
  std::map<std::string, std::string> organisations;
  for (const auto& record : json::parse(ReadFile(SampleFolder() / "partners.json"))) {
    if (!record.contains("organisation")) continue;
    organisations[record["organisation"]["name"]] = record["organisation"]["displayName"];
  }
  std::vector<Asker> askers;
  for (const auto& [heading, name] : kAgents) {
    const auto agent = story.Agent(name);
    askers.push_back(AskerFor(story, heading, agent, " of " + organisations[agent.organisation]));
  }
  const std::string& person = story.variables().at("P.person");
  askers.push_back(AskerFor(story, "Operator", cli::TokenDesk::Operator(), ""));
  askers.push_back(AskerFor(story, "P",
                            {.principal = person,
                             .organisation = {},
                             .person = person,
                             .roles = {options::v1::BENEFICIARY}},
                            ", the person whom the story is about"));
  askers.push_back(AskerFor(story, "Stranger",
                            {.principal = "agents/01890000-0000-7000-8000-0000000000ff",
                             .organisation = "organisations/01890000-0000-7000-8000-0000000000fe",
                             .person = {},
                             .roles = {options::v1::TRAINING_LEAD, options::v1::REFERENT}},
                            " of an organisation that nothing binds to the others"));
  askers.push_back(
      AskerFor(story, "Service", security::SystemActor("followup"), " of the platform"));
  askers.push_back({.heading = "Nobody", .who = "no token", .token = {}});
  return askers;
}

std::vector<AskedRpc> AskedRpcs(const ToldStory& story) {
  const auto file =
      std::filesystem::path(PARCOURS_SOURCE_DIR) / "tests/end_to_end/access_requests.json";
  std::vector<AskedRpc> rpcs;
  for (const auto& entry : json::parse(ReadFile(file))) {
    const std::string name = entry["rpc"];
    const auto dot = name.find('.');
    AskedRpc rpc{.service = name.substr(0, dot),
                 .method = name.substr(dot + 1),
                 .request = cli::Fill(entry["request"], story.variables())};
    AddRecord(rpc);
    rpcs.push_back(std::move(rpc));
  }
  return rpcs;
}

std::vector<std::string> DeclaredRpcs() {
  std::vector<std::string> names;
  auto services = cli::ServiceNames();
  services.emplace_back(kOperations);
  for (const auto& service : services) {
    std::string type = service;
    type.front() = static_cast<char>(type.front() - 'a' + 'A');
    const auto* api = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
        "parcours." + service + ".v1." + type + "Service");
    for (int i = 0; api != nullptr && i < api->method_count(); ++i) {
      names.push_back(service + "." + api->method(i)->name());
    }
  }
  return names;
}

std::string Ask(const Calling& call, const AskedRpc& rpc, const Asker& asker) {
  const std::string service = rpc.service == kOperations ? kAskedForOperations : rpc.service;
  return CellOf(rpc.method, call(service, rpc.method, rpc.request, asker.token));
}

std::string AccessPage(const std::vector<AskedRpc>& rows, const std::vector<Asker>& columns,
                       const std::vector<std::vector<std::string>>& cells) {
  std::string page =
      "# Who may do what\n\n"
      "Written by `scripts/generate` from what the platform answers, compared by a test: every RPC "
      "was called by each of these,\nafter the story of `deploy/sample` was told, about the "
      "records "
      "of its protagonist P (and the candidate K).\n\n"
      "`OK 3`: three items, or the verdict of an import. `ABORTED`: admitted and seen; the call "
      "named a version that cannot\nbe, so that nothing changes. `NOT_FOUND`: there is nothing "
      "there for this one. A code alone stands for its usual reason:\n";
  const char* before = "";
  for (const auto& [code, reason] : UsualReasons()) {
    page += before + std::string(CodeName(code)) + " " + reason;
    before = ", ";
  }
  page += ".\n\n| who | roles |\n|---|---|\n";
  for (const auto& column : columns) page += "| " + column.heading + " | " + column.who + " |\n";
  std::string service;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows[row].service != service) {
      service = rows[row].service;
      page += "\n## " + service + "\n\n| RPC |";
      for (const auto& column : columns) page += " " + column.heading + " |";
      page += "\n|---|";
      for (std::size_t i = 0; i < columns.size(); ++i) page += "---|";
      page += "\n";
    }
    page += "| " + rows[row].method + " |";
    for (const auto& cell : cells[row]) page += " " + cell + " |";
    page += "\n";
  }
  return page;
}

}  // namespace parcours::end_to_end
