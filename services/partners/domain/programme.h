#pragma once

#include <map>
#include <string>
#include <vector>

#include "parcours/partners/v1/partners_events.pb.h"
#include "parcours/partners/v1/partners_service.pb.h"
#include "services/partners/domain/change.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::partners {

// A configured scheme (dispositif): its rule sets, version after version; a published one is final.
class Programme {
 public:
  static constexpr std::string_view kCollection = "programmes";
  using Facts = journal::FactList<v1::ProgrammePublished>;

  explicit Programme(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::ProgrammePublished& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  // Published by the platform.
  [[nodiscard]] std::string organisation() const { return {}; }
  [[nodiscard]] std::string person() const { return {}; }
  [[nodiscard]] std::vector<std::string> parties() const { return {}; }

  // PROGRAMME_VERSION_PUBLISHED, PROGRAMME_VERSION_SUPERSEDED. `record` is normalised.
  [[nodiscard]] Result<Change> Compare(const v1::Programme& record) const;
  [[nodiscard]] v1::ProgrammePublished Publish(const v1::Programme& record) const;

 private:
  std::string name_;
  std::map<int, v1::Programme> versions_;
};

}  // namespace parcours::partners
