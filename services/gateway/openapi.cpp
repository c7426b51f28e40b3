#include "services/gateway/openapi.h"

#include <cctype>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "parcours/options/v1/options.pb.h"
#include "services/gateway/examples.h"
#include "services/gateway/headers.h"
#include "services/gateway/reasons.h"
#include "services/platform/journal/fact.h"

namespace parcours::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;

constexpr const char* kJsonType = "application/json";
constexpr const char* kProblemType = "application/problem+json";

// A path variable of the document, and the field that it fills or is the end of.
struct Variable {
  std::string name;
  const FieldDescriptor* field;
};

// "/v1/{name=pathways/*}:complete" → "/v1/pathways/{pathwaysId}:complete"
struct Address {
  std::string path;
  std::vector<Variable> variables;
};

Address AddressOf(const Route& route) {
  Address address;
  std::string_view rest = route.text;
  for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    const auto close = rest.find('}', open);
    const auto inner = rest.substr(open + 1, close - open - 1);
    const auto equals = std::min(inner.find('='), inner.size());
    const std::string field(inner.substr(0, equals));
    // "pathways/*", or nothing where the whole segment is the value.
    const auto pattern = inner.substr(std::min(equals + 1, inner.size()));
    const std::string collection(pattern.substr(0, std::min(pattern.find('/'), pattern.size())));
    const std::string name = collection.empty() ? field : collection + "Id";
    address.path += rest.substr(0, open);
    address.path += (collection.empty() ? "" : collection + "/") + "{" + name + "}";
    address.variables.push_back({name, route.method->input_type()->FindFieldByName(field)});
    rest.remove_prefix(close + 1);
  }
  address.path += rest;
  return address;
}

std::set<std::string> FieldsIn(const Address& address) {
  std::set<std::string> names;
  for (const auto& variable : address.variables) names.insert(variable.field->name());
  return names;
}

std::string KindOf(const MethodDescriptor& method) {
  if (method.options().GetExtension(options::v1::batch)) return "batch";
  return method.options().idempotency_level() == google::protobuf::MethodOptions::NO_SIDE_EFFECTS
             ? "query"
             : "command";
}

Json AccessOf(const MethodDescriptor& method) {
  Json lines = Json::array();
  for (int i = 0; i < method.options().ExtensionSize(options::v1::access); ++i) {
    const auto& access = method.options().GetExtension(options::v1::access, i);
    Json line{{"scope", options::v1::Scope_Name(access.scope())}, {"roles", Json::array()}};
    for (const int role : access.roles())
      line["roles"].push_back(options::v1::Role_Name(static_cast<options::v1::Role>(role)));
    if (!access.through().empty()) line["through"] = access.through();
    lines.push_back(std::move(line));
  }
  return lines;
}

Json Reference(const char* kind, const char* name) {
  return {{"$ref", std::string("#/components/") + kind + "/" + name}};
}

Json HeaderParameter(const char* name, const char* description, Json schema) {
  return {{"name", name},
          {"in", "header"},
          {"description", description},
          {"schema", std::move(schema)}};
}

Json HeaderParameters() {
  return {{"AcceptLanguage", HeaderParameter("Accept-Language", "Language of sentences: fr or en.",
                                             {{"type", "string"}, {"default", "fr"}})},
          {"RequestTimeout",
           HeaderParameter("Request-Timeout", "Seconds after which the caller no longer waits.",
                           {{"type", "number"}, {"minimum", 0.001}})},
          {"IdempotencyKey",
           HeaderParameter("Idempotency-Key",
                           "Id of the command, as requestId: the same one is answered the same.",
                           {{"type", "string"}, {"maxLength", 64}, {"pattern", "^[ -~]*$"}})},
          {"LastEventId",
           HeaderParameter("Last-Event-ID", "Position after which to go on; wins over `after`.",
                           {{"type", "string"}, {"pattern", "^[0-9]{1,18}$"}})},
          {"IfMatch", HeaderParameter("If-Match", "The version that the caller saw, as etag.",
                                      {{"type", "string"}, {"pattern", "^\"[ !#-~]*\"$"}})}};
}

