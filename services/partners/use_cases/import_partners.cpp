#include <algorithm>

#include "services/partners/domain/refusals.h"
#include "services/partners/use_cases/use_cases.h"

namespace parcours::partners {
namespace {

using type::v1::RecordVerdict;
using Record = v1::PartnerRecord;

std::string NameOf(const Record& record) {
  switch (record.record_case()) {
    case Record::kOrganisation:
      return record.organisation().name();
    case Record::kAgent:
      return record.agent().name();
    case Record::kConvention:
      return record.convention().name();
    case Record::kProgramme:
      return record.programme().name();
    case Record::RECORD_NOT_SET:
      return {};
  }
  return {};
}

template <typename Content>
std::vector<Problem> Normalise(Content& content) {
  content = Normalised(std::move(content));
  return Check(content);
}

PartnerItem ItemOf(int index, Record record) {
  PartnerItem item{.index = index, .record = std::move(record), .problems = {}};
  switch (item.record.record_case()) {
    case Record::kOrganisation:
      item.problems = Normalise(*item.record.mutable_organisation());
      break;
    case Record::kAgent:
      item.problems = Normalise(*item.record.mutable_agent());
      break;
    case Record::kConvention:
      item.problems = Normalise(*item.record.mutable_convention());
      break;
    case Record::kProgramme:
      item.problems = Normalise(*item.record.mutable_programme());
      break;
    case Record::RECORD_NOT_SET:
      item.problems.push_back({.what = RecordEmpty(), .received = {}, .sets_aside = true});
      break;
  }
  return item;
}

Result<void> CheckRegistered(const std::string& name, std::string_view field,
                             const Context& context) {
  if (context.organisations.Find(name).registered()) return {};
  return Refuse(directory::OrganisationUnknown(name, field));
}

Result<Change> Take(const v1::Organisation& record, Context& context) {
  const auto known = context.organisations.Find(record.name());
  const auto change = known.Compare(record);
  if (change == Change::kNew) TRY(context.organisations.Record(known, known.Register(record)));
  if (change == Change::kCorrected) TRY(context.organisations.Record(known, known.Correct(record)));
  return change;
}

Result<Change> Take(const v1::Agent& record, Context& context) {
  TRY(CheckRegistered(record.organisation(), "organisation", context));
  const auto known = context.agents.Find(record.name());
  const auto completed = known.Completed(record, context.session.today());
  const auto change = known.Compare(completed);
  switch (change) {
    case Change::kNone:
      break;
    case Change::kEnded:
      TRY(context.agents.Record(known, known.Revoke(completed.to_date())));
      break;
    case Change::kNew:
    case Change::kCorrected:
      TRY(context.agents.Record(known, known.Appoint(completed)));
      break;
  }
  return change;
}

Result<Change> Take(const v1::Convention& record, Context& context) {
  for (int i = 0; i < record.parties_size(); ++i) {
    TRY(CheckRegistered(record.parties(i), "parties[" + std::to_string(i) + "]", context));
  }
  const auto known = context.conventions.Find(record.name());
  const auto change = known.Compare(record);
  switch (change) {
    case Change::kNone:
      break;
    case Change::kEnded:
      TRY(context.conventions.Record(known, known.End(record.to_date())));
      break;
    case Change::kNew:
    case Change::kCorrected:
      TRY(context.conventions.Record(known, known.Sign(record)));
      break;
  }
  return change;
}

Result<Change> Take(const v1::Programme& record, Context& context) {
  const auto known = context.programmes.Find(record.name());
  TRY(const auto change, known.Compare(record));
  if (change != Change::kNone) TRY(context.programmes.Record(known, known.Publish(record)));
  return change;
}

Result<Change> Take(const Record& record, Context& context) {
  switch (record.record_case()) {
    case Record::kOrganisation:
      return Take(record.organisation(), context);
    case Record::kAgent:
      return Take(record.agent(), context);
    case Record::kConvention:
      return Take(record.convention(), context);
    case Record::kProgramme:
      return Take(record.programme(), context);
    case Record::RECORD_NOT_SET:
      break;
  }
  return Refuse(RecordEmpty());
}

type::v1::Verdict VerdictOf(Change change) {
  switch (change) {
    case Change::kNew:
      return type::v1::ACCEPTED;
    case Change::kNone:
      return type::v1::UNCHANGED;
    case Change::kEnded:
    case Change::kCorrected:
      return type::v1::CORRECTED;
  }
  return type::v1::VERDICT_UNSPECIFIED;
}

void AddProblem(const Problem& problem, Language language, RecordVerdict& verdict) {
  auto* added = verdict.add_problems();
  added->set_field(problem.what.field);
  added->set_reason(problem.what.reason);
  added->set_message(problem.what.Message(language));
  added->set_received(problem.received);
  added->set_severity(problem.sets_aside ? type::v1::ERROR : type::v1::WARNING);
}

RecordVerdict Answer(const PartnerItem& item, type::v1::Verdict verdict, Language language) {
  RecordVerdict answer;
  answer.set_index(item.index);
  answer.set_verdict(verdict);
  for (const auto& problem : item.problems) AddProblem(problem, language, answer);
  if (verdict != type::v1::SET_ASIDE) answer.add_names(NameOf(item.record));
  return answer;
}

RecordVerdict RefusedAnswer(const PartnerItem& item, const Error& error, Language language) {
  auto refused = item;
  refused.problems.insert(refused.problems.begin(),
                          {.what = error, .received = NameOf(item.record), .sets_aside = true});
  return Answer(refused, type::v1::SET_ASIDE, language);
}

}  // namespace

Result<std::vector<PartnerItem>> Prepare(const v1::ImportPartnersRequest& request,
                                         const security::Actor& /*actor*/) {
  std::vector<PartnerItem> items;
  items.reserve(static_cast<std::size_t>(request.records_size()));
  for (int index = 0; index < request.records_size(); ++index) {
    items.push_back(ItemOf(index, request.records(index)));
  }
  return items;
}

Result<RecordVerdict> HandleItem(const PartnerItem& item, Context& context) {
  const auto language = context.session.origin().language;
  const bool sets_aside = std::any_of(item.problems.begin(), item.problems.end(),
                                      [](const Problem& problem) { return problem.sets_aside; });
  if (sets_aside) return Answer(item, type::v1::SET_ASIDE, language);
  const auto change = Take(item.record, context);
  // A record is refused before anything of it is recorded, so there is nothing to undo.
  if (!change) return RefusedAnswer(item, change.error(), language);
  return Answer(item, VerdictOf(*change), language);
}

RecordVerdict SetAside(const PartnerItem& item, const Error& error) {
  return RefusedAnswer(item, error, Language::kFrench);
}

}  // namespace parcours::partners
