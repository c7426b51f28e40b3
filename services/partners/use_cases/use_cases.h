#pragma once

// Everything partners does: the import of the network, keys of partners' software, queries and
// reactions.

#include <vector>

#include "parcours/insertion/v1/insertion_events.pb.h"
#include "parcours/partners/v1/partners_service.pb.h"
#include "parcours/recruitment/v1/recruitment_events.pb.h"
#include "parcours/type/v1/import_verdict.pb.h"
#include "services/partners/context.h"
#include "services/partners/domain/record_check.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact.h"
#include "services/platform/security/actor.h"

namespace parcours::partners {

// Queries.
[[nodiscard]] Result<v1::Organisation> Handle(const v1::GetOrganisationRequest& request,
                                              Context& context);
[[nodiscard]] Result<v1::ListOrganisationsResponse> Handle(
    const v1::ListOrganisationsRequest& request, Context& context);
[[nodiscard]] Result<v1::DisplayNamesResponse> Handle(const v1::DisplayNamesRequest& request,
                                                      Context& context);

// Keys of partners' software.
[[nodiscard]] Result<v1::IssuePartnerKeyResponse> Handle(const v1::IssuePartnerKeyRequest& request,
                                                         Context& context);
[[nodiscard]] Result<v1::PartnerKey> Handle(const v1::RevokePartnerKeyRequest& request,
                                            Context& context);
[[nodiscard]] Result<v1::ListPartnerKeysResponse> Handle(const v1::ListPartnerKeysRequest& request,
                                                         Context& context);
[[nodiscard]] Result<v1::AuthenticatePartnerKeyResponse> Handle(
    const v1::AuthenticatePartnerKeyRequest& request, Context& context);

// The import: every record is a command of its own, with its verdict.
struct PartnerItem {
  int index = 0;
  v1::PartnerRecord record;  // normalised
  std::vector<Problem> problems;
};
[[nodiscard]] Result<std::vector<PartnerItem>> Prepare(const v1::ImportPartnersRequest& request,
                                                       const security::Actor& actor);
[[nodiscard]] Result<type::v1::RecordVerdict> HandleItem(const PartnerItem& item, Context& context);
[[nodiscard]] type::v1::RecordVerdict SetAside(const PartnerItem& item, const Error& error);

// Reactions: the last contact with an employer, whichever fact arrives first.
[[nodiscard]] Result<void> NoteContact(const recruitment::v1::ContractSigned& fact,
                                       const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> NoteContact(const recruitment::v1::MissionSubmitted& fact,
                                       const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> NoteContact(const insertion::v1::OutcomeRecorded& fact,
                                       const journal::FactMeta& meta, Context& context);

}  // namespace parcours::partners