Json ProblemSchema() {
  const Json text{{"type", "string"}};
  return {
      {"type", "object"},
      {"description", "Why a request was refused (RFC 9457)."},
      {"required", {"type", "title", "status", "detail", "reason", "code"}},
      {"properties",
       {{"type", {{"type", "string"}, {"description", "urn:parcours:reason:{reason}"}}},
        {"title", {{"type", "string"}, {"description", "The status in words."}}},
        {"status", {{"type", "integer"}}},
        {"detail", {{"type", "string"}, {"description", "A sentence in the caller's language."}}},
        {"reason", {{"type", "string"}, {"pattern", "^[A-Z][A-Z0-9_]*$"}}},
        {"code", {{"type", "string"}, {"description", "Canonical code of google.rpc.Code."}}},
        {"errors",
         {{"type", "array"},
          {"items",
           {{"type", "object"},
            {"required", {"detail", "pointer"}},
            {"properties",
             {{"detail", text},
              {"pointer",
               {{"type", "string"},
                {"description", "JSON Pointer to the field of the request."}}}}}}}}},
        {"subject",
         {{"type", "string"}, {"description", "The resource or setting it is about."}}}}}};
}

Json ProblemResponse() {
  const Json example{{"type", "urn:parcours:reason:RESOURCE_NOT_FOUND"},
                     {"title", "Not Found"},
                     {"status", 404},
                     {"detail", "pathways/x n'existe pas, ou ne vous est pas ouvert."},
                     {"reason", "RESOURCE_NOT_FOUND"},
                     {"code", "NOT_FOUND"},
                     {"subject", "pathways/x"}};
  return {{"description", "Why the request was refused."},
          {"headers",
           {{"Retry-After",
             {{"description", "Seconds to wait, where trying again helps."},
              {"schema", {{"type", "integer"}}}}}}},
          {"content",
           {{kProblemType, {{"schema", Reference("schemas", "Problem")}, {"example", example}}}}},
          {"x-parcours-reasons", ReasonsOfEveryRoute()}};
}

class Writer {
 public:
  Writer(const RouteTable& routes, const Comments& comments)
      : routes_(routes), comments_(comments), schemas_(comments) {}

  Json Write() {
    for (const auto& route : routes_.routes()) {
      schemas_.Ask(*route.method->input_type(), FieldsIn(AddressOf(route)));
      schemas_.Answer(*route.method->output_type());
    }
    Json paths = Json::object();
    for (const auto& route : routes_.routes()) {
      const auto address = AddressOf(route);
      std::string method;
      for (const char c : route.http_method) method += static_cast<char>(std::tolower(c));
      paths[address.path][method] = OperationOf(route, address);
    }
    return {{"openapi", "3.1.0"},
            {"info",
             {{"title", "Parcours"},
              {"version", "1"},
              {"description",
               "Every RPC of the platform over HTTP and JSON. Refusals are problem documents whose "
               "reason is stable; x-parcours-access says who may call, x-parcours-reasons with "
               "which reasons an address refuses."}}},
            {"servers", Json::array({{{"url", "/"}}})},
            {"security", Json::array({{{"token", Json::array()}}})},
            {"tags", Tags()},
            {"paths", std::move(paths)},
            {"components", Components()}};
  }

 private:
  [[nodiscard]] Json Components() const {
    Json schemas = schemas_.All();
    schemas["Problem"] = ProblemSchema();
    return {
        {"schemas", std::move(schemas)},
        {"parameters", HeaderParameters()},
        {"responses", {{"Problem", ProblemResponse()}}},
        {"securitySchemes",
         {{"token", {{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "JWT (ES256)"}}}}}};
  }

  [[nodiscard]] Json Tags() const {
    std::map<std::string, std::string> tags;
    for (const auto& route : routes_.routes())
      tags[std::string(journal::ContextOf(*route.method->input_type()))] =
          comments_.Of(*route.method->service());
    Json list = Json::array();
    for (const auto& [name, description] : tags)
      list.push_back({{"name", name}, {"description", description}});
    return list;
  }

  [[nodiscard]] Json OperationOf(const Route& route, const Address& address) const {
    const auto& method = *route.method;
    const std::string context(journal::ContextOf(*method.input_type()));
    Json operation{{"operationId", context + "." + method.name()},
                   {"tags", Json::array({context})},
                   {"description", comments_.Of(method)},
                   {"parameters", ParametersOf(route, address)}};
    if (!route.body.empty()) operation["requestBody"] = BodyOf(route, address);
    operation["responses"] = {
        {"200", route.GoesOn() ? EventsOf(*method.output_type()) : AnswerOf(*method.output_type())},
        {"4XX", Reference("responses", "Problem")},
        {"5XX", Reference("responses", "Problem")}};
    operation["x-parcours-kind"] = KindOf(method);
    operation["x-parcours-access"] = AccessOf(method);
    operation["x-parcours-reasons"] = ReasonsOf(route, comments_);
    return operation;
  }

