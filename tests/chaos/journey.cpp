#include "tests/chaos/journey.h"

#include <fmt/format.h>

#include <array>

#include "services/cli/sample_generator.h"
#include "services/platform/core/id.h"

namespace parcours::chaos {
namespace {

using nlohmann::json;

constexpr std::array kCast{Part{"operator", ""},
                           Part{"cfa_system", "agents/01890000-0000-7000-8000-000000000014"},
                           Part{"referent", "agents/01890000-0000-7000-8000-000000000012"},
                           Part{"lead", "agents/01890000-0000-7000-8000-000000000013"},
                           Part{"university_lead", "agents/01890000-0000-7000-8000-000000000015"},
                           Part{"association", "agents/01890000-0000-7000-8000-000000000017"}};

struct Step {
  const char* service;
  const char* method;
  const char* actor;
  const char* request;
  // What later steps need of the answer: name and JSON pointer, twice at most.
  std::array<std::array<const char*, 2>, 2> keep = {};
  unsigned percent = 100;  // of the journeys that take it
};

constexpr std::array kLearner{
    Step{"recruitment",
         "ImportDossiers",
         "cfa_system",
         R"({"records": ["${record}"]})",
         {{{"pathway", "/verdicts/0/names/1"}, {"person", "/verdicts/0/names/2"}}}},
    Step{"followup", "AssignReferent", "lead",
         R"({"pathway": "${pathway}", "referent": "agents/01890000-0000-7000-8000-000000000012"})"},
    Step{"followup", "RecordInterview", "referent",
         R"({"pathway": "${pathway}", "kind": "DIAGNOSTIC", "minutes": 45,
             "objective": "Se déplacer", "objectiveVerdict": "REACHED",
             "barriers": [{"category": "MOBILITY", "severity": 3, "note": "Pas de permis"}]})"},
    Step{"recruitment", "GiveConsent", "referent",
         R"({"name": "${person}", "purpose": "REFERRAL", "means": "ON_PAPER",
             "recipient": "organisations/01890000-0000-7000-8000-000000000007"})"},
    Step{"support",
         "OfferReferral",
         "referent",
         R"({"supportCase": "supportCases/${person_id}", "category": "MOBILITY",
             "options": ["organisations/01890000-0000-7000-8000-000000000007",
                         "organisations/01890000-0000-7000-8000-000000000004"],
             "recipient": "organisations/01890000-0000-7000-8000-000000000007",
             "message": "Prêt d'un deux-roues"})",
         {{{"referral", "/name"}}}},
    Step{"recruitment",
         "SubmitMission",
         "lead",
         R"({"pathway": "${pathway}", "title": "Menuisier d'agencement",
             "employer": "organisations/01890000-0000-7000-8000-000000000006",
             "description": "Fabrication et pose", "progression": "Débit, puis pose"})",
         {{{"mission", "/name"}}}},
    Step{"support", "AcceptReferral", "association", R"({"name": "${referral}"})"},
    Step{"recruitment", "ValidateMission", "university_lead", R"({"name": "${mission}"})", {}, 80},
    Step{"support",
         "CompleteReferral",
         "association",
         R"({"name": "${referral}", "outcome": "Scooter prêté"})",
         {},
         70},
    Step{"support",
         "LiftBarrier",
         "referent",
         R"({"name": "supportCases/${person_id}", "category": "MOBILITY"})",
         {},
         70},
    Step{"recruitment",
         "WithdrawConsent",
         "referent",
         R"({"name": "${person}", "purpose": "REFERRAL",
             "recipient": "organisations/01890000-0000-7000-8000-000000000007"})",
         {},
         30},
    Step{"followup",
         "CompletePathway",
         "referent",
         R"({"name": "${pathway}", "result": "CERTIFIED"})",  // refused: it has not ended
         {},
         10},
    Step{"followup",
         "CompletePathway",
         "referent",
         R"({"name": "${pathway}", "result": "LEFT_EARLY", "review": {"reached": "Permis"}})",
         {},
         50}};

constexpr std::array kEmployer{
    Step{"partners", "ImportPartners", "operator",
         R"({"records": [{"organisation": {"name": "${organisation}", "displayName": "Essai ${n}",
             "siret": "${siret}", "kinds": ["EMPLOYER"], "commune": "75110",
             "timeZone": "Europe/Paris"}}]})"},
    Step{"partners", "ImportPartners", "operator",
         R"({"records": [{"organisation": {"name": "${organisation}", "displayName": "Essais ${n}",
             "siret": "${siret}", "kinds": ["EMPLOYER"], "commune": "75110",
             "timeZone": "Europe/Paris"}}]})"}};

constexpr std::int64_t kEmployerEach = 8;  // one journey of so many is an employer's

std::span<const Step> StepsOf(bool employer) {
  return employer ? std::span<const Step>(kEmployer) : std::span<const Step>(kLearner);
}

// With the digit that makes its Luhn sum a multiple of ten.
std::string WithKey(std::string digits) {
  int sum = 0;
  bool twice = true;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, twice = !twice) {
    const int value = (*digit - '0') * (twice ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  digits.push_back(static_cast<char>('0' + (10 - sum % 10) % 10));
  return digits;
}

std::string Siret(std::int64_t number) {
  return WithKey(WithKey(fmt::format("9{:07}", 1'000'000 + number)) + "0001");
}

}  // namespace

std::span<const Part> Cast() { return kCast; }

Journey::Journey(std::uint64_t seed, std::int64_t index)
    : index_(index),
      is_employer_(index % kEmployerEach == kEmployerEach - 1),
      numbers_(seed * 1'000'003 + static_cast<std::uint64_t>(index)) {
  if (is_employer_) {
    variables_ = {
        {"organisation", fmt::format("organisations/01890000-0000-7000-9000-{:012x}", index)},
        {"siret", Siret(index)},
        {"n", std::to_string(index)}};
  } else {
    const cli::SampleOptions sample{.seed = seed, .wrong_percent = 0};
    variables_["record"] = cli::SampleDossier(sample, index).dump();
  }
  id_ = fmt::format("{:016x}{:016x}", numbers_.Next(), numbers_.Next());
}

std::optional<Command> Journey::Next() const {
  const auto steps = StepsOf(is_employer_);
  if (step_ == steps.size()) return std::nullopt;
  const auto& step = steps[step_];
  return Command{.service = step.service,
                 .method = step.method,
                 .actor = step.actor,
                 .request = cli::Fill(json::parse(step.request), variables_),
                 .id = id_};
}

void Journey::Answered(const json& answer) {
  const auto steps = StepsOf(is_employer_);
  for (const auto& [name, pointer] : steps[step_].keep) {
    if (name == nullptr) continue;
    const auto value = cli::At(answer, pointer);
    if (!value.is_string()) continue;
    variables_[name] = value.get<std::string>();
    variables_[std::string(name) + "_id"] = LastSegment(value.get<std::string>());
  }
  do {
    ++step_;
  } while (step_ < steps.size() && !numbers_.Chance(steps[step_].percent));
  id_ = fmt::format("{:016x}{:016x}", numbers_.Next(), numbers_.Next());
}

void Journey::End() { step_ = StepsOf(is_employer_).size(); }

bool Journey::IsRemembered() const {
  const auto steps = StepsOf(is_employer_);
  return step_ < steps.size() && !std::string_view(steps[step_].method).starts_with("Import");
}

}  // namespace parcours::chaos
