#include "services/platform/rpc/status.h"

#include <google/protobuf/unknown_field_set.h>
#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>

#include <algorithm>

namespace parcours::rpc {
namespace {

// Status and details share the trailing headers, which receivers bound to 8 KiB.
constexpr std::size_t kLongestSentence = 1'000;
constexpr std::size_t kLongestField = 200;

std::string Shortened(const std::string& text, std::size_t longest) {
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;  // keep UTF-8 whole
  return text.substr(0, end);
}

// google.rpc.ErrorInfo{reason = 1, domain = 2}, written by field number: Debian's
// error_details.proto is older than it.
constexpr const char* kErrorInfoUrl = "type.googleapis.com/google.rpc.ErrorInfo";
constexpr int kReasonNumber = 1;
constexpr int kDomainNumber = 2;

void AddErrorInfo(const std::string& reason, google::rpc::Status& details) {
  google::protobuf::UnknownFieldSet info;
  info.AddLengthDelimited(kReasonNumber, reason);
  info.AddLengthDelimited(kDomainNumber, "parcours");
  auto& detail = *details.add_details();
  detail.set_type_url(kErrorInfoUrl);
  info.SerializeToString(detail.mutable_value());
}

std::string ReasonOf(const google::protobuf::Any& error_info) {
  google::protobuf::UnknownFieldSet info;
  if (!info.ParseFromString(error_info.value())) return {};
  for (int i = 0; i < info.field_count(); ++i) {
    const auto& field = info.field(i);
    const bool text = field.type() == google::protobuf::UnknownField::TYPE_LENGTH_DELIMITED;
    if (text && field.number() == kReasonNumber) return field.length_delimited();
  }
  return {};
}

google::rpc::RetryInfo RetryInfoOf(std::chrono::milliseconds delay) {
  google::rpc::RetryInfo info;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(delay);
  info.mutable_retry_delay()->set_seconds(seconds.count());
  info.mutable_retry_delay()->set_nanos(
      static_cast<std::int32_t>(std::chrono::nanoseconds(delay - seconds).count()));
  return info;
}

struct TransportReason {
  Code code;
  const char* reason;
  const char* french;
  const char* english;
};

TransportReason TransportReasonOf(const grpc::Status& status) {
  switch (status.error_code()) {
    case grpc::StatusCode::UNAVAILABLE:
      return {Code::kUnavailable, "SERVICE_UNREACHABLE",
              "Le service ne répond pas : vérifiez son adresse et qu'il est démarré.",
              "The service cannot be reached: check its address and that it is running."};
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return {Code::kDeadlineExceeded, "DEADLINE_PASSED", "Le délai accordé à l'appel est dépassé.",
              "The call's deadline has passed."};
    case grpc::StatusCode::CANCELLED:
      return {Code::kCancelled, "CALL_CANCELLED", "L'appel a été annulé.",
              "The call was cancelled."};
    case grpc::StatusCode::UNIMPLEMENTED:
      return {Code::kUnimplemented, "METHOD_UNKNOWN", "Ce service ne connaît pas cette méthode.",
              "The service does not know this method."};
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return {Code::kResourceExhausted, "MESSAGE_TOO_LARGE",
              "Le message dépasse la taille admise : envoyez-le en plusieurs appels.",
              "The message is larger than the limit: send it in several calls."};
    default:
      return {Code::kUnknown, "TRANSPORT_FAILED", "L'appel n'a pas abouti.",
              "The call failed in transport."};
  }
}

bool NamesSize(const grpc::Status& status) {
  return status.error_message().find("larger than max") != std::string::npos;
}

Error TransportError(const grpc::Status& status, TransportDetail telling) {
  TransportReason reason = TransportReasonOf(status);
  if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED && !NamesSize(status)) {
    reason.reason = "TRANSPORT_EXHAUSTED";
    reason.french = "Le service a trop d'appels en cours : réessayez plus tard.";
    reason.english = "The service has too many calls in progress: try again later.";
  }
  const bool silent = telling == TransportDetail::kKept || status.error_message().empty();
  const std::string detail = silent ? "" : " (" + status.error_message() + ")";
  Error error{.code = reason.code,
              .reason = reason.reason,
              .field = {},
              .french = reason.french + detail,
              .english = reason.english + detail,
              .retry_after = {}};
  if (error.code == Code::kUnknown && status.error_code() != grpc::StatusCode::UNKNOWN) {
    error.code = static_cast<Code>(status.error_code());
  }
  return error;
}

void ReadDetail(const google::protobuf::Any& detail, Error& error) {
  google::rpc::BadRequest bad_request;
  google::rpc::RetryInfo retry;
  if (detail.type_url() == kErrorInfoUrl) {
    error.reason = ReasonOf(detail);
  } else if (detail.UnpackTo(&bad_request) && bad_request.field_violations_size() > 0) {
    error.field = bad_request.field_violations(0).field();
  } else if (detail.UnpackTo(&retry)) {
    error.retry_after = std::chrono::seconds(retry.retry_delay().seconds()) +
                        std::chrono::milliseconds(retry.retry_delay().nanos() / 1'000'000);
  }
}

}  // namespace

bool IsPlainMetadata(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7E; });
}

grpc::Status ToStatus(const Error& error, Language language) {
  const std::string sentence = Shortened(error.Message(language), kLongestSentence);
  google::rpc::Status details;
  details.set_code(static_cast<int>(error.code));
  details.set_message(sentence);
  AddErrorInfo(error.reason, details);
  if (!error.field.empty()) {
    google::rpc::BadRequest bad_request;
    auto& violation = *bad_request.add_field_violations();
    violation.set_field(Shortened(error.field, kLongestField));
    violation.set_description(sentence);
    details.add_details()->PackFrom(bad_request);
  }
  if (error.retry_after) details.add_details()->PackFrom(RetryInfoOf(*error.retry_after));
  return {static_cast<grpc::StatusCode>(error.code), sentence, details.SerializeAsString()};
}

Error FromStatus(const grpc::Status& status, TransportDetail detail) {
  google::rpc::Status details;
  if (status.error_details().empty() || !details.ParseFromString(status.error_details()) ||
      details.details_size() == 0) {
    return TransportError(status, detail);
  }
  Error error{.code = static_cast<Code>(status.error_code()),
              .reason = {},
              .field = {},
              .french = status.error_message(),
              .english = status.error_message(),
              .retry_after = {}};
  for (const auto& part : details.details()) ReadDetail(part, error);
  return error;
}

}  // namespace parcours::rpc
