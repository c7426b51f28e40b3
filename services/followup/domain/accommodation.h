#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parcours/followup/v1/presence.pb.h"
#include "services/followup/domain/pathway.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::followup {

// Arrangements for one learner (DOMAIN 2.9): everybody of the pathway reads them, nobody why.
class Accommodation {
 public:
  static constexpr std::string_view kCollection = "accommodations";
  // Bounds what is recorded of it: an aggregate stays under 200 facts (DOMAIN 2).
  static constexpr int kMostReviews = 60;
  using Facts = journal::FactList<v1::AccommodationGranted, v1::AccommodationReviewed>;

  explicit Accommodation(std::string name) : name_(std::move(name)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return granted_.organisation(); }
  [[nodiscard]] const std::string& person() const { return granted_.person(); }
  [[nodiscard]] std::vector<std::string> parties() const { return {granted_.contact()}; }
  // With the arrangements and the review that hold now.
  [[nodiscard]] const v1::AccommodationGranted& granted() const { return granted_; }
  [[nodiscard]] bool ended() const { return granted_.arrangements().empty(); }

  [[nodiscard]] Result<v1::AccommodationGranted> Grant(const v1::GrantAccommodationRequest& request,
                                                       const Pathway& pathway, CivilDate today,
                                                       const std::string& agent) const;
  [[nodiscard]] Result<v1::AccommodationReviewed> Review(
      const v1::ReviewAccommodationRequest& request, CivilDate today,
      const std::string& agent) const;

  void Apply(const v1::AccommodationGranted& fact) { granted_ = fact; }
  void Apply(const v1::AccommodationReviewed& fact);

 private:
  std::string name_;
  v1::AccommodationGranted granted_;
  int reviews_ = 0;
};

}  // namespace parcours::followup
