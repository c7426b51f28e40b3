#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/followup/v1/followup_events.pb.h"
#include "parcours/followup/v1/followup_service.pb.h"
#include "services/followup/domain/pathway.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

// What the caller's clock makes of the request's instants.
struct InterviewTimes {
  std::optional<CivilDate> started_on;  // civil day of `start_time`, where one was given
  CivilDate today;
};

// One interview of a pathway, with its written record.
class Interview {
 public:
  static constexpr std::string_view kCollection = "interviews";
  using Facts = journal::FactList<v1::InterviewRecorded>;

  explicit Interview(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return fact_.organisation(); }
  [[nodiscard]] const std::string& person() const { return fact_.person(); }
  [[nodiscard]] std::vector<std::string> parties() const { return {fact_.held_by()}; }
  [[nodiscard]] const v1::InterviewRecorded& recorded() const { return fact_; }

  // The interview as a fact; its barriers are facts of the pathway (BarriersOf).
  [[nodiscard]] Result<v1::InterviewRecorded> Record(const v1::RecordInterviewRequest& request,
                                                     const Pathway& pathway,
                                                     const InterviewTimes& times,
                                                     const std::string& held_by) const;

  void Apply(const v1::InterviewRecorded& fact) { fact_ = fact; }

 private:
  std::string name_;
  v1::InterviewRecorded fact_;
};

// Somebody can read later what was said.
[[nodiscard]] inline bool HasWrittenRecord(const v1::InterviewRecorded& interview) {
  return !interview.note().empty() || !interview.content().conclusion().empty();
}

// One fact per barrier that was stated; BARRIER_STATED_TWICE where a category comes twice.
[[nodiscard]] Result<std::vector<v1::BarrierIdentified>> BarriersOf(
    const v1::RecordInterviewRequest& request, const v1::InterviewRecorded& interview);

}  // namespace parcours::followup
