#include "services/recruitment/domain/identity.h"

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <memory>

#include "services/platform/core/check.h"
#include "services/recruitment/domain/fact_days.h"
#include "services/recruitment/domain/person_key.h"
#include "services/recruitment/domain/phone.h"
#include "services/recruitment/domain/text.h"

namespace parcours::recruitment {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;

v1::Sex SexOf(const std::string& code) {
  if (code == "F") return v1::FEMALE;
  if (code == "M") return v1::MALE;
  return v1::SEX_UNSPECIFIED;
}

// The message with one field alone.
std::unique_ptr<Message> Alone(const Message& message, const FieldDescriptor& kept) {
  std::unique_ptr<Message> alone(message.New());
  alone->CopyFrom(message);
  const auto& type = *message.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i) != &kept) alone->GetReflection()->ClearField(alone.get(), type.field(i));
  }
  return alone;
}

}  // namespace

v1::PersonIdentity IdentityOf(const DossierRecord& record) {
  v1::PersonIdentity identity;
  identity.set_family_name(Composed(record.family_name));
  identity.set_given_name(Composed(record.given_name));
  identity.set_birth_date(record.birth.ToString());
  identity.set_sex(SexOf(record.sex));
  identity.set_birth_postcode(record.birth_postcode);
  identity.set_ine(record.ine);
  identity.set_email(record.email);
  if (!record.phone.empty()) identity.add_phones(InternationalPhone(record.phone));
  identity.set_address(record.address);
  identity.set_postcode(record.postcode);
  identity.set_commune(record.commune);
  for (const auto& email : record.guardian_emails) identity.add_guardian_emails(email);
  identity.set_disability_recognised(record.disability_recognised);
  return identity;
}

v1::PersonIdentity IdentityOf(const PrescriptionRecord& record) {
  v1::PersonIdentity identity;
  identity.set_family_name(record.family_name);
  identity.set_given_name(record.given_name);
  identity.set_birth_date(record.birth.ToString());
  identity.set_birth_place(record.birth_place);
  identity.set_email(record.email);
  for (const auto& phone : record.phones) identity.add_phones(InternationalPhone(phone));
  identity.set_address(record.address);
  identity.set_postcode(record.postcode);
  identity.set_disability_recognised(record.disability_recognised);
  return identity;
}

std::string KeyOf(const v1::PersonIdentity& identity) {
  return PersonKey(identity.family_name(), identity.given_name(),
                   DayOf(identity.birth_date()).value_or(CivilDate{}));
}

v1::PersonIdentity Completed(v1::PersonIdentity known, const v1::PersonIdentity& received) {
  std::vector<const FieldDescriptor*> filled;
  received.GetReflection()->ListFields(received, &filled);
  for (const auto* field : filled) known.GetReflection()->ClearField(&known, field);
  known.MergeFrom(received);
  return known;
}

std::vector<std::string> ChangedFields(const Message& before, const Message& after,
                                       const std::vector<std::string>& ignored) {
  const auto& type = *before.GetDescriptor();
  CHECK(&type == after.GetDescriptor());
  std::vector<std::string> changed;
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    if (std::ranges::find(ignored, field.name()) != ignored.end()) continue;
    if (!MessageDifferencer::Equals(*Alone(before, field), *Alone(after, field)))
      changed.push_back(field.name());
  }
  return changed;
}

}  // namespace parcours::recruitment
