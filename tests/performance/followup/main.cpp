// What a region asks of follow-up at once: fills a journal with pathways and a year of their facts,
// then measures lists, single pathways, the nightly assessment and a bulk handover. One line of
// JSON; scripts/bench followup shows it beside the limits.

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

#include "parcours/partners/v1/partners_events.pb.h"
#include "services/followup/domain/judgement.h"
#include "services/followup/service.h"
#include "services/followup/use_cases/risk.h"
#include "services/followup/use_cases/use_cases.h"
#include "services/platform/testing/service_fixture.h"

namespace parcours::followup {
namespace {

constexpr char kOrganisation[] = "organisations/01890000-0000-7000-8000-000000000001";
constexpr char kReferentBefore[] = "agents/01890000-0000-7000-8000-000000000011";
constexpr char kReferentAfter[] = "agents/01890000-0000-7000-8000-000000000012";
constexpr int kPathwaysPerRound = 500;
constexpr int kQuestions = 2'000;

using Clock = std::chrono::steady_clock;

double SecondsSince(Clock::time_point from) {
  return std::chrono::duration<double>(Clock::now() - from).count();
}

std::string Named(const char* collection, int kind, int number) {
  char text[80];
  std::snprintf(text, sizeof(text), "%s/0189%04d-0000-7000-8000-%012d", collection, kind, number);
  return text;
}

// Highest resident memory since ForgetPeak.
void ForgetPeak() { std::ofstream("/proc/self/clear_refs") << "5"; }
double PeakMegabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word != "VmHWM:") continue;
    double kilobytes = 0;
    status >> kilobytes;
    return kilobytes * 1024 / 1e6;
  }
  return 0;
}

