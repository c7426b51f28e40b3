#include "services/cli/describe/pages.h"

#include <algorithm>
#include <map>
#include <set>

#include "parcours/operations/v1/operations_service.pb.h"
#include "parcours/options/v1/options.pb.h"
#include "services/cli/describe/routes.h"
#include "services/platform/execution/methods.h"

namespace parcours::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

constexpr std::string_view kBegin = "<!-- generated: begin -->\n";
constexpr std::string_view kEnd = "<!-- generated: end -->\n";
constexpr std::string_view kNote =
    "Derived from the protos and the services' tables by `scripts/generate`; do not edit.\n\n";

std::string Join(const std::set<std::string>& words) {
  std::string text;
  for (const auto& word : words) text.append(text.empty() ? "" : ", ").append(word);
  return text.empty() ? "–" : text;
}

// Services whose reactions or projections take the fact.
std::set<std::string> HearersOf(const Descriptor& fact, const Services& services) {
  std::set<std::string> hearers;
  for (const auto& service : services) {
    if (journal::ContextOf(fact) == service.name) continue;
    const bool reacts = std::any_of(service.reactions.begin(), service.reactions.end(),
                                    [&fact](const auto& row) { return row.type == &fact; });
    const bool projects = std::any_of(
        service.projections.begin(), service.projections.end(), [&fact](const auto& projection) {
          return std::any_of(projection.rows.begin(), projection.rows.end(),
                             [&fact](const auto& row) { return row.type == &fact; });
        });
    if (reacts || projects) hearers.insert(service.name);
  }
  return hearers;
}

std::set<std::string> SealedFields(const Descriptor& type) {
  std::set<std::string> names;
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    if (field.options().GetExtension(options::v1::sensitive)) names.insert(field.name());
  }
  return names;
}

std::vector<const Descriptor*> FactsOf(const execution::ServiceDefinition& service) {
  auto facts = service.facts;
  std::sort(facts.begin(), facts.end(),
            [](const auto* a, const auto* b) { return a->name() < b->name(); });
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  return facts;
}

std::string AccessOf(const MethodDescriptor& method) {
  std::string text;
  for (int i = 0; i < method.options().ExtensionSize(options::v1::access); ++i) {
    const auto& line = method.options().GetExtension(options::v1::access, i);
    if (i > 0) text += "<br>";
    std::string roles;
    for (const auto role : line.roles()) {
      roles.append(roles.empty() ? "" : ", ")
          .append(options::v1::Role_Name(static_cast<options::v1::Role>(role)));
    }
    text += options::v1::Scope_Name(line.scope());
    if (!line.through().empty()) text += " (" + line.through() + ")";
    text += ": " + roles;
  }
  return text;
}

std::string KindOf(const MethodDescriptor& method) {
  if (method.options().GetExtension(options::v1::batch)) return "batch";
  return method.options().idempotency_level() == google::protobuf::MethodOptions::NO_SIDE_EFFECTS
             ? "query"
             : "command";
}

std::string RpcRows(const ServiceDescriptor& service) {
  std::string text = "| RPC | kind | route | access |\n|---|---|---|---|\n";
  for (int i = 0; i < service.method_count(); ++i) {
    const auto& method = *service.method(i);
    text += "| " + method.name() + " | " + KindOf(method) + " | `" + RouteOf(method) + "` | " +
            AccessOf(method) + " |\n";
  }
  return text;
}

// Foreign facts that a service takes, by full name.
std::map<std::string, std::set<std::string>> FactsIn(const execution::ServiceDefinition& service) {
  std::map<std::string, std::set<std::string>> facts;
  for (const auto& reaction : service.reactions)
    facts[reaction.type->full_name()].insert("reaction");
  for (const auto& projection : service.projections) {
    for (const auto& row : projection.rows) {
      if (journal::ContextOf(*row.type) != service.name)
        facts[row.type->full_name()].insert("projection " + projection.name);
    }
  }
  return facts;
}

}  // namespace

