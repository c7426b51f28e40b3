#include "services/directory/directory.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace parcours::directory {
namespace {

using AgentRow = std::tuple<std::string, std::string, CivilDate, std::optional<CivilDate>>;

// `rest` is the text after FROM: condition, order and limit.
template <typename... Arguments>
std::vector<Organisation> Organisations(store::Connection& connection, std::string_view rest,
                                        const Arguments&... arguments) {
  const std::string sql =
      "SELECT organisation, display_name, siret, uai, commune, time_zone, default_referent, "
      "registered_date FROM p_directory_organisations o " +
      std::string(rest);
  std::vector<Organisation> found;
  for (auto& row : connection.Query<std::string, std::string, std::string, std::string, std::string,
                                    std::string, std::string, CivilDate>(sql, arguments...)) {
    auto& organisation = found.emplace_back();
    std::tie(organisation.name, organisation.display_name, organisation.siret, organisation.uai,
             organisation.commune, organisation.time_zone, organisation.default_referent,
             organisation.registered) = std::move(row);
  }
  for (auto& organisation : found) {
    connection.ForEach<int>(
        "SELECT kind FROM p_directory_kinds WHERE organisation = :organisation ORDER BY kind",
        [&](int kind) {
          organisation.kinds.push_back(static_cast<partners::v1::OrganisationKind>(kind));
        },
        organisation.name);
  }
  return found;
}

std::optional<Organisation> First(std::vector<Organisation> organisations) {
  if (organisations.empty()) return std::nullopt;
  return std::move(organisations.front());
}

Agent ToAgent(store::Connection& connection, AgentRow row) {
  Agent agent;
  std::tie(agent.name, agent.organisation, agent.from, agent.to) = std::move(row);
  connection.ForEach<int>(
      "SELECT role FROM p_directory_roles WHERE agent = :agent ORDER BY role",
      [&](int role) { agent.roles.push_back(static_cast<options::v1::Role>(role)); }, agent.name);
  return agent;
}

void AddNumbers(std::string_view joined, partners::v1::ProgrammeRule& rule) {
  while (!joined.empty()) {
    const auto comma = joined.find(',');
    const auto digits = joined.substr(0, comma);
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    rule.add_numbers(number);
    joined = comma == std::string_view::npos ? std::string_view{} : joined.substr(comma + 1);
  }
}

using RuleCell = std::string;

std::vector<partners::v1::ProgrammeRule> RulesOf(store::Connection& connection,
                                                 const std::string& code, int version) {
  std::vector<partners::v1::ProgrammeRule> rules;
  connection.ForEach<RuleCell, RuleCell, RuleCell, RuleCell, RuleCell, RuleCell, RuleCell>(
      "SELECT rule, from_date, to_date, numbers, unit, source, text FROM p_directory_rules WHERE "
      "code = :code AND "
      "version = :version ORDER BY place",
      [&](const RuleCell& name, const RuleCell& from, const RuleCell& to, const RuleCell& numbers,
          const RuleCell& unit, const RuleCell& source, const RuleCell& text) {
        auto& rule = rules.emplace_back();
        rule.set_rule(name);
        rule.set_from_date(from);
        rule.set_to_date(to);
        AddNumbers(numbers, rule);
        rule.set_unit(unit);
        rule.set_source(source);
        rule.set_text(text);
      },
      code, version);
  return rules;
}

}  // namespace

