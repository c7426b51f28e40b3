#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parcours/followup/v1/followup_events.pb.h"
#include "services/followup/domain/pathway.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

// Days before an appointment on which the person is reminded; rules/appointments.textproto.
struct ReminderRule {
  std::vector<int> days_before;
};

// When, and which civil day that is where the organisation is.
struct AppointmentTime {
  google::protobuf::Timestamp start;
  google::protobuf::Timestamp end;
  CivilDate day;
};

// Whether `to` may follow `from`.
[[nodiscard]] bool MayFollow(v1::AppointmentState from, v1::AppointmentState to);

// An appointment of a pathway (004 annexe 5). Decisions return the fact or why not; none of them
// changes the appointment.
class Appointment {
 public:
  static constexpr std::string_view kCollection = "appointments";
  // Bounds what is recorded of it: an aggregate stays under 200 facts (DOMAIN 2).
  static constexpr int kMostChanges = 60;
  using Facts =
      journal::FactList<v1::AppointmentMade, v1::AppointmentMoved, v1::AppointmentStateChanged,
                        v1::RemindersSwitched, v1::NotificationRequested>;

  explicit Appointment(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return made_.organisation(); }
  [[nodiscard]] const std::string& person() const { return made_.person(); }
  [[nodiscard]] std::vector<std::string> parties() const { return {made_.agent()}; }
  // With the times that hold now.
  [[nodiscard]] const v1::AppointmentMade& made() const { return made_; }
  [[nodiscard]] v1::AppointmentState state() const { return state_; }
  [[nodiscard]] bool suspended() const { return suspended_; }
  [[nodiscard]] CivilDate day() const { return day_; }
  // How often it was moved or its reminders switched.
  [[nodiscard]] int changes() const { return changes_; }

  [[nodiscard]] Result<v1::AppointmentMade> Make(const Pathway& pathway,
                                                 const AppointmentTime& time, CivilDate today,
                                                 const std::string& agent,
                                                 const std::string& place) const;
  [[nodiscard]] Result<v1::AppointmentMoved> Move(const AppointmentTime& time,
                                                  CivilDate today) const;
  [[nodiscard]] Result<v1::AppointmentStateChanged> Become(v1::AppointmentState state,
                                                           const std::string& reason,
                                                           CivilDate today) const;
  [[nodiscard]] Result<v1::RemindersSwitched> Switch(bool suspended, CivilDate today) const;

  // The reminder that is due on the day and was not requested yet. Asked again, nullopt.
  [[nodiscard]] std::optional<v1::NotificationRequested> JudgeReminder(
      CivilDate today, const ReminderRule& rule) const;

  void Apply(const v1::AppointmentMade& fact);
  void Apply(const v1::AppointmentMoved& fact);
  void Apply(const v1::AppointmentStateChanged& fact);
  void Apply(const v1::RemindersSwitched& fact);
  void Apply(const v1::NotificationRequested& fact);

 private:
  std::string name_;
  v1::AppointmentMade made_;
  CivilDate day_;
  CivilDate settled_on_;  // day on which its time was last set
  v1::AppointmentState state_ = v1::UNKNOWN;
  bool suspended_ = false;
  std::set<std::pair<CivilDate, int>> reminded_;  // day of the appointment, days before
  int changes_ = 0;
};

}  // namespace parcours::followup
