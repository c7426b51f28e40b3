#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parcours/partners/v1/partners_events.pb.h"
#include "parcours/partners/v1/partners_service.pb.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact_list.h"

namespace parcours::partners {

// The static key of a partner's software: for whom it speaks, for what, until when. The key itself
// is shown once; a keyed hash of it, its fingerprint, is what remains.
class PartnerKey {
 public:
  static constexpr std::string_view kCollection = "partnerKeys";
  using Facts = journal::FactList<v1::PartnerKeyIssued, v1::PartnerKeyRevoked>;

  explicit PartnerKey(std::string name) : name_(std::move(name)) {}

  void Apply(const v1::PartnerKeyIssued& fact);
  void Apply(const v1::PartnerKeyRevoked& fact);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& organisation() const { return content_.organisation(); }
  [[nodiscard]] std::string person() const { return {}; }
  [[nodiscard]] std::vector<std::string> parties() const { return {}; }

  [[nodiscard]] const v1::PartnerKey& content() const { return content_; }
  // Empty for a key that was never issued.
  [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }

  // PARTNER_KEY_SCOPE_MISSING, PARTNER_KEY_ENDS_IN_THE_PAST.
  [[nodiscard]] Result<v1::PartnerKeyIssued> Issue(const v1::IssuePartnerKeyRequest& request,
                                                   const std::string& fingerprint,
                                                   CivilDate today) const;
  // PARTNER_KEY_ALREADY_REVOKED.
  [[nodiscard]] Result<v1::PartnerKeyRevoked> Revoke() const;

  // Whether it is taken for this today: PARTNER_KEY_REVOKED, PARTNER_KEY_EXPIRED,
  // PARTNER_KEY_OUT_OF_SCOPE.
  [[nodiscard]] Result<void> Admit(v1::PartnerKeyScope scope, CivilDate today) const;

 private:
  std::string name_;
  v1::PartnerKey content_;
  std::string fingerprint_;
};

// What the software presents: "parcours_{id}_{secret}".
[[nodiscard]] std::string WriteKey(const std::string& name, const std::string& secret);
// "partnerKeys/{id}"; empty where the text is no such key.
[[nodiscard]] std::string NameIn(std::string_view key);

}  // namespace parcours::partners