template <typename Fact>
Fact OnDay(Fact fact, CivilDate day) {
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

class Region {
 public:
  explicit Region(int pathways) : pathways_(pathways), fixture_(Define(), CivilDate(2024, 9, 1)) {}

  void Fill() {
    Appoint();
    EachRound([this](Context& context, int number) { Open(context, number); });
    fixture_.world().clock.Set(CivilDate(2025, 6, 30));
    EachRound([this](Context& context, int number) { LiveAYear(context, number); });
  }

  nlohmann::json Measure(int handed_over) {
    nlohmann::json line{{"pathways", pathways_}, {"facts", facts_}};
    line["status_seconds"] = Statuses();
    line["get_pathway_p99_ms"] = NinetyNinth([this](const std::string& name) {
      v1::GetPathwayRequest request;
      request.set_name(name);
      CHECK(fixture_.Execute(request, Lead()).has_value());
    });
    line["get_timeline_p99_ms"] = NinetyNinth([this](const std::string& name) {
      v1::GetTimelineRequest request;
      request.set_name(name);
      CHECK(fixture_.Execute(request, Lead()).has_value());
    });
    ForgetPeak();
    const auto night = Clock::now();
    line["assessed"] = fixture_.AdvanceTo(CivilDate(2025, 7, 1));
    line["night_seconds"] = SecondsSince(night);
    line["night_peak_mb"] = PeakMegabytes();
    line["handed_over"] = handed_over;
    line["handover_seconds"] = HandOver(handed_over);
    return line;
  }

 private:
  static security::Actor Lead() {
    return testing::Agent({.agent = kReferentBefore,
                           .organisation = kOrganisation,
                           .roles = {options::v1::REFERENT, options::v1::TRAINING_LEAD}});
  }
  static std::string PathwayNamed(int number) { return Named("pathways", 1, number); }

  void Appoint() {
    for (const char* agent : {kReferentBefore, kReferentAfter}) {
      partners::v1::AgentAppointed fact;
      fact.set_agent(agent);
      fact.set_organisation(kOrganisation);
      fact.add_roles(options::v1::REFERENT);
      fact.set_from_date("2024-01-01");
      CHECK(fixture_.Deliver(fact, {.aggregate = agent}).has_value());
    }
  }

  // All pathways, many to a transaction.
  template <typename Act>
  void EachRound(const Act& act) {
    for (int first = 0; first < pathways_; first += kPathwaysPerRound) {
      fixture_.bench().Write([&](store::Connection& db) {
        execution::Session session(fixture_.bench().core().writing(),
                                   {.actor = security::SystemActor("followup"),
                                    .grants = {{.scope = options::v1::PLATFORM, .through = {}}},
                                    .cause = {},
                                    .chain = 0,
                                    .trace = {}},
                                   db, execution::Session::Mode::kWrite);
        Context context(session);
        const int last = std::min(pathways_, first + kPathwaysPerRound);
        for (int number = first; number < last; ++number) act(context, number);
        facts_ += static_cast<int>(session.recorded());
      });
    }
  }

  template <typename Repository, typename Aggregate, typename Fact>
  static void Record(Repository& repository, Aggregate& aggregate, Fact fact) {
    auto recorded = repository.Record(aggregate, std::move(fact));
    CHECK(recorded.has_value());
    aggregate = *std::move(recorded);
  }

  static void Open(Context& context, int number) {
    Pathway pathway(PathwayNamed(number));
    const Owner owner{.organisation = kOrganisation, .person = Named("persons", 2, number)};
    Record(context.pathways, pathway,
           pathway
               .Open({.owner = owner,
                      .origin = v1::IMPORT,
                      .programme = "programmes/APPRENTICESHIP",
                      .programme_kind = type::v1::APPRENTICESHIP,
                      .session = {CivilDate(2024, 9, 1), CivilDate(2025, 8, 31)},
                      .opened_on = CivilDate(2024, 9, 1)})
               .value());
    Record(context.pathways, pathway, pathway.AssignDefault(kReferentBefore));
    Record(context.pathways, pathway,
           pathway
               .Attach({.contract = Named("apprenticeshipContracts", 3, number),
                        .number = 1,
                        .start = CivilDate(2024, 9, 15),
                        .end = CivilDate(2025, 8, 31),
                        .employer = Named("organisations", 4, number % 5'000)},
                       owner)
               .value());
    for (auto& window : PlanWindows(pathway, CivilDate(2024, 9, 1))) {
      std::visit([&](auto& fact) { Record(context.pathways, pathway, std::move(fact)); }, window);
    }
  }

  // A dozen interviews, appointments of which some are missed, a plan, a barrier, a meeting; every
  // fiftieth contract is broken.
  static void LiveAYear(Context& context, int number) {
    auto pathway = context.pathways.Find(PathwayNamed(number));
    for (int month = 0; month < 12; ++month) {
      const CivilDate day = CivilDate(2024, 9, 2).AddDays(month * 25 + number % 20);
      Talk(context, pathway, number * 12 + month, day);
      if (month % 3 == 0) Meet(context, pathway, number * 12 + month, day.AddDays(10));
    }
    Plan(context, pathway, number);
    const Owner owner{.organisation = kOrganisation, .person = pathway.person()};
    Record(context.pathways, pathway,
           pathway.Note(type::v1::MOBILITY, 1 + number % 4, false, CivilDate(2025, 2, 1), owner));
    Record(context.pathways, pathway, pathway.Meet({.day = CivilDate(2024, 10, 20)}, {}).value());
    if (number % 50 == 0) {
      Record(context.pathways, pathway,
             *pathway.MarkBroken(Named("apprenticeshipContracts", 3, number),
                                 CivilDate(2024, 12, 1), owner));
    }
    WatchRisk(context, pathway.name());
  }

  static void Talk(Context& context, const Pathway& pathway, int number, CivilDate day) {
    Interview interview(Named("interviews", 5, number));
    auto fact = FactOf<v1::InterviewRecorded>(pathway);
    fact.set_interview(interview.name());
    fact.set_kind(type::v1::FOLLOW_UP);
    fact.set_minutes(40);
    fact.set_objective("Faire le point sur la recherche d'un employeur");
    fact.set_objective_verdict(type::v1::REACHED);
    fact.set_note("Deux candidatures envoyées cette semaine, un entretien prévu.");
    fact.set_held_by(kReferentBefore);
    Record(context.interviews, interview, OnDay(std::move(fact), day));
  }

  static void Meet(Context& context, const Pathway& pathway, int number, CivilDate day) {
    Appointment appointment(Named("appointments", 6, number));
    auto made = FactOf<v1::AppointmentMade>(pathway);
    made.set_appointment(appointment.name());
    made.set_appointment_date(day.ToString());
    made.set_agent(kReferentBefore);
    Record(context.appointments, appointment, OnDay(std::move(made), day));
    auto settled = FactOf<v1::AppointmentStateChanged>(pathway);
    settled.set_appointment(appointment.name());
    settled.set_state(number % 7 == 0 ? v1::NO_SHOW : v1::SEEN);
    Record(context.appointments, appointment, OnDay(std::move(settled), day));
  }

  static void Plan(Context& context, const Pathway& pathway, int number) {
    ActionPlan plan(Named("actionPlans", 7, number));
    ActionPlan::Draft draft;
    auto* objective = draft.Add();
    objective->set_text("Signer un contrat");
    objective->set_measure("Un contrat signé");
    objective->set_due_date("2025-08-31");
    for (const char* due : {"2025-06-25", "2025-07-31"}) {
      auto* action = objective->add_actions();
      action->set_text("Appeler cinq entreprises");
      action->set_owner(pathway.person());
      action->set_due_date(due);
    }
    auto facts = plan.Open(draft, pathway, CivilDate(2025, 1, 15), kReferentBefore).value();
    for (auto& fact : facts) {
      std::visit([&](auto& one) { Record(context.plans, plan, std::move(one)); }, fact);
    }
  }

  // The status of every pathway on a past day is computed to find those that had this one.
  double Statuses() {
    v1::ListPathwaysRequest request;
    request.set_on("2025-06-15");
    request.add_statuses(v1::INSCRIT);
    request.set_page_size(500);
    const auto from = Clock::now();
    do {
      const auto page = fixture_.Execute(request, Lead());
      CHECK(page.has_value());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return SecondsSince(from);
  }

  template <typename Ask>
  double NinetyNinth(const Ask& ask) {
    std::vector<double> times;
    for (int i = 0; i < kQuestions; ++i) {
      const auto name = PathwayNamed(static_cast<int>(std::int64_t{i} * 7'919 % pathways_));
      const auto from = Clock::now();
      ask(name);
      times.push_back(SecondsSince(from) * 1'000);
    }
    std::ranges::sort(times);
    return times[times.size() * 99 / 100];
  }

  double HandOver(int count) {
    v1::HandOverPathwaysRequest request;
    request.set_to_referent(kReferentAfter);
    request.set_request_id("handover");
    for (int number = 0; number < count; ++number) request.add_pathways(PathwayNamed(number));
    const auto from = Clock::now();
    const auto ordered = fixture_.Execute(request, Lead());
    CHECK(ordered.has_value());
    fixture_.AdvanceTo(fixture_.today());
    const double took = SecondsSince(from);
    v1::GetHandoverRequest progress;
    progress.set_name(ordered->name());
    CHECK(fixture_.Execute(progress, Lead())->handed_over() == count);
    return took;
  }

  const int pathways_;
  testing::ServiceFixture<Context> fixture_;
  int facts_ = 0;
};

}  // namespace
}  // namespace parcours::followup

int main(int argc, char** argv) {
  CLI::App app("Measures follow-up with a region's pathways");
  int pathways = 100'000;
  int handed_over = 10'000;
  app.add_option("--pathways", pathways)->capture_default_str();
  app.add_option("--handover", handed_over)->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  parcours::followup::Region region(pathways);
  region.Fill();
  std::printf("%s\n", region.Measure(std::min(pathways, handed_over)).dump().c_str());
  return 0;
}
