#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

#include "services/platform/core/result.h"
#include "services/platform/security/actor.h"

namespace parcours::security {

// One line of a method's access policy that applies to an actor.
struct Grant {
  options::v1::Scope scope;
  std::string through;  // RELATED: purpose of the convention that opens a record
};

// The lines of the method's `access` options that the actor's roles meet.
// PERMISSION_DENIED, ROLE_NOT_ALLOWED when there is none; services act with PLATFORM scope where
// SERVICE is listed.
[[nodiscard]] Result<std::vector<Grant>> GrantsFor(const google::protobuf::MethodDescriptor& method,
                                                   const Actor& actor);

// What a repository needs to know of a record to decide who sees it.
struct RecordView {
  std::string_view name;
  std::string_view organisation;     // owner (tenant)
  std::string_view person;           // subject
  std::vector<std::string> parties;  // organisations and agents named by it
};

// Answers whether a convention with this purpose is in force between two organisations today.
class Conventions {
 public:
  virtual ~Conventions() = default;
  [[nodiscard]] virtual bool InForce(std::string_view purpose, std::string_view one,
                                     std::string_view other) const = 0;
};

// True if one of the grants lets the actor see the record (DOMAIN section 8).
[[nodiscard]] bool MaySee(const Actor& actor, const std::vector<Grant>& grants,
                          const RecordView& record, const Conventions& conventions);

}  // namespace parcours::security
