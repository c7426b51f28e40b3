#include "services/partners/domain/organisation.h"

#include <google/protobuf/util/message_differencer.h>

namespace parcours::partners {
namespace {

using google::protobuf::util::MessageDifferencer;

// Record and facts carry the same content under the same names.
template <typename From, typename To>
void CopyContent(const From& from, To& to) {
  to.set_display_name(from.display_name());
  to.set_siret(from.siret());
  to.set_uai(from.uai());
  *to.mutable_kinds() = from.kinds();
  to.set_commune(from.commune());
  to.set_time_zone(from.time_zone());
  to.set_default_referent(from.default_referent());
}

}  // namespace

void Organisation::Apply(const v1::OrganisationRegistered& fact) {
  registered_ = true;
  content_.set_name(name_);
  CopyContent(fact, content_);
  *content_.mutable_create_time() = fact.meta().record_time();
}

void Organisation::Apply(const v1::OrganisationCorrected& fact) { CopyContent(fact, content_); }

void Organisation::Apply(const v1::EmployerContactNoted& fact) {
  last_contact_ = {.day = CivilDate::Parse(fact.contact_date()).value_or(CivilDate{}),
                   .source = fact.source()};
}

Change Organisation::Compare(const v1::Organisation& record) const {
  if (!registered_) return Change::kNew;
  v1::Organisation known = content_;
  known.clear_create_time();
  return MessageDifferencer::Equals(known, record) ? Change::kNone : Change::kCorrected;
}

v1::OrganisationRegistered Organisation::Register(const v1::Organisation& record) const {
  v1::OrganisationRegistered fact;
  fact.set_organisation(name_);
  CopyContent(record, fact);
  return fact;
}

v1::OrganisationCorrected Organisation::Correct(const v1::Organisation& record) const {
  v1::OrganisationCorrected fact;
  fact.set_organisation(name_);
  CopyContent(record, fact);
  return fact;
}

std::optional<v1::EmployerContactNoted> Organisation::NoteContact(const Contact& contact) const {
  if (last_contact_ && contact <= *last_contact_) return std::nullopt;
  v1::EmployerContactNoted fact;
  fact.set_organisation(name_);
  fact.set_contact_date(contact.day.ToString());
  fact.set_source(contact.source);
  fact.mutable_meta()->set_effective_date(contact.day.ToString());
  return fact;
}

}  // namespace parcours::partners