  [[nodiscard]] Json ParametersOf(const Route& route, const Address& address) const {
    const auto& request = *route.method->input_type();
    Json parameters = Json::array();
    for (const auto& [name, field] : address.variables)
      parameters.push_back(PathParameter(name, *field));
    if (route.body != kWholeRequest) {
      auto elsewhere = FieldsIn(address);
      elsewhere.insert(route.body);
      AddQuery(request, "", elsewhere, parameters);
    }
    parameters.push_back(Reference("parameters", "AcceptLanguage"));
    parameters.push_back(Reference("parameters", "RequestTimeout"));
    if (route.GoesOn()) parameters.push_back(Reference("parameters", "LastEventId"));
    if (request.FindFieldByName("request_id") != nullptr)
      parameters.push_back(Reference("parameters", "IdempotencyKey"));
    if (request.FindFieldByName("etag") != nullptr)
      parameters.push_back(Reference("parameters", "IfMatch"));
    return parameters;
  }

  [[nodiscard]] Json PathParameter(const std::string& name, const FieldDescriptor& field) const {
    const bool whole = name == field.name();
    Json schema{{"type", "string"}, {"pattern", "^[A-Za-z0-9._-]{1,64}$"}};
    const std::string example = ExampleOf(field).get<std::string>();
    return {{"name", name},
            {"in", "path"},
            {"required", true},
            {"description", comments_.Of(field)},
            {"schema", std::move(schema)},
            {"example", whole ? "followup" : example.substr(example.find('/') + 1)}};
  }

  void AddQuery(const Descriptor& type, const std::string& prefix,
                const std::set<std::string>& elsewhere, Json& parameters) const {
    for (int i = 0; i < type.field_count(); ++i) {
      const auto& field = *type.field(i);
      if (elsewhere.contains(field.name())) continue;
      const std::string name = prefix + field.json_name();
      const auto* inner = field.message_type();
      if (inner != nullptr && !IsWrittenAsText(*inner)) {
        if (!field.is_repeated()) AddQuery(*inner, name + ".", {}, parameters);
        continue;
      }
      Json schema = schemas_.Of(field);
      const Json description = schema.value("description", "");
      schema.erase("description");
      const auto& rules = field.options().GetExtension(options::v1::rules);
      parameters.push_back({{"name", name},
                            {"in", "query"},
                            {"required", rules.required()},
                            {"description", description},
                            {"schema", std::move(schema)}});
    }
  }

  [[nodiscard]] Json BodyOf(const Route& route, const Address& address) const {
    const auto& request = *route.method->input_type();
    auto without = FieldsIn(address);
    without.insert({"etag", "page_token"});
    if (route.body == kWholeRequest)
      return {
          {"required", true},
          {"content",
           {{kJsonType,
             {{"schema", Schemas::RefTo(request)}, {"example", ExampleOf(request, without)}}}}}};
    const auto& field = *request.FindFieldByName(route.body);
    return {{"required", true},
            {"content",
             {{kJsonType, {{"schema", schemas_.Of(field)}, {"example", ExampleOf(field)}}}}}};
  }

  [[nodiscard]] Json AnswerOf(const Descriptor& type) const {
    Json answer{{"description", comments_.Of(type)}};
    if (type.FindFieldByName("etag") != nullptr)
      answer["headers"]["ETag"] = {{"description", "The version, for If-Match."},
                                   {"schema", {{"type", "string"}}}};
    answer["content"][kJsonType] = {{"schema", Schemas::RefTo(type)}, {"example", ExampleOf(type)}};
    return answer;
  }

  // Text, each event of which has a message as its data.
  [[nodiscard]] Json EventsOf(const Descriptor& type) const {
    return {{"description", "Server-sent events; the data of each is this: " + comments_.Of(type) +
                                " Its id is the position, for Last-Event-ID."},
            {"content",
             {{std::string(kEventMedia),
               {{"schema", {{"type", "string"}}},
                {"example", "id: 1\ndata: " + ExampleOf(type).dump() + "\n\n"},
                {"x-parcours-event", Schemas::RefTo(type)}}}}}};
  }

  const RouteTable& routes_;
  const Comments& comments_;
  Schemas schemas_;
};

}  // namespace

Json OpenApiDocument(const RouteTable& routes, const Comments& comments) {
  return Writer(routes, comments).Write();
}

}  // namespace parcours::gateway