std::string TopicsPage(const Services& services) {
  std::map<std::string, std::set<std::string>> writers;
  std::map<std::string, std::set<std::string>> readers;
  for (const auto& service : services) {
    for (const auto* fact : service.facts) {
      const auto topic = journal::TopicOf(*fact);
      if (!topic.empty()) writers[topic].insert(service.name);
    }
    for (const auto& topic : service.SubscribedTopics()) readers[topic].insert(service.name);
  }
  std::string text =
      "# Topics\n\n" + std::string(kNote) +
      "Twelve partitions each, kept for ever; key = the person's id, else the aggregate's.\n\n"
      "| topic | written by | read by |\n|---|---|---|\n";
  for (const auto& [topic, names] : writers)
    text += "| `" + topic + "` | " + Join(names) + " | " + Join(readers[topic]) + " |\n";
  return text;
}

std::string FactsPage(const Services& services) {
  std::string text = "# Facts\n\n" + std::string(kNote);
  for (const auto& service : services) {
    text += "## " + service.name +
            "\n\n| fact | aggregate | visibility | heard by | sealed at rest, never on a topic "
            "|\n|---|---|---|---|---|\n";
    for (const auto* fact : FactsOf(service)) {
      const auto& option = fact->options().GetExtension(options::v1::fact);
      text += "| " + fact->name() + " | " + option.aggregate() + " | " +
              options::v1::Visibility_Name(option.visibility()) + " | " +
              Join(HearersOf(*fact, services)) + " | " + Join(SealedFields(*fact)) + " |\n";
    }
    text += "\n";
  }
  text.pop_back();
  return text;
}

std::string RpcsPage(const Services& services) {
  std::string text =
      "# RPCs and who may call them\n\n" + std::string(kNote) +
      "What one may not see is NOT_FOUND; a role that no line admits gets PERMISSION_DENIED.\n\n";
  for (const auto& service : services)
    text += "## " + service.api->full_name() + "\n\n" + RpcRows(*service.api) + "\n";
  const auto& operations = *operations::v1::Status::descriptor()->file()->service(0);
  return text + "## " + operations.full_name() + "\n\nServed by every process.\n\n" +
         RpcRows(operations);
}

std::string ReactionsPage(const Services& services) {
  std::string text = "# Who hears whom\n\n" + std::string(kNote) +
                     "| service | fact | taken by |\n|---|---|---|\n";
  for (const auto& service : services) {
    for (const auto& [fact, ways] : FactsIn(service))
      text += "| " + service.name + " | " + fact + " | " + Join(ways) + " |\n";
  }
  return text;
}

std::string ServiceTable(const execution::ServiceDefinition& service, const Services& services) {
  std::string text = "### RPCs\n\n" + RpcRows(*service.api) +
                     "\n### Facts out\n\n| fact | visibility | heard by |\n|---|---|---|\n";
  for (const auto* fact : FactsOf(service)) {
    text +=
        "| " + fact->name() + " | " +
        options::v1::Visibility_Name(fact->options().GetExtension(options::v1::fact).visibility()) +
        " | " + Join(HearersOf(*fact, services)) + " |\n";
  }
  text += "\n### Facts in\n\n| fact | taken by |\n|---|---|\n";
  for (const auto& [fact, ways] : FactsIn(service))
    text += "| " + fact + " | " + Join(ways) + " |\n";
  std::set<std::string> timers;
  for (const auto& timer : service.timers) timers.insert("`" + timer.kind + "`");
  return text + "\nTimers: " + Join(timers) + ".\n";
}

std::string ReplaceGenerated(const std::string& text, const std::string& table) {
  const auto begin = text.find(kBegin);
  const auto end = text.find(kEnd);
  const std::string block = std::string(kBegin) + table + std::string(kEnd);
  if (begin == std::string::npos || end == std::string::npos || end < begin)
    return text + "\n" + block;
  return text.substr(0, begin) + block + text.substr(end + kEnd.size());
}

}  // namespace parcours::cli
