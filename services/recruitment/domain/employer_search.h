#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/recruitment/v1/recruitment_events.pb.h"
#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::recruitment {

// A contract as the search sees it.
struct ContractCover {
  CivilDate start;
  std::optional<CivilDate> end;        // last day; nullopt: to the end of the training
  std::optional<CivilDate> broken_on;  // first day without it
};

// The training during which an employer may be sought.
struct TrainingPeriod {
  std::optional<CivilDate> end;          // nullopt: not known here
  std::optional<CivilDate> excluded_on;  // nullopt: not excluded
};

// Whether a break leaves the apprentice without an employer to look for one: no other contract
// covers the day of the break or starts after it, and the training still goes on today.
[[nodiscard]] bool LeavesWithoutEmployer(CivilDate broken_on,
                                         const std::vector<ContractCover>& others,
                                         const TrainingPeriod& training, CivilDate today);

// The search for an employer of one pathway (002 5°). Opens at a break, closes at a signature, may
// open again.
class EmployerSearch {
 public:
  static constexpr std::string_view kCollection = "employerSearches";
  using Facts = journal::FactList<v1::EmployerSearchOpened, v1::EmployerSearchClosed>;
  using OpenReason = v1::EmployerSearchOpened::Reason;
  using CloseReason = v1::EmployerSearchClosed::Reason;

  explicit EmployerSearch(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::EmployerSearchOpened& fact);
  void Apply(const v1::EmployerSearchClosed& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return organisation_; }
  [[nodiscard]] const std::string& person() const { return person_; }
  [[nodiscard]] std::vector<std::string> parties() const { return {}; }

  [[nodiscard]] const std::string& pathway() const { return pathway_; }
  [[nodiscard]] bool open() const { return opened_on_ && !closed_on_; }
  // Contract whose break opened it.
  [[nodiscard]] const std::string& broken_contract() const { return broken_contract_; }
  // First day without that contract.
  [[nodiscard]] std::optional<CivilDate> broken_on() const { return CivilDate::Parse(break_date_); }

  struct Break {
    std::string organisation;
    std::string person;
    std::string pathway;
    std::string contract;
    CivilDate broken_on;
  };
  // nullopt when it is open already, or was opened for this very break.
  [[nodiscard]] std::optional<v1::EmployerSearchOpened> Open(const Break& contract_break,
                                                             CivilDate day) const;
  // nullopt when it is not open.
  [[nodiscard]] std::optional<v1::EmployerSearchClosed> Close(CloseReason reason,
                                                              std::string_view contract,
                                                              CivilDate day) const;

  // The resource, but for etag.
  [[nodiscard]] v1::EmployerSearch ToProto() const;

 private:
  std::string name_;
  std::string organisation_;
  std::string person_;
  std::string pathway_;
  OpenReason open_reason_ = v1::EmployerSearchOpened::REASON_UNSPECIFIED;
  std::string broken_contract_;
  std::string break_date_;
  std::optional<CivilDate> opened_on_;
  std::optional<CivilDate> closed_on_;
  CloseReason close_reason_ = v1::EmployerSearchClosed::REASON_UNSPECIFIED;
  std::optional<google::protobuf::Timestamp> create_time_;
};

}  // namespace parcours::recruitment
