#include "services/insertion/use_cases/answers.h"

namespace parcours::insertion {

v1::InsertionFile ToProto(const InsertionFile& file, const Context& context) {
  const auto& opening = file.opening();
  v1::InsertionFile answer;
  answer.set_name(file.name());
  answer.set_person(file.person());
  answer.set_organisation(file.organisation());
  answer.set_pathway(opening.pathway());
  answer.set_state(file.consolidated() ? v1::InsertionFile::CONSOLIDATED : v1::InsertionFile::OPEN);
  answer.set_training_end_date(opening.training_end_date());
  *answer.mutable_waves() = opening.waves();
  for (const auto& outcome : file.outcomes()) {
    auto* statement = answer.add_outcomes();
    statement->set_wave_months(outcome.wave_months);
    statement->set_situation(outcome.situation);
    statement->set_in_sector(outcome.in_sector);
    statement->set_contract_kind(outcome.contract_kind);
    statement->set_employer(outcome.employer);
    statement->set_source(outcome.source);
    statement->set_observe_date(outcome.observed.ToString());
    statement->set_holds(file.Holds(outcome));
  }
  if (file.consolidated()) answer.set_consolidate_date(file.consolidated()->ToString());
  answer.set_etag(context.files.Etag(file));
  *answer.mutable_create_time() = opening.meta().record_time();
  return answer;
}

}  // namespace parcours::insertion
