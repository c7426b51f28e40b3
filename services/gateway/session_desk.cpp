#include "services/gateway/session_desk.h"

#include <google/protobuf/util/time_util.h>

#include <boost/beast/core/string.hpp>
#include <nlohmann/json.hpp>

#include "services/gateway/headers.h"
#include "services/gateway/json_text.h"
#include "services/gateway/problem.h"
#include "services/gateway/refusals.h"
#include "services/gateway/target.h"
#include "services/platform/security/secrets.h"

namespace parcours::gateway {
namespace {

using google::protobuf::util::TimeUtil;
using Document = nlohmann::ordered_json;

constexpr std::string_view kCookie = "parcours_session";
constexpr const char* kCsrfHeader = "X-CSRF-Token";

std::string_view WithoutSpaces(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

// "a=b; parcours_session=…" → "…"; nullopt where the cookie is not sent.
std::optional<std::string> CookieOf(const Request& request) {
  std::string_view rest = HeaderOf(request, http::field::cookie);
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto pair = WithoutSpaces(rest.substr(0, end));
    if (pair.starts_with(std::string(kCookie) + "="))
      return std::string(pair.substr(kCookie.size() + 1));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::nullopt;
}

bool ChangesSomething(const Request& request) {
  return request.method() != http::verb::get && request.method() != http::verb::head &&
         request.method() != http::verb::options;
}

// Browsers say where a page comes from; whatever is no browser says nothing.
Result<void> CheckOrigin(const Request& request) {
  const auto site = HeaderOf(request, "Sec-Fetch-Site");
  const auto origin = HeaderOf(request, http::field::origin);
  const auto host = HeaderOf(request, http::field::host);
  const bool same =
      origin.empty() || origin.substr(std::min(origin.find("//") + 2, origin.size())) == host;
  if (same && (site.empty() || site == "same-origin" || site == "none")) return {};
  return Refuse(OriginForeign());
}

Result<void> CheckForgery(const Request& request, const Session& session) {
  if (!ChangesSomething(request)) return {};
  TRY(CheckOrigin(request));
  if (security::SameSecret(HeaderOf(request, kCsrfHeader), session.csrf)) return {};
  return Refuse(CsrfTokenWrong());
}

Document Shown(const SessionAgent& agent) {
  return {{"id", agent.id},
          {"name", agent.name},
          {"role", agent.role},
          {"organisation", agent.organisation}};
}

Response Told(const Document& document) {
  Response response;
  response.result(http::status::ok);
  response.set(http::field::content_type, "application/json");
  response.body() = document.dump();
  return response;
}

Response Told(const Session& session) {
  const auto until = std::chrono::floor<std::chrono::seconds>(session.expires);
  return Told({{"agent", Shown(session.agent)},
               {"csrf", session.csrf},
               {"expires", TimeUtil::ToString(
                               TimeUtil::SecondsToTimestamp(until.time_since_epoch().count()))}});
}

// A proxy that speaks TLS says so; the cookie then never leaves in the clear.
std::string CookieWith(const Request& request, std::string_view value,
                       std::chrono::seconds lifetime) {
  const bool encrypted = HeaderOf(request, "X-Forwarded-Proto") == "https";
  return std::string(kCookie) + "=" + std::string(value) +
         "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(lifetime.count()) +
         (encrypted ? "; Secure" : "");
}

}  // namespace

std::optional<Response> SessionDesk::Answer(const Request& request) {
  if (PathOf(request) != "/session" && PathOf(request) != "/session/agents") return std::nullopt;
  auto response = Serve(request);
  if (!response) response = ProblemFor(request, response.error());
  response->set(http::field::cache_control, "no-store");
  response->set("X-Content-Type-Options", "nosniff");
  return *std::move(response);
}

Result<Response> SessionDesk::Serve(const Request& request) {
  const auto sent = request.target();
  TRY(ReadTarget({sent.data(), sent.size()}));  // no token belongs in an address, here as elsewhere
  TRY(CheckMediaTypes(request));
  if (PathOf(request) == "/session/agents") return ListAgents(request);
  switch (request.method()) {
    case http::verb::get:
    case http::verb::head: {
      TRY(const auto* session, SessionOf(request));
      return Told(*session);
    }
    case http::verb::post:
      return SignIn(request);
    case http::verb::delete_:
      return SignOut(request);
    default:
      return Refuse(MethodNotAllowed("GET, POST, DELETE"));
  }
}

Result<Response> SessionDesk::ListAgents(const Request& request) const {
  if (!agents_) return Refuse(RouteUnknown());
  if (request.method() != http::verb::get && request.method() != http::verb::head)
    return Refuse(MethodNotAllowed("GET"));
  auto list = Document::array();
  for (const auto& one : agents_->offered()) list.push_back(Shown(one.shown));
  return Told(Document{{"agents", std::move(list)}});
}

Result<Response> SessionDesk::SignIn(const Request& request) {
  if (!agents_) return Refuse(RouteUnknown());
  TRY(CheckOrigin(request));
  TRY(CheckJsonText(request.body()));
  const auto body = nlohmann::json::parse(request.body(), nullptr, /*allow_exceptions=*/false);
  const auto agent = body.is_object() ? body.find("agent") : body.end();
  if (agent == body.end() || !agent->is_string()) return Refuse(AgentNotOffered("…"));
  TRY(const auto* session, agents_->SignIn(agent->get<std::string>(), sessions_));
  if (const auto former = CookieOf(request)) sessions_.Close(*former);
  auto response = Told(*session);
  response.set(http::field::set_cookie, CookieWith(request, session->id, sessions_.lifetime()));
  return response;
}

Result<Response> SessionDesk::SignOut(const Request& request) {
  TRY(const auto* session, SessionOf(request));
  TRY(CheckForgery(request, *session));
  sessions_.Close(std::string(session->id));
  Response response;
  response.result(http::status::no_content);
  response.set(http::field::set_cookie, CookieWith(request, "", std::chrono::seconds(0)));
  return response;
}

Result<const Session*> SessionDesk::SessionOf(const Request& request) {
  const auto cookie = CookieOf(request);
  if (!cookie) return Refuse(SessionMissing());
  const auto* session = sessions_.Find(*cookie);
  if (session == nullptr) return Refuse(SessionEnded());
  return session;
}

Result<void> SessionDesk::Admit(Request& request) {
  if (!HeaderOf(request, http::field::authorization).empty() || !CookieOf(request)) return {};
  TRY(const auto* session, SessionOf(request));
  TRY(CheckForgery(request, *session));
  request.set(http::field::authorization, "Bearer " + session->token);
  return {};
}

}  // namespace parcours::gateway
