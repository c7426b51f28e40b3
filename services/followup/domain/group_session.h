#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parcours/followup/v1/company_side.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

// A session of a group; it concerns several persons, and is of none of them.
class GroupSession {
 public:
  static constexpr std::string_view kCollection = "groupSessions";
  using Facts = journal::FactList<v1::GroupSessionHeld>;

  explicit GroupSession(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return held_.organisation(); }
  [[nodiscard]] const std::string& person() const { return nobody_; }
  [[nodiscard]] std::vector<std::string> parties() const { return {held_.held_by()}; }
  [[nodiscard]] const v1::GroupSessionHeld& held() const { return held_; }

  // Each pathway once; the caller has seen to it that they are of this organisation.
  [[nodiscard]] Result<v1::GroupSessionHeld> Hold(const v1::RecordGroupSessionRequest& request,
                                                  const std::string& organisation, CivilDate day,
                                                  const std::string& agent) const;

  void Apply(const v1::GroupSessionHeld& fact) { held_ = fact; }

 private:
  std::string name_;
  std::string nobody_;
  v1::GroupSessionHeld held_;
};

}  // namespace parcours::followup
