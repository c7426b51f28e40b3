#include "services/gateway/sessions.h"

#include <utility>

#include "services/gateway/refusals.h"
#include "services/platform/security/secrets.h"

namespace parcours::gateway {

Result<const Session*> Sessions::Open(SessionAgent agent, std::string token) {
  const auto now = clock_.Now();
  std::erase_if(sessions_, [now](const auto& entry) { return entry.second.expires <= now; });
  if (sessions_.size() >= most_) return Refuse(SessionsExhausted());
  Session session{.id = security::NewSecret(),
                  .agent = std::move(agent),
                  .token = std::move(token),
                  .csrf = security::NewSecret(),
                  .expires = now + lifetime_};
  const auto id = session.id;
  return &sessions_.insert_or_assign(id, std::move(session)).first->second;
}

const Session* Sessions::Find(const std::string& id) {
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) return nullptr;
  if (found->second.expires > clock_.Now()) return &found->second;
  sessions_.erase(found);
  return nullptr;
}

}  // namespace parcours::gateway
