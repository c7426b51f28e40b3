#include "services/followup/domain/logbook.h"

#include <algorithm>

#include "services/followup/domain/company_refusals.h"
#include "services/followup/domain/fact_days.h"
#include "services/followup/domain/refusals.h"
#include "services/platform/core/id.h"

namespace parcours::followup {
namespace {

bool IsOfTraining(v1::LogbookParty party) {
  return party == v1::CFA_PARTY || party == v1::ESTABLISHMENT_PARTY;
}

Result<void> CheckEntry(const v1::LogbookEntry& entry, v1::LogbookParty party) {
  const bool levelled = entry.level() > 0 || entry.expected_level() > 0;
  if (levelled && entry.competence().empty()) return Refuse(LogbookLevelWithoutCompetence());
  if (!levelled && entry.text().empty()) return Refuse(LogbookEntryEmpty());
  if (entry.expected_level() > 0 && !IsOfTraining(party)) return Refuse(ExpectedLevelNotTheirs());
  return {};
}

}  // namespace

Result<Logbook::Step> Logbook::Take(const v1::RecordCompanyStepRequest& request,
                                    const Pathway& pathway, CivilDate day, const std::string& agent,
                                    const CompanyRule& rule) const {
  if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
  // What is under way may still be brought to its end.
  if (pathway.state().closing && !request.has_mediation_end()) {
    return Refuse(PathwayAlreadyClosed(pathway.name()));
  }
  if (facts_ >= kMostFacts) return Refuse(LogbookFull());
  const auto step = [&]<typename Fact>(Fact fact) {
    fact.set_logbook(name_);
    fact.set_recorded_by(agent);
    fact.mutable_meta()->set_effective_date(day.ToString());
    return Step(std::move(fact));
  };
  using Request = v1::RecordCompanyStepRequest;
  switch (request.step_case()) {
    case Request::kGrid:
      if (grid_shared_on_) return Refuse(GridAlreadyShared());
      return step(FactOf<v1::ExperienceGridShared>(pathway));
    case Request::kCheck: {
      auto fact = FactOf<v1::AdequacyChecked>(pathway);
      fact.set_subject(request.check().subject());
      fact.set_adequate(request.check().adequate());
      fact.set_note(request.check().note());
      return step(std::move(fact));
    }
    case Request::kContact: {
      auto fact = FactOf<v1::EmployerContacted>(pathway);
      fact.set_kind(request.contact().kind());
      fact.set_note(request.contact().note());
      return step(std::move(fact));
    }
    case Request::kMinimum: {
      if (request.minimum().minimum() < rule.meetings_a_year) {
        return Refuse(MeetingMinimumTooLow(rule.meetings_a_year));
      }
      auto fact = FactOf<v1::MeetingMinimumSet>(pathway);
      fact.set_minimum(request.minimum().minimum());
      fact.set_approval(request.minimum().approval());
      return step(std::move(fact));
    }
    case Request::kMediation: {
      if (mediation_since_) return Refuse(MediationAlreadyOpen());
      auto fact = FactOf<v1::MediationOpened>(pathway);
      fact.set_reason(request.mediation().reason());
      return step(std::move(fact));
    }
    case Request::kMediationEnd: {
      if (!mediation_since_ || day < *mediation_since_) return Refuse(MediationNotOpen());
      auto fact = FactOf<v1::MediationClosed>(pathway);
      fact.set_settled(request.mediation_end().settled());
      fact.set_outcome(request.mediation_end().outcome());
      return step(std::move(fact));
    }
    case Request::STEP_NOT_SET:
      return Refuse(CompanyStepMissing());
  }
  return Refuse(CompanyStepMissing());
}

Result<v1::EndEvaluationGiven> Logbook::Evaluate(const v1::GiveEndEvaluationRequest& request,
                                                 v1::LogbookParty party, const Pathway& pathway,
                                                 CivilDate today, const CompanyRule& rule) const {
  if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
  const CivilDate from = pathway.state().session.last.AddDays(-rule.evaluation_lead_days);
  if (!pathway.state().closing && today < from) return Refuse(EvaluationTooEarly(from));
  if (evaluations_.contains(party)) return Refuse(EvaluationAlreadyGiven());
  auto fact = FactOf<v1::EndEvaluationGiven>(pathway);
  fact.set_logbook(name_);
  fact.set_party(party);
  fact.set_rating(request.rating());
  fact.set_text(request.text());
  fact.mutable_meta()->set_effective_date(today.ToString());
  return fact;
}

template <typename Fact>
CivilDate Logbook::Count(const Fact& fact) {
  organisation_ = fact.organisation();
  person_ = fact.person();
  ++facts_;
  return EffectiveOf(fact);
}

void Logbook::Apply(const v1::ExperienceGridShared& fact) { grid_shared_on_ = Count(fact); }

void Logbook::Apply(const v1::AdequacyChecked& fact) {
  Count(fact);
  checks_.push_back(fact);
}

void Logbook::Apply(const v1::EmployerContacted& fact) {
  const CivilDate day = Count(fact);
  contacted_on_ = std::max(contacted_on_.value_or(day), day);
}

void Logbook::Apply(const v1::MeetingMinimumSet& fact) { minima_[Count(fact)] = fact.minimum(); }

void Logbook::Apply(const v1::MediationOpened& fact) { mediation_since_ = Count(fact); }

void Logbook::Apply(const v1::MediationClosed& fact) {
  Count(fact);
  mediation_since_.reset();
}

void Logbook::Apply(const v1::EndEvaluationGiven& fact) {
  Count(fact);
  evaluations_[fact.party()] = fact;
}

Result<v1::LogbookEntryWritten> LogbookPage::Write(const v1::LogbookEntry& entry,
                                                   v1::LogbookParty party,
                                                   const std::string& author,
                                                   const Pathway& pathway, CivilDate today) const {
  if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
  if (pathway.state().closing) return Refuse(PathwayAlreadyClosed(pathway.name()));
  if (entries_.size() >= kMostEntries) return Refuse(LogbookPageFull());
  TRY(CheckEntry(entry, party));
  auto fact = FactOf<v1::LogbookEntryWritten>(pathway);
  fact.set_logbook_page(name_);
  auto& written = *fact.mutable_entry();
  written = entry;
  written.set_entry_date(today.ToString());
  written.set_party(party);
  written.set_written_by(author);
  fact.mutable_meta()->set_effective_date(today.ToString());
  return fact;
}

void LogbookPage::Apply(const v1::LogbookEntryWritten& fact) {
  organisation_ = fact.organisation();
  person_ = fact.person();
  entries_.push_back(fact.entry());
}

std::string LogbookOf(std::string_view pathway) {
  return ResourceName(Logbook::kCollection, LastSegment(pathway));
}

std::string LogbookPageOf(std::string_view pathway, std::string_view month) {
  return ResourceName(LogbookPage::kCollection,
                      std::string(LastSegment(pathway)) + "-" + std::string(month));
}

std::string MonthOf(CivilDate day) { return day.ToString().substr(0, 7); }

}  // namespace parcours::followup
