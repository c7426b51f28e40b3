#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "parcours/recruitment/v1/recruitment_events.pb.h"
#include "services/recruitment/domain/dossier_record.h"
#include "services/recruitment/domain/prescription_record.h"

namespace parcours::recruitment {

// Who a record says the person is.
[[nodiscard]] v1::PersonIdentity IdentityOf(const DossierRecord& record);
[[nodiscard]] v1::PersonIdentity IdentityOf(const PrescriptionRecord& record);

// The key under which the person is recognised (person_key.h).
[[nodiscard]] std::string KeyOf(const v1::PersonIdentity& identity);

// `known` with every field that `received` fills; nothing is emptied.
[[nodiscard]] v1::PersonIdentity Completed(v1::PersonIdentity known,
                                           const v1::PersonIdentity& received);

// Names of the fields that differ between two messages of one type, in the order of the type, but
// for `ignored`.
[[nodiscard]] std::vector<std::string> ChangedFields(const google::protobuf::Message& before,
                                                     const google::protobuf::Message& after,
                                                     const std::vector<std::string>& ignored = {});

}  // namespace parcours::recruitment
