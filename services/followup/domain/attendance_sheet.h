#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/followup/v1/presence.pb.h"
#include "services/followup/domain/pathway.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

struct SheetDay {
  int planned_minutes = 0;
  v1::PresenceKind presence = v1::PRESENCE_KIND_UNSPECIFIED;  // unspecified = not recorded
  int minutes = 0;
  bool remote = false;
};

struct SheetTotals {
  int planned = 0;
  int delivered = 0;
  int remote = 0;  // of what was delivered
};

// Presence and hours of one pathway in one month. Once a side has signed nothing changes.
class AttendanceSheet {
 public:
  static constexpr std::string_view kCollection = "attendanceSheets";
  // Bounds what is recorded of it: an aggregate stays under 200 facts (DOMAIN 2).
  static constexpr int kMostFacts = 190;
  using Facts = journal::FactList<v1::HoursPlanned, v1::AttendanceRecorded, v1::SheetSigned,
                                  v1::HoursDelivered>;

  explicit AttendanceSheet(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return organisation_; }
  [[nodiscard]] const std::string& person() const { return person_; }
  [[nodiscard]] std::vector<std::string> parties() const { return {}; }
  [[nodiscard]] const std::string& pathway() const { return pathway_; }
  // "YYYY-MM".
  [[nodiscard]] std::string month() const;
  [[nodiscard]] const std::map<CivilDate, SheetDay>& days() const { return days_; }
  [[nodiscard]] SheetTotals totals() const;
  // Day of the signature; nullopt = not signed by that side.
  [[nodiscard]] std::optional<CivilDate> SignedOn(v1::SheetSide side) const;

  [[nodiscard]] Result<v1::HoursPlanned> Plan(const v1::PlannedDay& day,
                                              const Pathway& pathway) const;
  [[nodiscard]] Result<v1::AttendanceRecorded> Record(const v1::AttendanceDay& day,
                                                      const Pathway& pathway, CivilDate today,
                                                      const std::string& agent) const;
  // Once a side, from the last day of the month or of the training on, when nothing that was
  // planned is left unsaid.
  [[nodiscard]] Result<v1::SheetSigned> Sign(v1::SheetSide side, const Pathway& pathway,
                                             CivilDate today, const std::string& by) const;
  // What both signatures prove; nullopt before, or said already.
  [[nodiscard]] std::optional<v1::HoursDelivered> Deliver(CivilDate today) const;

  void Apply(const v1::HoursPlanned& fact);
  void Apply(const v1::AttendanceRecorded& fact);
  void Apply(const v1::SheetSigned& fact);
  void Apply(const v1::HoursDelivered& fact);

 private:
  template <typename Fact>
  CivilDate Count(const Fact& fact);
  [[nodiscard]] Result<void> MayChange(CivilDate day, const Pathway& pathway) const;

  std::string name_;
  std::string organisation_;
  std::string person_;
  std::string pathway_;
  int facts_ = 0;
  std::map<CivilDate, SheetDay> days_;
  std::map<v1::SheetSide, CivilDate> signed_;
  bool delivered_ = false;
};

// "attendanceSheets/X-YYYY-MM".
[[nodiscard]] std::string AttendanceSheetOf(std::string_view pathway, CivilDate day);

}  // namespace parcours::followup
