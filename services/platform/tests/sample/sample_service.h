#pragma once

// Two services as small as they can be, on real facts: what the tests of rpc, host and testing run.

#include "parcours/insertion/v1/insertion_events.pb.h"
#include "parcours/partners/v1/partners_service.grpc.pb.h"
#include "services/platform/execution/repository.h"
#include "services/platform/execution/service_definition.h"

namespace parcours::sample {

namespace v1 = partners::v1;

// A registered organisation is looked at again after this many days.
inline constexpr int kReviewDays = 30;

class Organisation {
 public:
  static constexpr std::string_view kCollection = "organisations";
  using Facts = journal::FactList<v1::OrganisationRegistered, v1::OrganisationCorrected,
                                  v1::EmployerContactNoted>;

  explicit Organisation(std::string name) : name_(std::move(name)) {}
  void Apply(const v1::OrganisationRegistered& fact) { display_name_ = fact.display_name(); }
  void Apply(const v1::OrganisationCorrected& fact) { display_name_ = fact.display_name(); }
  void Apply(const v1::EmployerContactNoted& fact) { last_contact_ = fact.contact_date(); }

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return name_; }
  [[nodiscard]] std::string person() const { return {}; }
  [[nodiscard]] std::vector<std::string> parties() const { return {}; }
  [[nodiscard]] const std::string& display_name() const { return display_name_; }
  [[nodiscard]] const std::string& last_contact() const { return last_contact_; }

 private:
  std::string name_;
  std::string display_name_;
  std::string last_contact_;
};

struct NoConventions final : security::Conventions {
  [[nodiscard]] bool InForce(std::string_view, std::string_view, std::string_view) const override {
    return false;
  }
};

struct Context {
  explicit Context(execution::Session& in) : session(in), organisations(in, conventions) {}
  execution::Session& session;
  NoConventions conventions;
  execution::Repository<Organisation> organisations;
};

Result<v1::Organisation> Handle(const v1::GetOrganisationRequest& request, Context& context);
// From the projection.
Result<v1::ListOrganisationsResponse> Handle(const v1::ListOrganisationsRequest& request,
                                             Context& context);
// Takes in organisations; other records and those without a display name are set aside, known ones
// are corrected.
Result<std::vector<v1::PartnerRecord>> Prepare(const v1::ImportPartnersRequest& request,
                                               const security::Actor& actor);
Result<type::v1::RecordVerdict> HandleItem(const v1::PartnerRecord& record, Context& context);
type::v1::RecordVerdict SetAside(const v1::PartnerRecord& record, const Error& error);

// Context "partners": records organisations, looks at each again by a timer.
[[nodiscard]] execution::ServiceDefinition DefinePartners(int projection_version = 1);

// Context "insertion": opens a file for each organisation that it hears of; refuses "Refused", is
// not ready for "Later".
[[nodiscard]] execution::ServiceDefinition DefineListener(int projection_version = 1);

}  // namespace parcours::sample
