#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/followup/v1/company_side.pb.h"
#include "parcours/followup/v1/followup_events.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

// A visit to an employer with its report (003 P1.1). It counts as a meeting once its report is
// shared with apprentice and employer.
class Visit {
 public:
  static constexpr std::string_view kCollection = "visits";
  static constexpr int kMostActions = 20;
  using Facts = journal::FactList<v1::VisitRecorded, v1::VisitReportShared, v1::VisitActionSettled>;
  using Actions = google::protobuf::RepeatedPtrField<v1::VisitAction>;
  using Parties = google::protobuf::RepeatedField<int>;  // of LogbookParty

  explicit Visit(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return recorded_.organisation(); }
  [[nodiscard]] const std::string& person() const { return recorded_.person(); }
  // The employer is a party of what was shared.
  [[nodiscard]] std::vector<std::string> parties() const;
  [[nodiscard]] const v1::VisitRecorded& recorded() const { return recorded_; }
  [[nodiscard]] CivilDate day() const { return day_; }
  [[nodiscard]] const std::set<int>& shared_with() const { return shared_with_; }
  [[nodiscard]] const std::string& shared_on() const { return shared_on_; }
  // The settlement of an action; nullptr = open.
  [[nodiscard]] const v1::VisitActionSettled* SettledAs(int number) const;

  // The visit behind a meeting that the pathway accepts.
  [[nodiscard]] Result<v1::VisitRecorded> Record(const v1::EmployerMeetingHeld& meeting,
                                                 const Actions& actions) const;
  [[nodiscard]] Result<v1::VisitReportShared> Share(const Parties& parties, CivilDate day) const;
  [[nodiscard]] Result<v1::VisitActionSettled> Settle(int number, const std::string& outcome,
                                                      CivilDate day) const;

  void Apply(const v1::VisitRecorded& fact);
  void Apply(const v1::VisitReportShared& fact);
  void Apply(const v1::VisitActionSettled& fact) { settled_[fact.number()] = fact; }

 private:
  std::string name_;
  v1::VisitRecorded recorded_;
  CivilDate day_;
  std::set<int> shared_with_;
  std::string shared_on_;
  std::map<int, v1::VisitActionSettled> settled_;
};

}  // namespace parcours::followup
