#include "services/partners/domain/convention.h"

#include <google/protobuf/util/message_differencer.h>

namespace parcours::partners {
namespace {

using google::protobuf::util::MessageDifferencer;

template <typename From, typename To>
void CopyConvention(const From& from, To& to) {
  *to.mutable_parties() = from.parties();
  *to.mutable_purposes() = from.purposes();
  to.set_from_date(from.from_date());
  to.set_to_date(from.to_date());
}

}  // namespace

void Convention::Apply(const v1::ConventionSigned& fact) {
  signed_ = true;
  content_.set_name(name_);
  CopyConvention(fact, content_);
}

void Convention::Apply(const v1::ConventionEnded& fact) { content_.set_to_date(fact.to_date()); }

std::string Convention::organisation() const {
  return content_.parties().empty() ? std::string{} : content_.parties(0);
}

std::vector<std::string> Convention::parties() const {
  return {content_.parties().begin(), content_.parties().end()};
}

Change Convention::Compare(const v1::Convention& record) const {
  if (!signed_) return Change::kNew;
  if (MessageDifferencer::Equals(content_, record)) return Change::kNone;
  v1::Convention ended = content_;
  ended.set_to_date(record.to_date());
  const bool only_the_end = MessageDifferencer::Equals(ended, record);
  return only_the_end && IsBroughtForward(content_.to_date(), record.to_date())
             ? Change::kEnded
             : Change::kCorrected;
}

v1::ConventionSigned Convention::Sign(const v1::Convention& record) const {
  v1::ConventionSigned fact;
  fact.set_convention(name_);
  fact.set_organisation(record.parties(0));
  CopyConvention(record, fact);
  return fact;
}

v1::ConventionEnded Convention::End(const std::string& last_day) const {
  v1::ConventionEnded fact;
  fact.set_convention(name_);
  fact.set_organisation(organisation());
  *fact.mutable_parties() = content_.parties();
  fact.set_to_date(last_day);
  return fact;
}

}  // namespace parcours::partners
