#include "services/partners/domain/organisation.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>

namespace parcours::partners {
namespace {

using google::protobuf::util::MessageDifferencer;

// Record and facts carry the same content under the same names.
template <typename From, typename To>
void CopyOrganisation(const From& from, To& to) {
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
  CopyOrganisation(fact, content_);
  *content_.mutable_create_time() = fact.meta().record_time();
}

void Organisation::Apply(const v1::OrganisationCorrected& fact) {
  CopyOrganisation(fact, content_);
}

void Organisation::Apply(const v1::EmployerContactNoted& fact) {
  const Contact contact{.day = CivilDate::Parse(fact.contact_date()).value_or(CivilDate{}),
                        .source = fact.source()};
  contacts_.insert(std::upper_bound(contacts_.begin(), contacts_.end(), contact), contact);
}

std::optional<Organisation::Contact> Organisation::last_contact() const {
  if (contacts_.empty()) return std::nullopt;
  return contacts_.back();
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
  CopyOrganisation(record, fact);
  return fact;
}

v1::OrganisationCorrected Organisation::Correct(const v1::Organisation& record) const {
  v1::OrganisationCorrected fact;
  fact.set_organisation(name_);
  CopyOrganisation(record, fact);
  return fact;
}

std::optional<v1::EmployerContactNoted> Organisation::NoteContact(const Contact& contact) const {
  if (std::binary_search(contacts_.begin(), contacts_.end(), contact)) return std::nullopt;
  v1::EmployerContactNoted fact;
  fact.set_organisation(name_);
  fact.set_contact_date(contact.day.ToString());
  fact.set_source(contact.source);
  fact.mutable_meta()->set_effective_date(contact.day.ToString());
  return fact;
}

}  // namespace parcours::partners
