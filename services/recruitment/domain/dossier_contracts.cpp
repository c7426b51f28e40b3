#include "services/recruitment/domain/dossier_contracts.h"

#include <algorithm>

#include "services/recruitment/domain/record_faults.h"

namespace parcours::recruitment {
namespace {

constexpr int kMostContracts = 4;
constexpr std::size_t kLongestCause = 500;

// Names of the fields of the contract of a rank.
struct ContractFields {
  explicit ContractFields(int rank)
      : suffix(rank == 1 ? "" : "_" + std::to_string(rank)),
        start("contrat_date_debut" + suffix),
        end("contrat_date_fin" + suffix),
        broken_on("contrat_date_rupture" + suffix),
        cause("cause_rupture_contrat" + suffix),
        siret("siret_employeur" + suffix) {}

  std::string suffix;
  std::string start;
  std::string end;
  std::string broken_on;
  std::string cause;
  std::string siret;
};

// A group of fields without a start is no contract: what else it states decides how bad that is.
// The field at fault is the start that is missing.
void ReportMissingStart(DossierFields& fields, const ContractFields& names) {
  auto& problems = fields.problems();
  if (fields.Given(names.broken_on)) {
    problems.SetAside(names.start, faults::kBreakWithoutStart);
  } else if (fields.Given(names.end)) {
    problems.SetAside(names.start, faults::kContractWithoutStart);
  }
  for (const auto& field : {names.siret, names.cause}) {
    if (fields.Given(field))
      problems.Warn(field, faults::kContractFieldAlone, fields.Received(field));
  }
}

std::optional<DossierContract> ReadContract(DossierFields& fields, int rank) {
  const ContractFields names(rank);
  if (!fields.Given(names.start)) {
    ReportMissingStart(fields, names);
    return std::nullopt;
  }
  const auto start = fields.StatusDate(names.start);
  DossierContract contract{.rank = rank,
                           .start = start.value_or(CivilDate{}),
                           .end = fields.StatusDate(names.end),
                           .broken_on = fields.StatusDate(names.broken_on),
                           .break_cause = fields.Text(names.cause, kLongestCause),
                           .employer_siret = fields.Siret(names.siret, Need::kOptional)};
  if (!start) return std::nullopt;
  if (contract.end && *contract.end < contract.start) {
    fields.problems().SetAside(names.end, faults::kContractEndBeforeStart,
                               fields.Received(names.end));
  }
  return contract;
}

bool SameContract(const DossierContract& one, const DossierContract& other) {
  return one.start == other.start && one.end == other.end && one.broken_on == other.broken_on &&
         one.employer_siret == other.employer_siret;
}

}  // namespace

std::vector<DossierContract> ReadContracts(DossierFields& fields) {
  std::vector<DossierContract> contracts;
  for (int rank = 1; rank <= kMostContracts; ++rank) {
    auto contract = ReadContract(fields, rank);
    if (!contract) continue;
    const auto same = [&contract](const DossierContract& earlier) {
      return SameContract(earlier, *contract);
    };
    if (std::ranges::any_of(contracts, same)) {
      const auto field = ContractFields(rank).start;
      fields.problems().Warn(field, faults::kContractRepeated, fields.Received(field));
    } else {
      contracts.push_back(std::move(*contract));
    }
  }
  return contracts;
}

}  // namespace parcours::recruitment
