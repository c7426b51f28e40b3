#include "services/partners/domain/agent.h"

#include <google/protobuf/util/message_differencer.h>

namespace parcours::partners {
namespace {

using google::protobuf::util::MessageDifferencer;

template <typename From, typename To>
void CopyAgent(const From& from, To& to) {
  to.set_organisation(from.organisation());
  *to.mutable_roles() = from.roles();
  to.set_from_date(from.from_date());
  to.set_to_date(from.to_date());
  to.set_display_name(from.display_name());
  to.set_email(from.email());
}

}  // namespace

void Agent::Apply(const v1::AgentAppointed& fact) {
  appointed_ = true;
  content_.set_name(name_);
  CopyAgent(fact, content_);
}

void Agent::Apply(const v1::AgentRevoked& fact) { content_.set_to_date(fact.to_date()); }

v1::Agent Agent::Completed(v1::Agent record, CivilDate today) const {
  if (!record.from_date().empty()) return record;
  record.set_from_date(appointed_ ? content_.from_date() : today.ToString());
  return record;
}

Change Agent::Compare(const v1::Agent& record) const {
  if (!appointed_) return Change::kNew;
  if (MessageDifferencer::Equals(content_, record)) return Change::kNone;
  v1::Agent ended = content_;
  ended.set_to_date(record.to_date());
  const bool only_the_end = MessageDifferencer::Equals(ended, record);
  return only_the_end && IsBroughtForward(content_.to_date(), record.to_date())
             ? Change::kEnded
             : Change::kCorrected;
}

v1::AgentAppointed Agent::Appoint(const v1::Agent& record) const {
  v1::AgentAppointed fact;
  fact.set_agent(name_);
  CopyAgent(record, fact);
  return fact;
}

v1::AgentRevoked Agent::Revoke(const std::string& last_day) const {
  v1::AgentRevoked fact;
  fact.set_agent(name_);
  fact.set_organisation(content_.organisation());
  fact.set_to_date(last_day);
  return fact;
}

}  // namespace parcours::partners
