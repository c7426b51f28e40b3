#pragma once

// Everything recruitment does: commands, imports, queries, reactions and judgements of timers.

#include <string>
#include <vector>

#include "parcours/followup/v1/followup_events.pb.h"
#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "parcours/type/v1/import_verdict.pb.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact.h"
#include "services/platform/schedule/timers.h"
#include "services/platform/security/actor.h"
#include "services/recruitment/context.h"
#include "services/recruitment/domain/dossier_record.h"
#include "services/recruitment/domain/prescription_record.h"

namespace parcours::recruitment {

// Queries.
[[nodiscard]] Result<v1::Person> Handle(const v1::GetPersonRequest& request, Context& context);
[[nodiscard]] Result<v1::DisplayNamesResponse> Handle(const v1::DisplayNamesRequest& request,
                                                      Context& context);
[[nodiscard]] Result<v1::EmployerSearch> Handle(const v1::GetEmployerSearchRequest& request,
                                                Context& context);
[[nodiscard]] Result<v1::Mission> Handle(const v1::GetMissionRequest& request, Context& context);

// Commands.
[[nodiscard]] Result<v1::Consent> Handle(const v1::GiveConsentRequest& request, Context& context);
[[nodiscard]] Result<v1::Consent> Handle(const v1::WithdrawConsentRequest& request,
                                         Context& context);
[[nodiscard]] Result<v1::Candidacy> Handle(const v1::RecordInterviewRequest& request,
                                           Context& context);
[[nodiscard]] Result<v1::EngagementContract> Handle(const v1::SignEngagementRequest& request,
                                                    Context& context);
[[nodiscard]] Result<v1::Mission> Handle(const v1::SubmitMissionRequest& request, Context& context);
[[nodiscard]] Result<v1::Mission> Handle(const v1::ValidateMissionRequest& request,
                                         Context& context);
[[nodiscard]] Result<v1::ApprenticeshipContract> Handle(const v1::AuthoriseContractRequest& request,
                                                        Context& context);
[[nodiscard]] Result<v1::ApprenticeshipContract> Handle(const v1::SignContractRequest& request,
                                                        Context& context);

// Imports: every record is a command of its own, with its verdict.
struct DossierItem {
  int index = 0;
  DossierReading reading;
  std::string content_hash;
  std::string source_system;
};
[[nodiscard]] Result<std::vector<DossierItem>> Prepare(const v1::ImportDossiersRequest& request,
                                                       const security::Actor& actor);
[[nodiscard]] Result<type::v1::RecordVerdict> HandleItem(const DossierItem& item, Context& context);
[[nodiscard]] type::v1::RecordVerdict SetAside(const DossierItem& item, const Error& error);

struct PrescriptionItem {
  int index = 0;
  PrescriptionReading reading;
  std::string content_hash;
  std::string organisation;
  std::string programme;
  std::string date;
};
[[nodiscard]] Result<std::vector<PrescriptionItem>> Prepare(
    const v1::ImportPrescriptionsRequest& request, const security::Actor& actor);
[[nodiscard]] Result<type::v1::RecordVerdict> HandleItem(const PrescriptionItem& item,
                                                         Context& context);
[[nodiscard]] type::v1::RecordVerdict SetAside(const PrescriptionItem& item, const Error& error);

// Reactions. Follow-up owns the break: recruitment's contract follows, and an employer is sought
// again.
[[nodiscard]] Result<void> EndBrokenContract(const followup::v1::ContractBroken& fact,
                                             const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> OpenEmployerSearch(const followup::v1::ContractBroken& fact,
                                              const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> RectifyBrokenContract(const followup::v1::BreakRectified& fact,
                                                 const journal::FactMeta& meta, Context& context);
// Opens at the new day, or closes where there was no break after all.
[[nodiscard]] Result<void> RectifyEmployerSearch(const followup::v1::BreakRectified& fact,
                                                 const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> CloseEmployerSearch(const followup::v1::PathwayCompleted& fact,
                                               const journal::FactMeta& meta, Context& context);
[[nodiscard]] Result<void> CloseEmployerSearch(const followup::v1::PathwayInterrupted& fact,
                                               const journal::FactMeta& meta, Context& context);

// Timer of a mission, on the day after its due date.
inline constexpr char kMissionValidationDue[] = "mission_validation_due";
[[nodiscard]] Result<void> JudgeMissionValidation(const schedule::Timer& timer, Context& context);

}  // namespace parcours::recruitment
