#pragma once

// The network as every service sees it: organisations, agents, conventions and programmes, from the
// facts of partners. Each service keeps the tables in its own database (DirectoryProjection) and
// asks them on a day (Directory).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/options/v1/options.pb.h"
#include "parcours/partners/v1/partners_events.pb.h"
#include "parcours/type/v1/programme.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"
#include "services/platform/execution/projection.h"
#include "services/platform/security/policy.h"
#include "services/platform/store/connection.h"

namespace parcours::directory {

struct Organisation {
  std::string name;  // "organisations/…"
  std::string display_name;
  std::string siret;  // 14 digits, or empty
  std::string uai;    // empty where there is none
  std::vector<partners::v1::OrganisationKind> kinds;
  std::string commune;
  std::string time_zone;
  std::string default_referent;  // "agents/…"; empty where it follows nobody
  CivilDate registered;

  [[nodiscard]] bool Is(partners::v1::OrganisationKind kind) const;
};

// A mandate. Names and e-mails of agents stay in partners.
struct Agent {
  std::string name;  // "agents/…"
  std::string organisation;
  std::vector<options::v1::Role> roles;
  CivilDate from;
  std::optional<CivilDate> to;  // last day, included; nullopt = open

  [[nodiscard]] bool Has(options::v1::Role role) const;
  [[nodiscard]] bool MayActOn(CivilDate day) const;
};

struct Programme {
  std::string name;  // "programmes/APPRENTICESHIP"
  std::string code;  // "APPRENTICESHIP"
  type::v1::ProgrammeKind kind = type::v1::PROGRAMME_KIND_UNSPECIFIED;
  int version = 0;
  std::string display_name;
  std::vector<partners::v1::ProgrammeRule> rules;  // in the order of the published set
};

struct OrganisationPage {
  std::vector<Organisation> organisations;
  std::string next_page_token;  // empty = last page
};

inline constexpr int kDefaultPageSize = 50;
inline constexpr int kLargestPageSize = 500;

// The tables `p_directory_…`; every service lists it among its projections.
[[nodiscard]] execution::Projection DirectoryProjection();

// INVALID_ARGUMENT, PAGE_TOKEN_INVALID: the token is not one that a former page gave.
[[nodiscard]] Error PageTokenInvalid();

// INVALID_ARGUMENT, ORGANISATION_UNKNOWN: `field` names an organisation that is not in the network.
[[nodiscard]] Error OrganisationUnknown(std::string_view name, std::string_view field);

// Reads those tables as of one day. `connection` outlives it.
class Directory final : public security::Conventions {
 public:
  Directory(store::Connection& connection, CivilDate today)
      : connection_(connection), today_(today) {}

  // True when a convention with this purpose binds both on the day; never between a body and
  // itself.
  [[nodiscard]] bool InForce(std::string_view purpose, std::string_view one,
                             std::string_view other) const override;

  // "organisations/…".
  [[nodiscard]] std::optional<Organisation> FindOrganisation(std::string_view name) const;
  // The same for an organisation that a request names in `field`: ORGANISATION_UNKNOWN.
  [[nodiscard]] Result<Organisation> RequireOrganisation(std::string_view name,
                                                         std::string_view field) const;
  [[nodiscard]] std::optional<Organisation> FindBySiretAndUai(std::string_view siret,
                                                              std::string_view uai) const;
  // Where several organisations share a SIRET (sites with a UAI of their own): the one without a
  // UAI, else the first by name.
  [[nodiscard]] std::optional<Organisation> FindBySiret(std::string_view siret) const;

  // By display name, then name. `kind` unspecified = all; `page_size` 0 = 50, at most 500.
  struct Listing {
    partners::v1::OrganisationKind kind = partners::v1::ORGANISATION_KIND_UNSPECIFIED;
    int page_size = 0;
    std::string page_token;
  };
  [[nodiscard]] Result<OrganisationPage> ListOrganisations(const Listing& listing) const;
  [[nodiscard]] std::int64_t CountOrganisations() const;

  // "agents/…"; whatever the dates of the mandate.
  [[nodiscard]] std::optional<Agent> FindAgent(std::string_view name) const;
  // Those whose mandate covers the day, by name.
  [[nodiscard]] std::vector<Agent> AgentsOf(std::string_view organisation,
                                            options::v1::Role role) const;
  // "agents/…" of the organisation's default référent; empty where there is none or the
  // organisation is unknown.
  [[nodiscard]] std::string DefaultReferentOf(std::string_view organisation) const;

  // The latest version published by the day; "APPRENTICESHIP".
  [[nodiscard]] std::optional<Programme> FindProgramme(std::string_view code) const;

 private:
  store::Connection& connection_;
  const CivilDate today_;
};

}  // namespace parcours::directory
