#pragma once

#include <string>
#include <vector>

#include "parcours/partners/v1/partners_events.pb.h"
#include "parcours/partners/v1/partners_service.pb.h"
#include "services/partners/domain/change.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::partners {

// Someone who may act for an organisation, from a day to a day.
class Agent {
 public:
  static constexpr std::string_view kCollection = "agents";
  using Facts = journal::FactList<v1::AgentAppointed, v1::AgentRevoked>;

  explicit Agent(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::AgentAppointed& fact);
  void Apply(const v1::AgentRevoked& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return content_.organisation(); }
  [[nodiscard]] std::string person() const { return {}; }
  [[nodiscard]] std::vector<std::string> parties() const { return {name_}; }

  [[nodiscard]] bool appointed() const { return appointed_; }
  [[nodiscard]] const std::string& display_name() const { return content_.display_name(); }

  // The record with its first day: the recorded one, or else today, where it names none.
  [[nodiscard]] v1::Agent Completed(v1::Agent record, CivilDate today) const;
  // `record` is normalised and completed.
  [[nodiscard]] Change Compare(const v1::Agent& record) const;
  [[nodiscard]] v1::AgentAppointed Appoint(const v1::Agent& record) const;
  [[nodiscard]] v1::AgentRevoked Revoke(const std::string& last_day) const;

 private:
  std::string name_;
  bool appointed_ = false;
  v1::Agent content_;
};

}  // namespace parcours::partners
