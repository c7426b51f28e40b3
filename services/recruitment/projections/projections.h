#pragma once

// Query tables of recruitment, and the questions asked of them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/recruitment/v1/recruitment_events.pb.h"
#include "services/platform/execution/projection.h"
#include "services/platform/security/keyring.h"
#include "services/platform/store/connection.h"

namespace parcours::recruitment {

// Recognition: which person, enrolment or candidacy a record speaks of. The tables hold keyed
// hashes of the identifying text, never the text.
[[nodiscard]] execution::Projection RecognitionProjection();

[[nodiscard]] std::string PersonFingerprint(const security::Keyring& keyring,
                                            const v1::PersonIdentity& identity);
// Empty without an INE of the right key.
[[nodiscard]] std::string IneFingerprint(const security::Keyring& keyring, std::string_view ine);
// Natural key of a learner record: organisation × school year × id in the sender's system.
[[nodiscard]] std::string EnrolmentFingerprint(const security::Keyring& keyring,
                                               std::string_view organisation,
                                               std::string_view school_year,
                                               std::string_view sender_reference);
// Natural key of a prescription: prescriber × receiving organisation × id in the prescriber's
// system.
[[nodiscard]] std::string PrescriptionFingerprint(const security::Keyring& keyring,
                                                  std::string_view prescriber,
                                                  std::string_view organisation,
                                                  std::string_view sender_reference);

[[nodiscard]] std::optional<std::string> FindPersonByIdentity(store::Connection& db,
                                                              std::string_view fingerprint);
[[nodiscard]] std::optional<std::string> FindPersonByIne(store::Connection& db,
                                                         std::string_view fingerprint);
[[nodiscard]] std::optional<std::string> FindEnrolment(store::Connection& db,
                                                       std::string_view fingerprint);
[[nodiscard]] std::optional<std::string> FindCandidacy(store::Connection& db,
                                                       std::string_view fingerprint);
// A candidacy of the person that this prescriber opened with this organisation.
[[nodiscard]] std::optional<std::string> FindPrescribed(store::Connection& db,
                                                        std::string_view person,
                                                        std::string_view prescriber,
                                                        std::string_view organisation);

// Relations: which organisations an enrolment or a candidacy relates to a person.
[[nodiscard]] execution::Projection RelationsProjection();

[[nodiscard]] std::vector<std::string> OrganisationsOfPerson(store::Connection& db,
                                                             std::string_view person);
[[nodiscard]] std::vector<std::string> OrganisationsOfPathway(store::Connection& db,
                                                              std::string_view pathway);
// Pathways of a person that relate the organisation; all of them when it is empty.
[[nodiscard]] std::vector<std::string> PathwaysOfPerson(store::Connection& db,
                                                        std::string_view person,
                                                        std::string_view organisation);

// Contracts: by pathway and by mission.
[[nodiscard]] execution::Projection ContractsProjection();

// Names, by number.
[[nodiscard]] std::vector<std::string> ContractsOfPathway(store::Connection& db,
                                                          std::string_view pathway);
[[nodiscard]] std::optional<std::string> FindContractOnMission(store::Connection& db,
                                                               std::string_view mission);

}  // namespace parcours::recruitment
