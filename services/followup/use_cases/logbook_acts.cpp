#include "services/followup/use_cases/logbook_acts.h"

#include <algorithm>

#include "services/followup/domain/rules.h"
#include "services/followup/projections/company.h"
#include "services/followup/projections/records.h"
#include "services/followup/use_cases/acts.h"
#include "services/platform/execution/refusals.h"

namespace parcours::followup {
namespace {

// Ten years of months.
constexpr int kMostPages = 120;

v1::LogbookParty PartyOf(const security::Actor& actor) {
  if (!actor.person.empty()) return v1::APPRENTICE_PARTY;
  if (actor.Has(options::v1::APPRENTICE_MASTER)) return v1::EMPLOYER_PARTY;
  const bool of_cfa = actor.Has(options::v1::REFERENT) || actor.Has(options::v1::TRAINER) ||
                      actor.Has(options::v1::TRAINING_LEAD);
  return actor.Has(options::v1::ACADEMIC_TUTOR) && !of_cfa ? v1::ESTABLISHMENT_PARTY
                                                           : v1::CFA_PARTY;
}

// The training organisation, and the employers whose logbook it is.
std::vector<std::string> LogbookParties(const Pathway& pathway, CivilDate today) {
  const Training training = pathway.training();
  const CompanyRule rule = RulesOn(today).company;
  std::vector<std::string> parties{pathway.state().trainer_organisation};
  for (const Contract& contract : training.contracts) {
    if (OpensLogbook(contract, training, today, rule)) parties.push_back(contract.employer);
  }
  std::erase(parties, "");
  return parties;
}

std::string ReadsSince(const Pathway& pathway, v1::LogbookParty party,
                       const std::string& organisation) {
  if (party != v1::EMPLOYER_PARTY) return {};
  std::optional<CivilDate> first;
  for (const Contract& contract : pathway.training().contracts) {
    if (contract.employer != organisation || contract.cancelled) continue;
    first = std::min(first.value_or(contract.start), contract.start);
  }
  return first ? first->ToString() : "";
}

ObservedTraining ObservedTrainingOf(const Pathway& pathway, const Context& context) {
  return {.training = pathway.training(), .known_since = KnownSince(pathway, context)};
}

CompanyRecord CompanyRecordOf(const Pathway& pathway, const Logbook& logbook, Context& context) {
  auto& db = context.session.db();
  CompanyRecord record{.sessions = GroupSessionsOf(db, pathway.name(), v1::TRIMESTER_RETURN),
                       .minima = logbook.minima(),
                       .grid_shared_on = logbook.grid_shared_on(),
                       .company_heard_on = logbook.contacted_on(),
                       .apprentice_evaluated = logbook.evaluations().contains(v1::APPRENTICE_PARTY),
                       .employer_evaluated = logbook.evaluations().contains(v1::EMPLOYER_PARTY)};
  const auto heard = [&record](CivilDate day) {
    record.company_heard_on = std::max(record.company_heard_on.value_or(day), day);
  };
  for (const Meeting& meeting : pathway.state().meetings) {
    record.meetings.push_back(meeting.day);
    heard(meeting.day);
  }
  const auto words = LastWords(db, pathway.name());
  if (const auto word = words.find(v1::EMPLOYER_PARTY); word != words.end()) heard(word->second);
  for (const auto& check : logbook.checks()) {
    const auto day = CivilDate::Parse(check.meta().effective_date());
    if (check.adequate() && day) record.checks.emplace(check.subject(), *day);
  }
  return record;
}

void AddEntries(v1::Logbook& view, const std::string& month, const OpenedLogbook& opened,
                Context& context) {
  std::vector<v1::LogbookEntry> entries;
  for (const auto& [day, name] :
       RecordsAfter(context.session.db(), {.collection = LogbookPage::kCollection,
                                          .pathway = opened.pathway.name(),
                                          .limit = kMostPages})) {
    const auto page = context.logbook_pages.Find(name);
    for (const auto& entry : page.entries()) {
      if (entry.entry_date() >= opened.since) entries.push_back(entry);
    }
  }
  for (auto& gap : CompetenceGaps(entries)) *view.add_competences() = std::move(gap);
  for (auto& entry : entries) {
    if (entry.entry_date().starts_with(month)) *view.add_entries() = std::move(entry);
  }
}

void AddWords(v1::Logbook& view, const OpenedLogbook& opened, Context& context) {
  for (const auto& [party, day] : LastWords(context.session.db(), opened.pathway.name())) {
    if (day.ToString() < opened.since) continue;
    if (party == v1::APPRENTICE_PARTY) view.set_apprentice_wrote(day.ToString());
    if (party == v1::EMPLOYER_PARTY) view.set_employer_wrote(day.ToString());
    if (party == v1::CFA_PARTY) view.set_cfa_wrote(day.ToString());
    if (party == v1::ESTABLISHMENT_PARTY) view.set_establishment_wrote(day.ToString());
  }
}

// Notes of the training organisation are its own.
void AddSteps(v1::Logbook& view, const OpenedLogbook& opened) {
  const Logbook& logbook = opened.logbook;
  const bool own = opened.party == v1::CFA_PARTY;
  if (const auto day = logbook.grid_shared_on()) view.set_grid_date(day->ToString());
  if (const auto day = logbook.mediation_since(); day && day->ToString() >= opened.since) {
    view.set_mediation_date(day->ToString());
  }
  for (const auto& fact : logbook.checks()) {
    if (fact.meta().effective_date() < opened.since) continue;
    auto& check = *view.add_checks();
    check.set_check_date(fact.meta().effective_date());
    check.set_subject(fact.subject());
    check.set_adequate(fact.adequate());
    if (own) check.set_note(fact.note());
  }
  std::stable_sort(view.mutable_checks()->begin(), view.mutable_checks()->end(),
                   [](const auto& a, const auto& b) { return a.check_date() < b.check_date(); });
  for (const auto& [party, fact] : logbook.evaluations()) {
    if (!own && party != opened.party) continue;
    auto& evaluation = *view.add_evaluations();
    evaluation.set_party(party);
    evaluation.set_evaluation_date(fact.meta().effective_date());
    evaluation.set_rating(fact.rating());
    evaluation.set_text(fact.text());
  }
}

}  // namespace

Result<OpenedLogbook> OpenLogbook(Context& context, const std::string& pathway,
                                  const std::string& etag) {
  OpenedLogbook opened{.pathway = context.pathways.Find(pathway),
                       .logbook = context.logbooks.Find(LogbookOf(pathway)),
                       .party = PartyOf(context.session.actor())};
  opened.since = ReadsSince(opened.pathway, opened.party, context.session.actor().organisation);
  const bool seen =
      context.session.MaySee({.name = opened.logbook.name(),
                              .organisation = opened.pathway.organisation(),
                              .person = opened.pathway.person(),
                              .parties = LogbookParties(opened.pathway, context.session.today())},
                             context.directory);
  if (!opened.pathway.state().open || !seen) return Refuse(execution::NotFound(pathway));
  if (!etag.empty() && etag != context.logbooks.Etag(opened.logbook)) {
    return Refuse(execution::EtagMismatch(opened.logbook.name()));
  }
  return opened;
}

v1::Logbook View(const OpenedLogbook& opened, const std::string& month, Context& context) {
  const Pathway& pathway = opened.pathway;
  const CivilDate today = context.session.today();
  const CompanyRule rule = RulesOn(today).company;
  const auto observed = ObservedTrainingOf(pathway, context);
  const auto record = CompanyRecordOf(pathway, opened.logbook, context);
  v1::Logbook view;
  view.set_name(opened.logbook.name());
  view.set_pathway(pathway.name());
  view.set_month(month);
  AddEntries(view, month, opened, context);
  AddWords(view, opened, context);
  AddSteps(view, opened);
  for (auto& one : Trimesters(observed, record.sessions, today, rule)) {
    *view.add_trimesters() = std::move(one);
  }
  for (auto& one : MeetingYears(observed, record.meetings, record.minima, today, rule)) {
    *view.add_meeting_years() = std::move(one);
  }
  if (opened.party == v1::CFA_PARTY) {
    for (auto& lapse : LapsesOf(pathway, context)) *view.add_lapses() = std::move(lapse);
  }
  view.set_etag(context.logbooks.Etag(opened.logbook));
  return view;
}

std::vector<v1::CompanyLapse> LapsesOf(const Pathway& pathway, Context& context) {
  if (!pathway.IsApprenticeship()) return {};
  const CivilDate today = context.session.today();
  const auto logbook = context.logbooks.Find(LogbookOf(pathway.name()));
  auto lapses =
      CompanyLapses(ObservedTrainingOf(pathway, context),
                    CompanyRecordOf(pathway, logbook, context), today, RulesOn(today).company);
  for (auto& lapse : lapses) lapse.set_pathway(pathway.name());
  return lapses;
}

}  // namespace parcours::followup
