#include "services/gateway/request_message.h"

#include <set>
#include <string>
#include <utility>

#include "services/gateway/json_text.h"
#include "services/gateway/refusals.h"
#include "services/platform/rpc/arguments.h"
#include "services/platform/rpc/json_message.h"
#include "services/platform/rpc/json_refusals.h"
#include "services/platform/rpc/json_shape.h"

namespace parcours::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The list or value that a query's name means; nullptr where there is none.
const FieldDescriptor* FieldAt(const Descriptor& type, std::string_view path) {
  const auto dot = path.find('.');
  const auto* field = rpc::FindField(type, path.substr(0, dot));
  if (field == nullptr || dot == std::string_view::npos) return field;
  const auto* inner = field->message_type();
  return inner == nullptr ? nullptr : FieldAt(*inner, path.substr(dot + 1));
}

bool IsJson(std::string_view value) { return value.starts_with('{') || value.starts_with('['); }

// A value stands alone: no documents in a query, and a field that is no list has one.
Result<void> CheckParameters(const Descriptor& type, const std::vector<Parameter>& parameters) {
  std::set<const FieldDescriptor*> given;
  for (const auto& [name, value] : parameters) {
    const auto* field = FieldAt(type, name);
    const bool one = field != nullptr && !field->is_repeated();
    if (one && !given.insert(field).second) return Refuse(ParameterRepeated(name));
    const bool text = one && field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    if (!text && IsJson(value)) {
      return Refuse(rpc::ValueInvalid(name, "…", "une valeur simple par paramètre",
                                      "one plain value per parameter"));
    }
  }
  return {};
}

Result<std::unique_ptr<Message>> FromParameters(const Descriptor& type,
                                                const std::vector<Parameter>& parameters) {
  TRY(CheckParameters(type, parameters));
  std::vector<std::string> arguments;
  for (const auto& [name, value] : parameters) arguments.push_back(name + "=" + value);
  return rpc::MessageOfArguments(type, arguments);
}

Result<std::unique_ptr<Message>> FromBody(const Route& route, std::string_view body) {
  const auto& type = *route.method->input_type();
  if (body.empty()) return rpc::NewMessage(type);
  if (route.body.empty()) return Refuse(BodyNotExpected());
  TRY(CheckJsonText(body));
  if (route.body == kWholeRequest) return rpc::ReadJson(type, std::string(body));
  // The body is one field's value: the request is an object around it.
  return rpc::ReadJson(type, "{\"" + route.body + "\":" + std::string(body) + "}");
}

}  // namespace

Result<std::unique_ptr<Message>> ReadRequest(const FoundRoute& found,
                                             const std::vector<Parameter>& query,
                                             std::string_view body) {
  const auto& route = *found.route;
  const auto& type = *route.method->input_type();
  if (route.body == kWholeRequest && !query.empty())
    return Refuse(QueryNotExpected(query.front().name));
  TRY(auto request, FromBody(route, body));
  TRY(const auto asked, FromParameters(type, query));
  TRY(const auto named, FromParameters(type, found.fields));
  request->MergeFrom(*asked);
  request->MergeFrom(*named);
  return request;
}

std::string TextOf(const Message& message, std::string_view field) {
  const auto* named = message.GetDescriptor()->FindFieldByName(std::string(field));
  if (named == nullptr || named->is_repeated() || named->type() != FieldDescriptor::TYPE_STRING)
    return {};
  return message.GetReflection()->GetString(message, named);
}

Result<void> FillFromHeader(Message& request, std::string_view field, std::string_view header,
                            std::string_view value) {
  rpc::FillIn(request, std::string(field), std::string(value));
  const auto* named = request.GetDescriptor()->FindFieldByName(std::string(field));
  if (named != nullptr && TextOf(request, field) != value)
    return Refuse(HeaderContradictsField(header, field));
  return {};
}

void SetNumber(Message& request, std::string_view field, std::int64_t number) {
  const auto* named = request.GetDescriptor()->FindFieldByName(std::string(field));
  request.GetReflection()->SetInt64(&request, named, number);
}

}  // namespace parcours::gateway
