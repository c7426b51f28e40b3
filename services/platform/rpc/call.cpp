#include "services/platform/rpc/call.h"

#include <grpc/support/time.h>

#include <charconv>

#include "services/platform/observe/trace.h"
#include "services/platform/rpc/status.h"

namespace parcours::rpc {
namespace {

std::string_view Metadata(const grpc::ServerContextBase& call, const char* key) {
  const auto found = call.client_metadata().find(key);
  if (found == call.client_metadata().end()) return {};
  return {found->second.data(), found->second.size()};
}

std::string_view WithoutBearer(std::string_view authorization) {
  constexpr std::string_view kScheme = "bearer ";
  if (authorization.size() < kScheme.size()) return {};
  for (std::size_t i = 0; i < kScheme.size(); ++i) {
    const char c = authorization[i];
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (lower != kScheme[i]) return {};
  }
  return authorization.substr(kScheme.size());
}

std::optional<store::Deadline> DeadlineOf(const grpc::ServerContextBase& call) {
  const gpr_timespec raw = call.raw_deadline();
  if (gpr_time_cmp(raw, gpr_inf_future(raw.clock_type)) == 0) return std::nullopt;
  const gpr_timespec steady = gpr_convert_clock_type(raw, GPR_CLOCK_MONOTONIC);
  return store::Deadline(std::chrono::seconds(steady.tv_sec) +
                         std::chrono::nanoseconds(steady.tv_nsec));
}

// As the caller wrote it where it is one; anything else would be stored with every fact.
std::string TraceOf(const grpc::ServerContextBase& call) {
  const auto trace = observe::ParseTraceparent(Metadata(call, "traceparent"));
  return trace ? trace->Traceparent() : std::string{};
}

std::string_view Trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "en-GB;q=0.8" → 0.8 where the range is of this language, else 0.
double Liking(std::string_view range, std::string_view language) {
  const std::string_view tag = Trimmed(range.substr(0, range.find(';')));
  if (!tag.starts_with(language) || (tag.size() > 2 && tag[2] != '-')) return 0.0;
  const auto quality = range.find("q=");
  if (quality == std::string_view::npos) return 1.0;
  double value = 0.0;
  const std::string_view digits = range.substr(quality + 2);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc{} ? value : 0.0;
}

}  // namespace

execution::Call ReadCall(const grpc::ServerContextBase& call) {
  return {.token = std::string(WithoutBearer(Metadata(call, "authorization"))),
          .deadline = DeadlineOf(call),
          .trace = TraceOf(call),
          .language = LanguageOf(call)};
}

Language PreferredLanguage(std::string_view accept_language) {
  double french = 0.0;
  double english = 0.0;
  while (!accept_language.empty()) {
    const auto comma = accept_language.find(',');
    const std::string_view range = accept_language.substr(0, comma);
    french = std::max(french, Liking(range, "fr"));
    english = std::max(english, Liking(range, "en"));
    accept_language =
        comma == std::string_view::npos ? std::string_view{} : accept_language.substr(comma + 1);
  }
  return english > french ? Language::kEnglish : Language::kFrench;
}

Language LanguageOf(const grpc::ServerContextBase& call) {
  return PreferredLanguage(Metadata(call, "accept-language"));
}

grpc::Status Conclude(grpc::ServerContextBase& call, const Result<void>& outcome) {
  if (outcome) return grpc::Status::OK;
  const Error& error = outcome.error();
  call.AddTrailingMetadata(kReasonKey, error.reason);
  if (!error.field.empty() && IsPlainMetadata(error.field))
    call.AddTrailingMetadata(kFieldKey, error.field);
  return ToStatus(error, LanguageOf(call));
}

Error CallCancelled() {
  return {.code = Code::kCancelled,
          .reason = "CALL_CANCELLED",
          .field = {},
          .french = "L'appel a été annulé avant d'être traité.",
          .english = "The call was cancelled before it was handled.",
          .retry_after = {}};
}

}  // namespace parcours::rpc
