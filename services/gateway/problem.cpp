#include "services/gateway/problem.h"

#include <charconv>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "services/platform/rpc/call.h"
#include "services/platform/rpc/json_shape.h"

namespace parcours::gateway {
namespace {

using google::protobuf::Descriptor;

constexpr unsigned kClientClosedRequest = 499;

const std::map<std::string, http::status, std::less<>>& OwnStatuses() {
  static const std::map<std::string, http::status, std::less<>> statuses{
      {"METHOD_NOT_ALLOWED", http::status::method_not_allowed},
      {"NOT_ACCEPTABLE", http::status::not_acceptable},
      {"CONTENT_TYPE_UNSUPPORTED", http::status::unsupported_media_type},
      {"HEADERS_TOO_LARGE", http::status::request_header_fields_too_large},
      {"BODY_TOO_LARGE", http::status::payload_too_large},
      {"MESSAGE_TOO_LARGE", http::status::payload_too_large},
      {"REQUEST_TOO_SLOW", http::status::request_timeout},
      {"ETAG_MISMATCH", http::status::precondition_failed}};
  return statuses;
}

std::string Title(http::status status) {
  if (static_cast<unsigned>(status) == kClientClosedRequest) return "Client Closed Request";
  const auto reason = http::obsolete_reason(status);
  return {reason.data(), reason.size()};
}

// One step, "barriers" or "barriers[0]", added to the pointer; the message below it, if any.
bool AddStep(const Descriptor*& type, std::string_view step, std::string& pointer) {
  const auto bracket = step.find('[');
  const auto* field = type == nullptr ? nullptr : rpc::FindField(*type, step.substr(0, bracket));
  if (field == nullptr) return false;
  pointer += "/" + field->json_name();
  if (bracket != std::string_view::npos) {
    if (!step.ends_with(']')) return false;
    pointer += "/" + std::string(step.substr(bracket + 1, step.size() - bracket - 2));
  }
  type = field->message_type();
  return true;
}

std::string InSeconds(std::chrono::milliseconds wait) {
  return std::to_string(std::chrono::ceil<std::chrono::seconds>(wait).count());
}

}  // namespace

http::status StatusOf(const Error& error) {
  const auto own = OwnStatuses().find(error.reason);
  if (own != OwnStatuses().end()) return own->second;
  switch (error.code) {
    case Code::kCancelled:
      return static_cast<http::status>(kClientClosedRequest);
    case Code::kInvalidArgument:
    case Code::kFailedPrecondition:
      return http::status::bad_request;
    case Code::kDeadlineExceeded:
      return http::status::gateway_timeout;
    case Code::kNotFound:
      return http::status::not_found;
    case Code::kAlreadyExists:
    case Code::kAborted:
      return http::status::conflict;
    case Code::kPermissionDenied:
      return http::status::forbidden;
    case Code::kUnauthenticated:
      return http::status::unauthorized;
    case Code::kResourceExhausted:
      return http::status::too_many_requests;
    case Code::kUnimplemented:
      return http::status::not_implemented;
    case Code::kUnavailable:
      return http::status::service_unavailable;
    case Code::kUnknown:
    case Code::kInternal:
    case Code::kDataLoss:
      return http::status::internal_server_error;
  }
  return http::status::internal_server_error;
}

std::optional<std::string> PointerTo(const Descriptor& request, const std::string& field) {
  std::string pointer = "#";
  const Descriptor* type = &request;
  std::string_view rest = field;
  while (!rest.empty()) {
    const auto dot = rest.find('.');
    if (!AddStep(type, rest.substr(0, dot), pointer)) return std::nullopt;
    rest = dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
  }
  if (field.empty()) return std::nullopt;
  return pointer;
}

Response Problem(const Error& error, Language language, const Descriptor* request) {
  const auto status = StatusOf(error);
  const auto& sentence = error.Message(language);
  nlohmann::ordered_json body{{"type", "urn:parcours:reason:" + error.reason},
                              {"title", Title(status)},
                              {"status", static_cast<unsigned>(status)},
                              {"detail", sentence},
                              {"reason", error.reason},
                              {"code", CodeName(error.code)}};
  const auto pointer = request == nullptr ? std::nullopt : PointerTo(*request, error.field);
  if (pointer) {
    body["errors"] = nlohmann::ordered_json::array({{{"detail", sentence}, {"pointer", *pointer}}});
  } else if (!error.field.empty()) {
    body["subject"] = error.field;
  }
  Response response;
  response.result(status);
  response.set(http::field::content_type, "application/problem+json");
  response.set(http::field::content_language, language == Language::kFrench ? "fr" : "en");
  if (error.retry_after) response.set(http::field::retry_after, InSeconds(*error.retry_after));
  if (error.code == Code::kUnauthenticated)
    response.set(http::field::www_authenticate, "Bearer realm=\"parcours\"");
  // A text that is not UTF-8 is no reason to answer nothing.
  response.body() = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return response;
}

Response ProblemFor(const Request& request, const Error& error) {
  const auto accepted = HeaderOf(request, http::field::accept_language);
  auto response = Problem(error, rpc::PreferredLanguage(accepted), nullptr);
  response.set(http::field::cache_control, "no-store");
  response.set("X-Content-Type-Options", "nosniff");
  return response;
}

}  // namespace parcours::gateway
