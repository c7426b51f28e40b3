#include "services/recruitment/domain/enrolment.h"

#include "services/platform/core/id.h"
#include "services/recruitment/domain/fact_days.h"
#include "services/recruitment/domain/identity.h"

namespace parcours::recruitment {
namespace {

constexpr std::string_view kProgramme = "programmes/APPRENTICESHIP";

v1::EnrolmentResult ResultOf(const std::optional<bool>& obtained) {
  if (!obtained) return v1::ENROLMENT_RESULT_UNSPECIFIED;
  return *obtained ? v1::OBTAINED : v1::NOT_OBTAINED;
}

// EnrolmentImported and EnrolmentCorrected carry the same content.
template <typename Fact>
Fact ContentOf(const std::string& name, const DossierRecord& record,
               const Enrolment::Places& places) {
  Fact fact;
  fact.set_enrolment(name);
  fact.set_organisation(places.organisation);
  fact.set_person(places.person);
  fact.set_pathway(ResourceName("pathways", LastSegment(name)));
  fact.set_trainer_organisation(places.trainer_organisation);
  fact.set_programme(std::string(kProgramme));
  fact.set_programme_kind(type::v1::APPRENTICESHIP);
  fact.set_school_year(record.school_year);
  fact.mutable_certification()->set_rncp(record.rncp);
  fact.mutable_certification()->set_cfd(record.cfd);
  fact.mutable_certification()->set_label(record.label);
  fact.set_enrol_date(record.registered_on.ToString());
  fact.set_start_date(record.entry.ToString());
  fact.set_end_date(record.end.ToString());
  fact.set_exclusion_date(TextOf(record.excluded_on));
  fact.set_exclusion_cause(record.exclusion_cause);
  fact.set_result(ResultOf(record.diploma_obtained));
  fact.set_result_date(TextOf(record.diploma_on));
  fact.set_training_year(record.training_year.value_or(0));
  fact.set_theoretical_months(record.theoretical_months.value_or(0));
  fact.set_source_system(places.source_system);
  fact.set_sender_reference(record.erp_id);
  fact.set_content_hash(places.content_hash);
  return fact;
}

}  // namespace

void Enrolment::Apply(const v1::EnrolmentImported& fact) {
  // Both facts hold the same fields under the same numbers.
  content_.ParseFromString(fact.SerializeAsString());
}

void Enrolment::Apply(const v1::EnrolmentCorrected& fact) { content_ = fact; }

TrainingPeriod Enrolment::training() const {
  return {.end = DayOf(content_.end_date()), .excluded_on = DayOf(content_.exclusion_date())};
}

v1::EnrolmentImported Enrolment::Import(const DossierRecord& record, const Places& places) const {
  return EffectiveOn(record.entry, ContentOf<v1::EnrolmentImported>(name_, record, places));
}

v1::EnrolmentCorrected Enrolment::Correct(const DossierRecord& record, const Places& places,
                                          CivilDate day) const {
  auto fact = ContentOf<v1::EnrolmentCorrected>(name_, record, places);
  for (auto& field : ChangedFields(content_, fact, {"meta", "content_hash", "changed_fields"})) {
    fact.add_changed_fields(std::move(field));
  }
  return EffectiveOn(day, std::move(fact));
}

}  // namespace parcours::recruitment
