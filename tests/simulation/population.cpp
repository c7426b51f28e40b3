#include "tests/simulation/population.h"

#include <sodium.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "services/cli/record_reader.h"
#include "services/platform/core/check.h"

namespace parcours::simulation {
namespace {

using nlohmann::json;

constexpr CivilDate kStart(2025, 3, 6);
constexpr std::size_t kDossiers = 16;  // the rest of the sample's are wrong on purpose
constexpr std::size_t kCandidates = 2;

std::filesystem::path Sample(const char* file) {
  return std::filesystem::path(PARCOURS_SOURCE_DIR) / "deploy/sample" / file;
}

json ReadSample(const char* file) {
  std::ifstream stream(Sample(file));
  return json::parse(stream);
}

json Dossiers() {
  auto dossiers = ReadSample("dossiers-apprenants.json");
  dossiers.erase(dossiers.begin() + kDossiers, dossiers.end());
  return dossiers;
}

json Prescriptions() {
  json records = json::array();
  const auto reader = cli::OpenCsvRecords(Sample("prescriptions.csv")).value();
  while (records.size() < kCandidates) {
    const auto record = reader->Next().value();
    records.push_back({{"cells", record->cells}});
  }
  return records;
}

security::Actor Staff(const char* agent, const char* organisation, options::v1::Role role) {
  return {.principal = agent, .organisation = organisation, .person = {}, .roles = {role}};
}

void Do(Region& region, const Act& act) {
  const auto attempt = region.Send(act);
  CHECK(region.Settle());
  CHECK(attempt->outcome && *attempt->outcome);
  region.Learn(act, *attempt);
}

std::vector<std::string> Aliases(const char* letter, std::size_t count) {
  std::vector<std::string> aliases;
  for (std::size_t i = 0; i < count; ++i) aliases.push_back(letter + std::to_string(i));
  return aliases;
}

// Keys and secrets of subjects come from libsodium: the same in every process, so that a seed
// replays to the page.
void MakeSecretsRepeatable() {
  static testing::FixedRandom random(1);
  static randombytes_implementation source{
      .implementation_name = [] { return "simulation"; },
      .random = [] { return static_cast<std::uint32_t>(random.Next()); },
      .stir = nullptr,
      .uniform = nullptr,
      .buf =
          [](void* into, std::size_t count) {
            auto* bytes = static_cast<unsigned char*>(into);
            for (std::size_t i = 0; i < count; ++i)
              bytes[i] = static_cast<unsigned char>(random.Next());
          },
      .close = nullptr};
  CHECK(randombytes_set_implementation(&source) == 0);
}

}  // namespace

Population TakeInPopulation() {
  MakeSecretsRepeatable();
  const auto dossiers = Dossiers();
  Region region({.day = kStart, .disks = {}, .journal_ends = {}, .topics = {}, .names = {}}, {});
  CHECK(region.StartAll());
  Act network{.number = 1'000'001, .service = "partners", .method = "ImportPartners"};
  network.request["records"] = ReadSample("partners.json");
  network.actor = Staff("agents/operator", "", options::v1::PLATFORM_OPERATOR);
  network.save.resize(network.request["records"].size());
  Do(region, network);
  Act learners{.number = 1'000'002, .service = "recruitment", .method = "ImportDossiers"};
  for (const auto& dossier : dossiers) learners.request["records"].push_back(dossier.dump());
  learners.actor =
      Staff("agents/01890000-0000-7000-8000-000000000014",
            "organisations/01890000-0000-7000-8000-000000000001", options::v1::PARTNER_SYSTEM);
  learners.save = Aliases("P", kDossiers);
  Do(region, learners);
  Act candidates{.number = 1'000'003, .service = "recruitment", .method = "ImportPrescriptions"};
  candidates.request = {{"records", Prescriptions()},
                        {"organisation", "organisations/01890000-0000-7000-8000-000000000001"},
                        {"programme", "programmes/APPRENTICESHIP"}};
  candidates.actor =
      Staff("agents/01890000-0000-7000-8000-000000000016",
            "organisations/01890000-0000-7000-8000-000000000004", options::v1::PRESCRIBER_ADVISER);
  candidates.save = Aliases("K", kCandidates);
  Do(region, candidates);
  Population population{.start = region.TakeSnapshot(), .learners = {}};
  for (std::size_t i = 0; i < kDossiers; ++i) {
    Learner learner{.alias = learners.save[i], .dossier = dossiers[i]};
    learner.training_end =
        CivilDate::Parse(dossiers[i]["date_fin_formation"].get<std::string>()).value();
    population.learners.push_back(std::move(learner));
  }
  for (const auto& alias : candidates.save) {
    Learner learner{.alias = alias, .dossier = nullptr};
    learner.followed = false;
    population.learners.push_back(std::move(learner));
  }
  return population;
}

}  // namespace parcours::simulation
