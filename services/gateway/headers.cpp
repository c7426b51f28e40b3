#include "services/gateway/headers.h"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <charconv>
#include <cmath>

#include "services/gateway/refusals.h"
#include "services/platform/rpc/status.h"

namespace parcours::gateway {
namespace {

constexpr std::string_view kBearer = "Bearer ";

bool Equal(std::string_view one, std::string_view other) {
  return boost::beast::iequals({one.data(), one.size()}, {other.data(), other.size()});
}

std::string_view Trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "application/json; charset=utf-8" → "application/json"
std::string_view TypeIn(std::string_view value) {
  return Trimmed(value.substr(0, value.find(';')));
}

bool IsJsonType(std::string_view content_type) {
  if (!Equal(TypeIn(content_type), kJsonMedia)) return false;
  const auto semicolon = content_type.find(';');
  if (semicolon == std::string_view::npos) return true;
  const auto parameter = Trimmed(content_type.substr(semicolon + 1));
  return Equal(parameter, "charset=utf-8") || Equal(parameter, "charset=\"utf-8\"");
}

// "text/html, application/*;q=0.8": a range that is excluded by q=0 is not looked for.
bool Takes(std::string_view wanted, std::string_view accept) {
  if (accept.empty()) return true;
  while (!accept.empty()) {
    const auto comma = std::min(accept.find(','), accept.size());
    const auto type = TypeIn(accept.substr(0, comma));
    if (type == "*/*" || Equal(type, wanted) ||
        Equal(type, std::string(wanted.substr(0, wanted.find('/'))) + "/*"))
      return true;
    accept.remove_prefix(std::min(comma + 1, accept.size()));
  }
  return false;
}

bool IsQuoted(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' && text.find('"', 1) == text.size() - 1;
}

}  // namespace

std::string_view PathOf(const Request& request) {
  const auto sent = request.target();
  const std::string_view target(sent.data(), sent.size());
  return target.substr(0, target.find('?'));
}

Result<std::string> BearerOf(const Request& request) {
  const std::string sent(HeaderOf(request, http::field::authorization));
  if (!rpc::IsPlainMetadata(sent))
    return Refuse(HeaderMalformed("Authorization", "Bearer et un jeton", "Bearer and a token"));
  if (!Equal(std::string_view(sent).substr(0, kBearer.size()), kBearer)) return std::string();
  return std::string(Trimmed(std::string_view(sent).substr(kBearer.size())));
}

Result<std::chrono::milliseconds> TimeoutOf(const Request& request, std::chrono::milliseconds usual,
                                            std::chrono::milliseconds longest) {
  const auto sent = HeaderOf(request, "Request-Timeout");
  if (sent.empty()) return usual;
  double seconds = 0;
  const auto [end, failed] =
      std::from_chars(sent.data(), sent.data() + sent.size(), seconds, std::chars_format::fixed);
  if (failed != std::errc{} || end != sent.data() + sent.size() || !std::isfinite(seconds) ||
      seconds < 0.001) {
    return Refuse(HeaderMalformed("Request-Timeout", "un nombre de secondes, par exemple 2.5",
                                  "a number of seconds, e.g. 2.5"));
  }
  const double most = std::chrono::duration<double>(longest).count();
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::duration<double>(std::min(seconds, most)));
}

Result<std::string> IdempotencyKeyOf(const Request& request) {
  const auto sent = HeaderOf(request, "Idempotency-Key");
  const std::string key(IsQuoted(sent) ? sent.substr(1, sent.size() - 2) : sent);
  if (rpc::IsPlainMetadata(key)) return key;
  return Refuse(HeaderMalformed("Idempotency-Key", "du texte ASCII, comme request_id",
                                "ASCII text, as request_id"));
}

Result<std::string> IfMatchOf(const Request& request) {
  const auto sent = HeaderOf(request, http::field::if_match);
  if (sent.empty()) return std::string();
  if (IsQuoted(sent) && rpc::IsPlainMetadata(std::string(sent)))
    return std::string(sent.substr(1, sent.size() - 2));
  return Refuse(HeaderMalformed("If-Match", "un seul ETag, entre guillemets et sans W/",
                                "one ETag, in quotes and without W/"));
}

Result<std::optional<std::int64_t>> LastEventIdOf(const Request& request) {
  const auto sent = HeaderOf(request, "Last-Event-ID");
  if (sent.empty()) return std::nullopt;
  std::int64_t position = 0;
  const auto [end, failed] = std::from_chars(sent.data(), sent.data() + sent.size(), position);
  if (failed == std::errc{} && end == sent.data() + sent.size() && position >= 0) return position;
  return Refuse(HeaderMalformed("Last-Event-ID", "l'identifiant du dernier événement reçu",
                                "the id of the last event received"));
}

Result<void> CheckMediaTypes(const Request& request, std::string_view answered) {
  if (!Takes(answered, HeaderOf(request, http::field::accept)))
    return Refuse(NotAcceptable(answered));
  if (request.body().empty()) return {};
  const auto encoding = HeaderOf(request, http::field::content_encoding);
  if (!IsJsonType(HeaderOf(request, http::field::content_type)) ||
      (!encoding.empty() && !Equal(encoding, "identity")))
    return Refuse(ContentTypeUnsupported());
  return {};
}

}  // namespace parcours::gateway