bool Organisation::Is(partners::v1::OrganisationKind kind) const {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool Agent::Has(options::v1::Role role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

bool Agent::MayActOn(CivilDate day) const { return from <= day && (!to || day <= *to); }

Error PageTokenInvalid() {
  return {.code = Code::kInvalidArgument,
          .reason = "PAGE_TOKEN_INVALID",
          .field = "page_token",
          .french = "Ce jeton de page n'est pas connu : reprenez à la première page.",
          .english = "This page token is not known: start again from the first page."};
}

Error OrganisationUnknown(std::string_view name, std::string_view field) {
  return {.code = Code::kInvalidArgument,
          .reason = "ORGANISATION_UNKNOWN",
          .field = std::string(field),
          .french = std::string(name) +
                    " n'est pas dans le réseau : vérifiez l'identifiant, ou faites enregistrer "
                    "l'organisme (partners ImportPartners).",
          .english = std::string(name) +
                     " is not in the network: check the id, or have the organisation registered "
                     "(partners ImportPartners)."};
}

bool Directory::InForce(std::string_view purpose, std::string_view one,
                        std::string_view other) const {
  if (one == other) return false;
  return connection_
      .QueryOne<int>(
          "SELECT 1 FROM p_directory_parties a JOIN p_directory_parties b ON b.convention = "
          "a.convention JOIN "
          "p_directory_purposes p ON p.convention = a.convention JOIN p_directory_conventions c ON "
          "c.convention = "
          "a.convention WHERE a.organisation = :one AND b.organisation = :other AND p.purpose = "
          ":purpose AND "
          "c.from_date <= :from_day AND (c.to_date IS NULL OR c.to_date >= :to_day) LIMIT 1",
          one, other, purpose, today_, today_)
      .has_value();
}

std::optional<Organisation> Directory::FindOrganisation(std::string_view name) const {
  return First(Organisations(connection_, "WHERE organisation = :organisation", name));
}

Result<Organisation> Directory::RequireOrganisation(std::string_view name,
                                                    std::string_view field) const {
  auto found = FindOrganisation(name);
  if (!found) return Refuse(OrganisationUnknown(name, field));
  return *std::move(found);
}

std::optional<Organisation> Directory::FindBySiretAndUai(std::string_view siret,
                                                         std::string_view uai) const {
  if (siret.empty() || uai.empty()) return std::nullopt;
  return First(Organisations(connection_,
                             "WHERE siret = :siret AND uai = :uai ORDER BY organisation LIMIT 1",
                             siret, uai));
}

std::optional<Organisation> Directory::FindBySiret(std::string_view siret) const {
  if (siret.empty()) return std::nullopt;
  return First(Organisations(
      connection_, "WHERE siret = :siret ORDER BY uai <> '', organisation LIMIT 1", siret));
}

std::int64_t Directory::CountOrganisations() const {
  const auto row =
      connection_.QueryOne<std::int64_t>("SELECT COUNT(*) FROM p_directory_organisations");
  return row ? std::get<0>(*row) : 0;
}

Result<OrganisationPage> Directory::ListOrganisations(const Listing& listing) const {
  const int size =
      listing.page_size == 0 ? kDefaultPageSize : std::min(listing.page_size, kLargestPageSize);
  std::string after;
  if (!listing.page_token.empty()) {
    const auto last = FindOrganisation(listing.page_token);
    if (!last) return Refuse(PageTokenInvalid());
    after = last->display_name;
  }
  OrganisationPage page;
  page.organisations = Organisations(
      connection_,
      "WHERE (display_name, organisation) > (:after, :last) AND (:any_kind = 1 OR EXISTS (SELECT 1 "
      "FROM p_directory_kinds k WHERE k.organisation = o.organisation AND k.kind = :kind)) ORDER "
      "BY "
      "display_name, organisation LIMIT :size",
      after, listing.page_token, listing.kind == partners::v1::ORGANISATION_KIND_UNSPECIFIED,
      static_cast<int>(listing.kind), size + 1);
  if (page.organisations.size() > static_cast<std::size_t>(size)) {
    page.organisations.pop_back();
    page.next_page_token = page.organisations.back().name;
  }
  return page;
}

std::optional<Agent> Directory::FindAgent(std::string_view name) const {
  auto row = connection_.QueryOne<std::string, std::string, CivilDate, std::optional<CivilDate>>(
      "SELECT agent, organisation, from_date, to_date FROM p_directory_agents WHERE agent = :agent",
      name);
  if (!row) return std::nullopt;
  return ToAgent(connection_, *std::move(row));
}

std::vector<Agent> Directory::AgentsOf(std::string_view organisation,
                                       options::v1::Role role) const {
  std::vector<Agent> agents;
  for (auto& row : connection_.Query<std::string, std::string, CivilDate, std::optional<CivilDate>>(
           "SELECT a.agent, a.organisation, a.from_date, a.to_date FROM p_directory_agents a JOIN "
           "p_directory_roles r "
           "ON r.agent = a.agent WHERE a.organisation = :organisation AND r.role = :role AND "
           "a.from_date <= :from_day "
           "AND (a.to_date IS NULL OR a.to_date >= :to_day) ORDER BY a.agent",
           organisation, static_cast<int>(role), today_, today_)) {
    agents.push_back(ToAgent(connection_, std::move(row)));
  }
  return agents;
}

std::string Directory::DefaultReferentOf(std::string_view organisation) const {
  const auto row = connection_.QueryOne<std::string>(
      "SELECT default_referent FROM p_directory_organisations WHERE organisation = :organisation",
      organisation);
  return row ? std::get<0>(*row) : std::string{};
}

std::optional<Programme> Directory::FindProgramme(std::string_view code) const {
  const auto row = connection_.QueryOne<std::string, std::string, int, int, std::string>(
      "SELECT programme, code, kind, version, display_name FROM p_directory_programmes WHERE code "
      "= :code AND "
      "published_date <= :day ORDER BY version DESC LIMIT 1",
      code, today_);
  if (!row) return std::nullopt;
  Programme programme;
  int kind = 0;
  std::tie(programme.name, programme.code, kind, programme.version, programme.display_name) = *row;
  programme.kind = static_cast<type::v1::ProgrammeKind>(kind);
  programme.rules = RulesOf(connection_, programme.code, programme.version);
  return programme;
}

}  // namespace parcours::directory
