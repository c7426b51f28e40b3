#pragma once

// What the charter asks of training organisation and company together (003 P1, P3), as pure
// functions of dates; rules/company_side.textproto.

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "parcours/followup/v1/company_side.pb.h"
#include "services/followup/domain/training.h"

namespace parcours::followup {

struct CompanyRule {
  int trimester_months = 3;
  int meetings_a_year = 2;
  int shortest_year_months = 6;   // a shorter rest belongs to the training year before
  int grid_days = 30;             // after the start of training, or of the first contract
  int check_days = 60;            // after the start of the contract
  int silent_days = 45;           // without a word of the company
  int evaluation_lead_days = 30;  // before the end of training
  int evaluation_days = 30;       // after it
};

// The training as far as it was observed.
struct ObservedTraining {
  Training training;
  CivilDate known_since;  // what was due before is nobody's fault here

  // Last day of the session, or of presence.
  [[nodiscard]] CivilDate LastDay() const;
};

// Slices of three months from the start, each with the day of its first session. One that the end
// or the exit cuts short asks for nothing and is left out.
[[nodiscard]] std::vector<v1::Trimester> Trimesters(const ObservedTraining& observed,
                                                    std::span<const CivilDate> sessions,
                                                    CivilDate today, const CompanyRule& rule);

// Minimum of employer meetings that the team approved, by day of approval.
using MeetingMinima = std::map<CivilDate, int>;

// Training years with their meetings; a rest of a few months belongs to the year before. The
// minimum of a year is the last one approved before its end.
[[nodiscard]] std::vector<v1::MeetingYear> MeetingYears(const ObservedTraining& observed,
                                                        std::span<const CivilDate> meetings,
                                                        const MeetingMinima& minima,
                                                        CivilDate today, const CompanyRule& rule);

// Whether the logbook is that of the contract's employer on the day: no contract that is cancelled
// or broken, none that has given way to another employer's, none past the time for the evaluations
// of the end.
[[nodiscard]] bool OpensLogbook(const Contract& contract, const Training& training, CivilDate day,
                                const CompanyRule& rule);

// What was said of each competence last, by whom: the gap is what the training expects less what
// the company sees (003 P1.2). Entries in the order of writing.
[[nodiscard]] std::vector<v1::CompetenceGap> CompetenceGaps(
    std::span<const v1::LogbookEntry> entries);

// What is known of the company's part.
struct CompanyRecord {
  std::vector<CivilDate> sessions = {};  // return sessions of the group
  std::vector<CivilDate> meetings = {};  // with a shared report
  MeetingMinima minima = {};
  std::optional<CivilDate> grid_shared_on = {};
  std::multimap<v1::AdequacySubject, CivilDate> checks = {};
  std::optional<CivilDate> company_heard_on = {};  // logbook, contact or meeting
  bool apprentice_evaluated = false;
  bool employer_evaluated = false;
};

// What was due by `today` and was not done, by day. After the exit the evaluations alone are due.
[[nodiscard]] std::vector<v1::CompanyLapse> CompanyLapses(const ObservedTraining& observed,
                                                          const CompanyRecord& record,
                                                          CivilDate today, const CompanyRule& rule);

}  // namespace parcours::followup
