#include "services/gateway/reasons.h"

#include <re2/re2.h>

#include <set>

#include "parcours/options/v1/options.pb.h"

namespace parcours::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// What the rules and types of a request's fields refuse, at any depth.
void AddOfFields(const Descriptor& type, std::set<const Descriptor*>& seen,
                 std::set<std::string>& reasons) {
  if (!seen.insert(&type).second) return;
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    const auto& rules = field.options().GetExtension(options::v1::rules);
    if (rules.required()) reasons.insert("FIELD_REQUIRED");
    if (rules.date()) reasons.insert("FIELD_NOT_A_DATE");
    if (!rules.resource().empty()) reasons.insert("FIELD_NOT_A_RESOURCE_NAME");
    if (!rules.pattern().empty()) reasons.insert("FIELD_PATTERN_MISMATCH");
    if (rules.min() != 0 || rules.max() != 0) reasons.insert("FIELD_OUT_OF_RANGE");
    if (field.is_repeated()) reasons.insert("TOO_MANY_ITEMS");
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) reasons.insert("FIELD_TOO_LONG");
    if (field.enum_type() != nullptr) reasons.insert("ENUM_VALUE_UNKNOWN");
    if (field.message_type() != nullptr) AddOfFields(*field.message_type(), seen, reasons);
  }
}

// "Refused CONSENT_MISSING without …": what is written like that and is no value of an enum.
void AddNamedIn(const std::string& comment, const Comments& comments,
                std::set<std::string>& reasons) {
  static const RE2 kWord(R"(\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b)");
  re2::StringPiece rest(comment);
  for (std::string word; RE2::FindAndConsume(&rest, kWord, &word);) {
    if (!comments.IsValue(word)) reasons.insert(word);
  }
}

}  // namespace

const std::vector<std::string>& ReasonsOfEveryRoute() {
  static const std::vector<std::string> reasons{
      "BODY_INCOMPLETE",         "CALL_CANCELLED",       "CONNECTIONS_EXHAUSTED",
      "DEADLINE_PASSED",         "HEADERS_TOO_LARGE",    "HEADER_MALFORMED",
      "HTTP_MALFORMED",          "INTERNAL_FAULT",       "METHOD_NOT_ALLOWED",
      "NOT_ACCEPTABLE",          "PATH_MALFORMED",       "QUERY_MALFORMED",
      "RATE_EXCEEDED",           "READER_QUEUE_FULL",    "REQUEST_TOO_SLOW",
      "ROLE_NOT_ALLOWED",        "ROUTE_UNKNOWN",        "SERVICE_DRAINING",
      "SERVICE_UNREACHABLE",     "STORE_FAILED",         "TOKEN_EXPIRED",
      "TOKEN_IN_QUERY",          "TOKEN_MALFORMED",      "TOKEN_MISSING",
      "TOKEN_SIGNATURE_INVALID", "TOKEN_WRONG_AUDIENCE", "TRANSPORT_EXHAUSTED",
      "TRANSPORT_FAILED",        "WRITER_QUEUE_FULL"};
  return reasons;
}

std::vector<std::string> ReasonsOf(const Route& route, const Comments& comments) {
  const auto& request = *route.method->input_type();
  std::set<std::string> reasons{"FIELD_UNKNOWN", "REQUEST_MALFORMED", "VALUE_INVALID"};
  std::set<const Descriptor*> seen;
  AddOfFields(request, seen, reasons);
  if (route.body.empty()) {
    reasons.insert({"BODY_NOT_EXPECTED", "PARAMETER_REPEATED"});
  } else {
    reasons.insert({"BODY_TOO_LARGE", "CONTENT_TYPE_UNSUPPORTED", "JSON_KEY_REPEATED",
                    "JSON_MALFORMED", "JSON_TOO_DEEP", "QUERY_NOT_EXPECTED"});
  }
  if (request.FindFieldByName("service") != nullptr) reasons.insert("SERVICE_UNKNOWN");
  if (reasons.contains("FIELD_NOT_A_RESOURCE_NAME")) reasons.insert("RESOURCE_NOT_FOUND");
  if (request.FindFieldByName("request_id") != nullptr)
    reasons.insert({"HEADER_CONTRADICTS_FIELD", "REQUEST_ID_REUSED"});
  if (request.FindFieldByName("etag") != nullptr)
    reasons.insert({"ETAG_MISMATCH", "HEADER_CONTRADICTS_FIELD"});
  AddNamedIn(comments.Of(*route.method), comments, reasons);
  for (int i = 0; i < request.field_count(); ++i)
    AddNamedIn(comments.Of(*request.field(i)), comments, reasons);
  return {reasons.begin(), reasons.end()};
}

}  // namespace parcours::gateway
