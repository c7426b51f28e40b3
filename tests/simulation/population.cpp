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

Act Network() {
  Act act{.number = 1'000'001, .service = "partners", .method = "ImportPartners"};
  act.request["records"] = ReadSample("partners.json");
  act.actor = Staff("agents/operator", "", options::v1::PLATFORM_OPERATOR);
  act.save.resize(act.request["records"].size());
  return act;
}

Act Enrolments(const json& dossiers) {
  Act act{.number = 1'000'002, .service = "recruitment", .method = "ImportDossiers"};
  for (const auto& dossier : dossiers) act.request["records"].push_back(dossier.dump());
  act.actor =
      Staff("agents/01890000-0000-7000-8000-000000000014",
            "organisations/01890000-0000-7000-8000-000000000001", options::v1::PARTNER_SYSTEM);
  act.save = Aliases("P", dossiers.size());
  return act;
}

Act Candidacies() {
  Act act{.number = 1'000'003, .service = "recruitment", .method = "ImportPrescriptions"};
  act.request = {{"records", Prescriptions()},
                 {"organisation", "organisations/01890000-0000-7000-8000-000000000001"},
                 {"programme", "programmes/APPRENTICESHIP"}};
  act.actor =
      Staff("agents/01890000-0000-7000-8000-000000000016",
            "organisations/01890000-0000-7000-8000-000000000004", options::v1::PRESCRIBER_ADVISER);
  act.save = Aliases("K", kCandidates);
  return act;
}

std::unique_ptr<Region> Inhabited(Region::Options options, const std::vector<Act>& acts) {
  auto region = std::make_unique<Region>(kStart, options);
  CHECK(region->StartAll());
  for (const auto& act : acts) Do(*region, act);
  region->LayGround();
  return region;
}

Learner Apprentice(const std::string& alias, const json& dossier) {
  Learner learner{.alias = alias, .dossier = dossier};
  learner.training_end = CivilDate::Parse(dossier["date_fin_formation"].get<std::string>()).value();
  return learner;
}

Learner Candidate(const std::string& alias) {
  Learner learner{.alias = alias, .dossier = nullptr};
  learner.followed = false;
  return learner;
}

}  // namespace

Population TakeInPopulation(Disk::Keeps keeps) {
  UseSqliteOnOneThread();
  MakeSecretsRepeatable();
  const auto dossiers = Dossiers();
  const std::vector acts{Network(), Enrolments(dossiers), Candidacies()};
  Population population{
      .region = Inhabited({.keeps = keeps, .script = {.partitions = kPartitions}}, acts),
      .mirror = Inhabited({}, acts),
      .learners = {}};
  for (std::size_t i = 0; i < dossiers.size(); ++i)
    population.learners.push_back(Apprentice(acts[1].save[i], dossiers[i]));
  for (const auto& alias : acts[2].save) population.learners.push_back(Candidate(alias));
  return population;
}

}  // namespace parcours::simulation
