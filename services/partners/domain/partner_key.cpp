#include "services/partners/domain/partner_key.h"

#include <algorithm>

#include "services/partners/domain/refusals.h"
#include "services/platform/core/id.h"

namespace parcours::partners {
namespace {

constexpr std::string_view kPrefix = "parcours_";
constexpr std::size_t kIdLength = 36;

}  // namespace

void PartnerKey::Apply(const v1::PartnerKeyIssued& fact) {
  content_.set_name(name_);
  content_.set_organisation(fact.organisation());
  content_.set_display_name(fact.display_name());
  *content_.mutable_scopes() = fact.scopes();
  content_.set_from_date(fact.meta().effective_date());
  content_.set_to_date(fact.to_date());
  fingerprint_ = fact.fingerprint();
}

void PartnerKey::Apply(const v1::PartnerKeyRevoked& fact) {
  content_.set_revoke_date(fact.meta().effective_date());
}

Result<v1::PartnerKeyIssued> PartnerKey::Issue(const v1::IssuePartnerKeyRequest& request,
                                               const std::string& fingerprint,
                                               CivilDate today) const {
  const auto& scopes = request.scopes();
  if (std::find(scopes.begin(), scopes.end(), v1::PARTNER_KEY_SCOPE_UNSPECIFIED) != scopes.end())
    return Refuse(PartnerKeyScopeMissing());
  if (!request.to_date().empty() && request.to_date() < today.ToString())
    return Refuse(PartnerKeyEndsInThePast());
  v1::PartnerKeyIssued fact;
  fact.set_partner_key(name_);
  fact.set_organisation(request.organisation());
  fact.set_display_name(request.display_name());
  *fact.mutable_scopes() = scopes;
  fact.set_to_date(request.to_date());
  fact.set_fingerprint(fingerprint);
  return fact;
}

Result<v1::PartnerKeyRevoked> PartnerKey::Revoke() const {
  if (!content_.revoke_date().empty()) return Refuse(PartnerKeyAlreadyRevoked());
  v1::PartnerKeyRevoked fact;
  fact.set_partner_key(name_);
  fact.set_organisation(organisation());
  return fact;
}

Result<void> PartnerKey::Admit(v1::PartnerKeyScope scope, CivilDate today) const {
  if (!content_.revoke_date().empty()) return Refuse(PartnerKeyRevoked());
  if (!content_.to_date().empty() && content_.to_date() < today.ToString())
    return Refuse(PartnerKeyExpired(content_.to_date()));
  const auto& scopes = content_.scopes();
  if (std::find(scopes.begin(), scopes.end(), scope) == scopes.end())
    return Refuse(PartnerKeyOutOfScope(v1::PartnerKeyScope_Name(scope)));
  return {};
}

std::string WriteKey(const std::string& name, const std::string& secret) {
  return std::string(kPrefix).append(LastSegment(name)).append("_").append(secret);
}

std::string NameIn(std::string_view key) {
  if (!key.starts_with(kPrefix)) return {};
  key.remove_prefix(kPrefix.size());
  const auto id = key.substr(0, kIdLength);
  return IsUuid(id) ? ResourceName(PartnerKey::kCollection, id) : std::string();
}

}  // namespace parcours::partners
