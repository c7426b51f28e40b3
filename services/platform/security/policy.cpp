#include "services/platform/security/policy.h"

#include <algorithm>

namespace parcours::security {
namespace {

using options::v1::Scope;

Error RoleNotAllowed(const google::protobuf::MethodDescriptor& method) {
  return {.code = Code::kPermissionDenied,
          .reason = "ROLE_NOT_ALLOWED",
          .field = method.name(),
          .french = "Aucun de vos rôles ne permet l'action " + method.name() +
                    ". Demandez à votre organisation d'adapter vos rôles.",
          .english = "None of your roles allows " + method.name() +
                     ". Ask your organisation to adapt your roles."};
}

bool Admits(const options::v1::Access& line, const Actor& actor) {
  return std::any_of(line.roles().begin(), line.roles().end(), [&](int role) {
    return role != options::v1::ROLE_UNSPECIFIED && actor.Has(static_cast<Role>(role));
  });
}

bool ListsService(const options::v1::Access& line) {
  return std::find(line.roles().begin(), line.roles().end(), options::v1::SERVICE) !=
         line.roles().end();
}

bool Owns(const Actor& actor, const RecordView& record) {
  return !actor.organisation.empty() && actor.organisation == record.organisation;
}

bool IsNamed(const Actor& actor, const RecordView& record) {
  return std::any_of(record.parties.begin(), record.parties.end(), [&](const std::string& party) {
    return !party.empty() &&
           (party == actor.organisation || party == actor.principal || party == actor.person);
  });
}

bool IsSubject(const Actor& actor, const RecordView& record) {
  return !actor.person.empty() && (actor.person == record.person || actor.person == record.name);
}

bool ConventionOpens(const Actor& actor, std::string_view purpose, const RecordView& record,
                     const Conventions& conventions) {
  if (purpose.empty() || actor.organisation.empty() || record.organisation.empty()) return false;
  return !Owns(actor, record) &&
         conventions.InForce(purpose, actor.organisation, record.organisation);
}

bool Opens(const Grant& grant, const Actor& actor, const RecordView& record,
           const Conventions& conventions) {
  switch (grant.scope) {
    case Scope::OWN_ORGANISATION:
      return Owns(actor, record);
    case Scope::RELATED:
      return IsNamed(actor, record) || ConventionOpens(actor, grant.through, record, conventions);
    case Scope::SELF:
      return IsSubject(actor, record);
    case Scope::OWN_PARTY:
      return IsNamed(actor, record) || IsSubject(actor, record);
    case Scope::PLATFORM:
      return true;
    case Scope::AGGREGATE:
    case Scope::SCOPE_UNSPECIFIED:
    case Scope::Scope_INT_MIN_SENTINEL_DO_NOT_USE_:
    case Scope::Scope_INT_MAX_SENTINEL_DO_NOT_USE_:
      return false;
  }
  return false;
}

}  // namespace

Result<std::vector<Grant>> GrantsFor(const google::protobuf::MethodDescriptor& method,
                                     const Actor& actor) {
  std::vector<Grant> grants;
  const auto& options = method.options();
  for (int i = 0; i < options.ExtensionSize(options::v1::access); ++i) {
    const auto& line = options.GetExtension(options::v1::access, i);
    if (!Admits(line, actor)) continue;
    const bool as_service = actor.Has(options::v1::SERVICE) && ListsService(line);
    grants.push_back(
        {.scope = as_service ? Scope::PLATFORM : line.scope(), .through = line.through()});
  }
  if (grants.empty()) return Refuse(RoleNotAllowed(method));
  return grants;
}

bool MaySee(const Actor& actor, const std::vector<Grant>& grants, const RecordView& record,
            const Conventions& conventions) {
  return std::any_of(grants.begin(), grants.end(),
                     [&](const Grant& grant) { return Opens(grant, actor, record, conventions); });
}

}  // namespace parcours::security
