#pragma once

#include <string>
#include <vector>

#include "parcours/partners/v1/partners_events.pb.h"
#include "parcours/partners/v1/partners_service.pb.h"
#include "services/partners/domain/change.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::partners {

// What organisations agreed: which records open between them, for what and until when.
class Convention {
 public:
  static constexpr std::string_view kCollection = "conventions";
  using Facts = journal::FactList<v1::ConventionSigned, v1::ConventionEnded>;

  explicit Convention(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::ConventionSigned& fact);
  void Apply(const v1::ConventionEnded& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  // The party that keeps the document.
  [[nodiscard]] std::string organisation() const;
  [[nodiscard]] std::string person() const { return {}; }
  [[nodiscard]] std::vector<std::string> parties() const;

  // `record` is normalised.
  [[nodiscard]] Change Compare(const v1::Convention& record) const;
  [[nodiscard]] v1::ConventionSigned Sign(const v1::Convention& record) const;
  [[nodiscard]] v1::ConventionEnded End(const std::string& last_day) const;

 private:
  std::string name_;
  bool signed_ = false;
  v1::Convention content_;
};

}  // namespace parcours::partners
