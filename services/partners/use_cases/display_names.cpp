#include <optional>

#include "services/partners/use_cases/use_cases.h"
#include "services/platform/core/id.h"

namespace parcours::partners {
namespace {

// The name of an organisation is public; that of an agent is shown to those who may see the agent.
std::optional<std::string> DisplayNameOf(const std::string& name, const Context& context) {
  if (CollectionOf(name) == Organisation::kCollection) {
    const auto organisation = context.organisations.Find(name);
    if (!organisation.registered()) return std::nullopt;
    return organisation.content().display_name();
  }
  const auto agent = context.agents.Load(name);
  if (!agent || !agent->appointed()) return std::nullopt;
  return agent->display_name();
}

}  // namespace

Result<v1::DisplayNamesResponse> Handle(const v1::DisplayNamesRequest& request, Context& context) {
  v1::DisplayNamesResponse response;
  for (const auto& name : request.names()) {
    const auto text = DisplayNameOf(name, context);
    if (!text) continue;
    auto* shown = response.add_display_names();
    shown->set_name(name);
    shown->set_text(*text);
  }
  return response;
}

}  // namespace parcours::partners
