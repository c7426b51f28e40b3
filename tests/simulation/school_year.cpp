#include "tests/simulation/school_year.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/cli/sample_generator.h"

namespace parcours::simulation {
namespace {

using nlohmann::json;
using options::v1::Role;

constexpr const char* kIds = "01890000-0000-7000-8000-0000000000";
constexpr std::array<const char*, 4> kBarriers{"MOBILITY", "HOUSING", "MONEY", "HEALTH"};
constexpr unsigned kMostAtOnce = 4;

std::string Organisation(const char* end) { return std::string("organisations/") + kIds + end; }
std::string Agent(const char* end) { return std::string("agents/") + kIds + end; }

const std::string kCentre = Organisation("01");
const std::string kUniversity = Organisation("03");
const std::string kMissionLocale = Organisation("04");
const std::string kEmployer = Organisation("06");
const std::string kAssociation = Organisation("07");
const std::array kReferents{Agent("11"), Agent("12")};

security::Actor Staff(const char* agent, const std::string& organisation, Role role) {
  return {.principal = Agent(agent), .organisation = organisation, .person = {}, .roles = {role}};
}

security::Actor Referent() { return Staff("12", kCentre, options::v1::REFERENT); }
security::Actor Lead() { return Staff("13", kCentre, options::v1::TRAINING_LEAD); }
security::Actor Software() { return Staff("14", kCentre, options::v1::PARTNER_SYSTEM); }
security::Actor UniversityLead() { return Staff("15", kUniversity, options::v1::TRAINING_LEAD); }
security::Actor Helper() { return Staff("17", kAssociation, options::v1::SOCIAL_WORKER); }
security::Actor Operator() {
  return {.principal = "agents/operator",
          .organisation = {},
          .person = {},
          .roles = {options::v1::PLATFORM_OPERATOR}};
}
security::Actor Candidate(const Learner& learner) {
  const std::string person = "${" + learner.alias + ".person}";
  return {.principal = person,
          .organisation = {},
          .person = person,
          .roles = {options::v1::BENEFICIARY}};
}

std::string NameOf(const Learner& learner, const char* what) {
  return "${" + learner.alias + "." + what + "}";
}
std::string Numbered(const Learner& learner, const char* what) {
  return learner.alias + "." + what + "." + std::to_string(learner.serial);
}
std::string Case(const Learner& learner) { return "supportCases/" + NameOf(learner, "person_id"); }
std::string File(const Learner& learner) { return "insertionFiles/" + NameOf(learner, "id"); }
std::string Secret(const char* text) { return std::string(text) + " " + std::string(kConfidence); }

Act Make(const char* service, const char* method, security::Actor actor, json request,
         std::vector<std::string> save = {}) {
  Act act;
  act.service = service;
  act.method = method;
  act.request = std::move(request);
  act.actor = std::move(actor);
  act.save = std::move(save);
  return act;
}

// September to November begin contracts, the winter breaks them, the summer ends the training.
bool IsAutumn(CivilDate day) { return day.month() >= 9 && day.month() <= 11; }
bool IsWinter(CivilDate day) { return day.month() == 12 || day.month() <= 3; }

}  // namespace

SchoolYear::SchoolYear(testing::FixedRandom& random, const std::vector<Learner>& population)
    : random_(random), learners_(population.begin(), population.end()) {}

std::vector<Act> SchoolYear::Next(CivilDate today) {
  effects_.clear();
  const std::size_t count = 1 + random_.Below(kMostAtOnce);
  std::vector<Act> acts;
  std::set<std::size_t> busy;
  while (acts.size() < count) {
    if (random_.Chance(IsAutumn(today) ? 15 : 3)) {
      acts.push_back(Enrol());
      acts.back().number = ++acts_;
      continue;
    }
    if (acts.empty() && random_.Chance(4)) {
      acts.push_back(RenameEmployer());
      acts.back().number = ++acts_;
      continue;
    }
    const std::size_t place = random_.Below(learners_.size());
    if (!busy.insert(place).second) continue;
    acts.push_back(Draw(learners_[place], today));
  }
  return acts;
}

CivilDate SchoolYear::NextDay(CivilDate today) {
  if (random_.Chance(30)) return today;
  const int days = random_.Chance(20) ? 30 + static_cast<int>(random_.Below(90))
                                      : 1 + static_cast<int>(random_.Below(14));
  return today.AddDays(days);
}

void SchoolYear::Accepted(const Act& act) {
  for (const auto& [number, effect] : effects_) {
    if (number == act.number) effect();
  }
}

Act SchoolYear::Draw(Learner& learner, CivilDate today) {
  const auto choices = ChoicesOf(learner, today);
  unsigned total = 0;
  for (const auto& choice : choices) total += choice.weight;
  auto drawn = static_cast<unsigned>(random_.Below(total));
  const auto* chosen = &choices.front();
  for (const auto& choice : choices) {
    chosen = &choice;
    if (drawn < choice.weight) break;
    drawn -= choice.weight;
  }
  const int number = ++acts_;
  const auto before = effects_.size();
  Act act = chosen->act(learner);
  act.number = number;
  act.learner = learner.alias;
  for (auto i = before; i < effects_.size(); ++i) effects_[i].first = number;
  return act;
}

std::vector<SchoolYear::Choice> SchoolYear::ChoicesOf(const Learner& learner, CivilDate today) {
  std::vector<Choice> choices;
  AddRecruitment(learner, today, choices);
  if (learner.followed) {
    AddFollowUp(learner, today, choices);
    AddSupport(learner, choices);
    AddInsertion(learner, choices);
  }
  return choices;
}

void SchoolYear::AddFollowUp(const Learner& learner, CivilDate today,
                             std::vector<Choice>& choices) {
  if (learner.closed) return;
  choices.push_back({6, [this](Learner& of) {
                       json request{{"pathway", NameOf(of, "pathway")},
                                    {"kind", "FOLLOW_UP"},
                                    {"minutes", 15 + random_.Below(60)},
                                    {"note", Secret("Entretien")}};
                       if (random_.Chance(50)) {
                         const std::string barrier = kBarriers[random_.Below(kBarriers.size())];
                         request["barriers"] = json::array({{{"category", barrier},
                                                             {"severity", 1 + random_.Below(4)},
                                                             {"note", Secret("Frein")}}});
                         effects_.emplace_back(0, [&of, barrier] { of.barriers.insert(barrier); });
                       }
                       return Make("followup", "RecordInterview", Referent(), std::move(request));
                     }});
  choices.push_back({IsAutumn(today) ? 6U : 3U, [this](Learner& of) {
                       return Make("followup", "AssignReferent", Lead(),
                                   {{"pathway", NameOf(of, "pathway")},
                                    {"referent", kReferents[random_.Below(kReferents.size())]}});
                     }});
  choices.push_back({2, [](Learner& of) {
                       return Make("followup", "RecordEmployerMeeting", Referent(),
                                   {{"pathway", NameOf(of, "pathway")},
                                    {"employer", kEmployer},
                                    {"note", Secret("Tuteur")},
                                    {"sharedWith", {"APPRENTICE_PARTY", "EMPLOYER_PARTY"}}});
                     }});
  const bool ended = learner.training_end <= today;
  choices.push_back({ended ? 8U : 1U, [this, ended](Learner& of) {
                       effects_.emplace_back(0, [&of] { of.closed = true; });
                       return Make("followup", "CompletePathway", Referent(),
                                   {{"name", NameOf(of, "pathway")},
                                    {"result", ended ? "CERTIFIED" : "LEFT_EARLY"},
                                    {"reason", ended ? "" : "Projet nouveau"},
                                    {"review", {{"reached", Secret("Bilan")}}}});
                     }});
}

void SchoolYear::AddSupport(const Learner& learner, std::vector<Choice>& choices) {
  using Referral = Learner::Referral;
  if (learner.barriers.empty()) return;
  choices.push_back({2, [this](Learner& of) {
                       const std::string barrier = *of.barriers.begin();
                       effects_.emplace_back(0, [&of, barrier] { of.barriers.erase(barrier); });
                       return Make(
                           "support", "LiftBarrier", Referent(),
                           {{"name", Case(of)}, {"category", barrier}, {"note", Secret("Levé")}});
                     }});
  if (learner.referral == Referral::kNone) {
    choices.push_back({learner.consents ? 8U : 1U, [this](Learner& of) {
                         ++of.serial;
                         effects_.emplace_back(0, [&of] { of.referral = Referral::kOffered; });
                         return Make("support", "OfferReferral", Referent(),
                                     {{"supportCase", Case(of)},
                                      {"category", *of.barriers.begin()},
                                      {"options", {kAssociation, kMissionLocale}},
                                      {"recipient", kAssociation},
                                      {"message", Secret("Besoin")}},
                                     {Numbered(of, "referral")});
                       }});
    return;
  }
  const auto name = "${" + Numbered(learner, "referral") + "}";
  if (learner.referral == Referral::kAccepted) {
    choices.push_back({8, [this, name](Learner& of) {
                         effects_.emplace_back(0, [&of] { of.referral = Referral::kNone; });
                         return Make("support", "CompleteReferral", Helper(),
                                     {{"name", name}, {"outcome", Secret("Aide")}});
                       }});
    return;
  }
  choices.push_back({8, [this, name](Learner& of) {
                       effects_.emplace_back(0, [&of] { of.referral = Referral::kAccepted; });
                       return Make("support", "AcceptReferral", Helper(),
                                   {{"name", name}, {"note", Secret("Oui")}});
                     }});
  choices.push_back(
      {3, [this, name](Learner& of) {
         effects_.emplace_back(0, [&of] { of.referral = Referral::kNone; });
         return Make("support", "RefuseReferral", Helper(),
                     {{"name", name}, {"reason", "NO_CAPACITY"}, {"explanation", Secret("Non")}});
       }});
}

void SchoolYear::AddRecruitment(const Learner& learner, CivilDate today,
                                std::vector<Choice>& choices) {
  using Mission = Learner::Mission;
  choices.push_back({learner.consents ? 1U : 4U, [this](Learner& of) {
                       effects_.emplace_back(0, [&of] { of.consents = true; });
                       return Make("recruitment", "GiveConsent", Referent(),
                                   {{"name", NameOf(of, "person")},
                                    {"purpose", "REFERRAL"},
                                    {"recipient", kAssociation},
                                    {"means", "ON_PAPER"}});
                     }});
  if (learner.consents) {
    choices.push_back(
        {learner.referral == Learner::Referral::kOffered ? 6U : 1U, [this](Learner& of) {
           effects_.emplace_back(0, [&of] { of.consents = false; });
           return Make("recruitment", "WithdrawConsent", Referent(),
                       {{"name", NameOf(of, "person")},
                        {"purpose", "REFERRAL"},
                        {"recipient", kAssociation}});
         }});
  }
  if (learner.dossier.is_null() && learner.signatures < 2) {
    choices.push_back({3, [](Learner& of) {
                         return Make("recruitment", "RecordInterview", Lead(),
                                     {{"candidacy", "candidacies/" + NameOf(of, "id")},
                                      {"kind", "INITIAL"},
                                      {"minutes", 40},
                                      {"objective", "Présenter le dispositif"},
                                      {"objectiveVerdict", "REACHED"},
                                      {"note", Secret("Candidat")}});
                       }});
    const bool first = learner.signatures == 0;
    choices.push_back({5, [this, first, today](Learner& of) {
                         effects_.emplace_back(0, [&of] { of.followed = ++of.signatures == 2; });
                         json request{{"candidacy", "candidacies/" + NameOf(of, "id")}};
                         if (first) {
                           request["trainingStartDate"] = today.ToString();
                           request["trainingEndDate"] = today.AddDays(300).ToString();
                           effects_.emplace_back(
                               0, [&of, today] { of.training_end = today.AddDays(300); });
                         }
                         return Make("recruitment", "SignEngagement",
                                     first ? Candidate(of) : Lead(), std::move(request));
                       }});
    return;
  }
  if (learner.closed) return;
  const auto mission = "${" + Numbered(learner, "mission") + "}";
  const auto contract = Numbered(learner, "contract");
  switch (learner.mission) {
    case Mission::kNone:
      choices.push_back({3, [this](Learner& of) {
                           ++of.serial;
                           effects_.emplace_back(0, [&of] { of.mission = Mission::kSubmitted; });
                           return Make("recruitment", "SubmitMission", Lead(),
                                       {{"pathway", NameOf(of, "pathway")},
                                        {"employer", kEmployer},
                                        {"title", "Menuisier"},
                                        {"description", "Pose"},
                                        {"progression", "Débit, assemblage"}},
                                       {Numbered(of, "mission")});
                         }});
      break;
    case Mission::kSubmitted:
      choices.push_back(
          {6, [this, mission](Learner& of) {
             effects_.emplace_back(0, [&of] { of.mission = Mission::kValidated; });
             return Make("recruitment", "ValidateMission", UniversityLead(), {{"name", mission}});
           }});
      break;
    case Mission::kValidated:
      choices.push_back({8, [this, mission, contract, today](Learner& of) {
                           effects_.emplace_back(0, [&of] { of.mission = Mission::kAuthorised; });
                           return Make("recruitment", "AuthoriseContract", Lead(),
                                       {{"mission", mission},
                                        {"startDate", today.AddDays(20).ToString()},
                                        {"endDate", today.AddDays(200).ToString()}},
                                       {contract});
                         }});
      break;
    case Mission::kAuthorised:
      choices.push_back(
          {10, [this, contract](Learner& of) {
             effects_.emplace_back(0, [&of] { of.mission = Mission::kNone; });
             return Make("recruitment", "SignContract", Lead(), {{"name", "${" + contract + "}"}});
           }});
      break;
  }
  if (learner.dossier.contains("contrat_date_rupture")) {
    choices.push_back({3, [this](Learner& of) {
                         json changed = of.dossier;
                         changed.erase("contrat_date_rupture");
                         effects_.emplace_back(0, [&of, changed] { of.dossier = changed; });
                         return Import(of.alias, changed);
                       }});
    return;
  }
  if (!learner.dossier.contains("contrat_date_debut")) return;
  choices.push_back({IsWinter(today) ? 4U : 2U, [this, today](Learner& of) {
                       json changed = of.dossier;
                       changed["contrat_date_rupture"] =
                           today.AddDays(-static_cast<int>(random_.Below(20))).ToString();
                       effects_.emplace_back(0, [&of, changed] { of.dossier = changed; });
                       return Import(of.alias, changed);
                     }});
}

void SchoolYear::AddInsertion(const Learner& learner, std::vector<Choice>& choices) {
  if (!learner.closed) return;
  choices.push_back({3, [this](Learner& of) {
                       effects_.emplace_back(0, [&of] { of.outcome = true; });
                       return Make("insertion", "RecordOutcome", Referent(),
                                   {{"name", File(of)},
                                    {"waveMonths", 3},
                                    {"situation", "EMPLOYED"},
                                    {"inSector", true},
                                    {"employer", kEmployer},
                                    {"note", Secret("Emploi")}});
                     }});
  if (!learner.outcome) return;
  choices.push_back({3, [](Learner& of) {
                       return Make("insertion", "ConsolidateSituation", Referent(),
                                   {{"name", File(of)}, {"note", Secret("Stable")}});
                     }});
}

Act SchoolYear::Import(const std::string& alias, const json& dossier) {
  return Make("recruitment", "ImportDossiers", Software(),
              {{"records", json::array({dossier.dump()})}}, {alias});
}

// Somebody new: known to the acts that follow once the import is accepted.
Act SchoolYear::Enrol() {
  const std::string alias = "N" + std::to_string(++enrolled_);
  const json dossier = cli::SampleDossier({.wrong_percent = 0}, enrolled_);
  Act act = Import(alias, dossier);
  act.learner = alias;
  effects_.emplace_back(acts_ + 1, [this, alias, dossier] {
    learners_.push_back({.alias = alias, .dossier = dossier});
  });
  return act;
}

Act SchoolYear::RenameEmployer() {
  Act act = Make("partners", "ImportPartners", Operator(),
                 {{"records", json::array({{{"organisation",
                                             {{"name", kEmployer},
                                              {"displayName", "Atelier " + std::to_string(acts_)},
                                              {"siret", "99900505100019"},
                                              {"kinds", json::array({"EMPLOYER"})},
                                              {"commune", "93048"},
                                              {"timeZone", "Europe/Paris"}}}}})}});
  act.learner = "partners";
  return act;
}

}  // namespace parcours::simulation
