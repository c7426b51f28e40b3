#include "services/followup/domain/interview.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <array>
#include <set>

#include "services/followup/domain/refusals.h"

namespace parcours::followup {
namespace {

using google::protobuf::util::TimeUtil;

constexpr int kLongestMinutes = 12 * 60;

Result<int> MinutesOf(const v1::RecordInterviewRequest& request) {
  if (request.has_start_time() && request.has_end_time()) {
    const auto length = TimeUtil::DurationToSeconds(request.end_time() - request.start_time());
    if (length < 0) return Refuse(InterviewEndsBeforeStart());
    if (length > kLongestMinutes * 60) return Refuse(InterviewTooLong());
    return static_cast<int>(length / 60);
  }
  if (request.minutes() <= 0) return Refuse(InterviewLengthMissing());
  return request.minutes();
}

Result<CivilDate> DayOf(const v1::RecordInterviewRequest& request, const InterviewTimes& times) {
  const auto given = CivilDate::Parse(request.date());
  if (given && times.started_on && *given != *times.started_on) {
    return Refuse(InterviewDayContradicted());
  }
  const CivilDate day = given.value_or(times.started_on.value_or(times.today));
  if (day > times.today) return Refuse(ActInTheFuture(given ? "date" : "start_time"));
  return day;
}

Result<void> CheckObjective(const v1::RecordInterviewRequest& request) {
  const bool named = !request.objective().empty();
  const bool judged = request.objective_verdict() != type::v1::OBJECTIVE_VERDICT_UNSPECIFIED;
  if (named && !judged) return Refuse(ObjectiveVerdictMissing());
  if (judged && !named) return Refuse(ObjectiveMissing());
  return {};
}

// An interview has an introduction, a body and a conclusion (001 4.1); what the person chooses is
// one of the options (001 6).
Result<void> CheckContent(const v1::InterviewContent& content) {
  const std::array steps{content.introduction().empty(), content.body().empty(),
                         content.conclusion().empty()};
  const auto missing = std::ranges::count(steps, true);
  if (missing == 1 || missing == 2) return Refuse(InterviewStructureIncomplete());
  const bool offered = std::ranges::count(content.options(), content.choice()) > 0;
  if (!content.choice().empty() && !offered) return Refuse(ChoiceNotAmongOptions());
  return {};
}

// Both sides say what they expect (001 4.2).
Result<void> CheckAgreement(const v1::CommunicationAgreement& agreement) {
  if (agreement.person_expects().empty() || agreement.professional_expects().empty()) {
    return Refuse(CommunicationAgreementOneSided());
  }
  return {};
}

}  // namespace

Result<v1::InterviewRecorded> Interview::Record(const v1::RecordInterviewRequest& request,
                                                const Pathway& pathway, const InterviewTimes& times,
                                                const std::string& held_by) const {
  if (!pathway.state().open) return Refuse(PathwayNotOpen(pathway.name()));
  TRY(const CivilDate day, DayOf(request, times));
  TRY(const int minutes, MinutesOf(request));
  TRY(CheckObjective(request));
  TRY(CheckContent(request.content()));
  if (request.has_agreement()) TRY(CheckAgreement(request.agreement()));
  auto fact = FactOf<v1::InterviewRecorded>(pathway);
  fact.set_interview(name_);
  fact.set_kind(request.kind());
  if (request.has_start_time()) *fact.mutable_start_time() = request.start_time();
  if (request.has_end_time()) *fact.mutable_end_time() = request.end_time();
  fact.set_minutes(minutes);
  fact.set_objective(request.objective());
  fact.set_objective_verdict(request.objective_verdict());
  fact.set_note(request.note());
  fact.set_held_by(held_by);
  if (request.has_content()) *fact.mutable_content() = request.content();
  if (request.has_agreement()) *fact.mutable_agreement() = request.agreement();
  fact.mutable_meta()->set_effective_date(day.ToString());
  return fact;
}

Result<std::vector<v1::BarrierIdentified>> BarriersOf(const v1::RecordInterviewRequest& request,
                                                      const v1::InterviewRecorded& interview) {
  std::vector<v1::BarrierIdentified> facts;
  std::set<type::v1::BarrierCategory> stated;
  for (const auto& statement : request.barriers()) {
    if (!stated.insert(statement.category()).second) return Refuse(BarrierStatedTwice());
    v1::BarrierIdentified fact;
    fact.set_pathway(interview.pathway());
    fact.set_organisation(interview.organisation());
    fact.set_person(interview.person());
    fact.set_interview(interview.interview());
    fact.set_category(statement.category());
    fact.set_severity(statement.severity());
    fact.set_identified_by(interview.held_by());
    fact.set_note(statement.note());
    fact.mutable_meta()->set_effective_date(interview.meta().effective_date());
    facts.push_back(fact);
  }
  return facts;
}

}  // namespace parcours::followup
