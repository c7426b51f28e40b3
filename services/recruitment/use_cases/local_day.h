#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <string>

#include "services/platform/core/civil_date.h"

namespace parcours::recruitment {

// Civil day of an instant in an IANA zone; Europe/Paris where it is empty or unknown.
[[nodiscard]] CivilDate LocalDay(const google::protobuf::Timestamp& instant,
                                 const std::string& zone);

}  // namespace parcours::recruitment
