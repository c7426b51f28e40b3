#include "services/gateway/door.h"

#include <algorithm>
#include <utility>

#include "services/gateway/headers.h"
#include "services/gateway/problem.h"
#include "services/gateway/refusals.h"
#include "services/gateway/request_message.h"
#include "services/gateway/rpc_events.h"
#include "services/platform/observe/trace.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/json_message.h"
#include "services/platform/rpc/unary_call.h"

namespace parcours::gateway {
namespace {

using google::protobuf::Message;
using Watch = std::chrono::steady_clock;

constexpr std::string_view kOperations = "operations";
constexpr const char* kNobody = "nobody";
constexpr const char* kAllowedHeaders =
    "Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, Last-Event-ID, "
    "Request-Timeout, Traceparent";
constexpr const char* kExposedHeaders =
    "ETag, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After";
constexpr const char* kPreflightSeconds = "600";

std::vector<std::string> NamesOf(const rpc::Endpoints& services) {
  std::vector<std::string> names;
  for (const auto& [name, address] : services) names.push_back(name);
  return names;
}

// "parcours.followup.v1" → "followup"
std::string ContextOf(const google::protobuf::MethodDescriptor& method) {
  const std::string& package = method.file()->package();
  const auto first = package.find('.') + 1;
  return package.substr(first, package.find('.', first) - first);
}

Response AnswerOf(const Message& answer) {
  Response response;
  response.result(http::status::ok);
  response.set(http::field::content_type, "application/json");
  const auto etag = TextOf(answer, "etag");
  if (!etag.empty()) response.set(http::field::etag, "\"" + etag + "\"");
  response.body() = rpc::ToJsonLine(answer);
  return response;
}

Response EventsBegin() {
  Response response;
  response.result(http::status::ok);
  response.set(http::field::content_type, std::string(kEventMedia));
  response.set("X-Accel-Buffering", "no");  // for nginx: each event leaves at once
  return response;
}

}  // namespace

// One request from its arrival to its answer.
class Door::Visit {
 public:
  Visit(const Request& request, Door& door, Reply reply)
      : door_(door),
        reply_(std::move(reply)),
        language_(rpc::PreferredLanguage(HeaderOf(request, http::field::accept_language))) {
    const std::string origin(HeaderOf(request, http::field::origin));
    if (!door.options_.allowed_origins.empty()) headers_.set(http::field::vary, "Origin");
    if (!door.Allows(origin)) return;
    headers_.set(http::field::access_control_allow_origin, origin);
    headers_.set(http::field::access_control_expose_headers, kExposedHeaders);
  }

  void Counted(const RateLimiter::Answer& count) { SetCount(count, headers_); }
  void Found(const Route& route) { route_ = &route; }
  void Allow(const std::string& methods) { headers_.set(http::field::allow, methods); }

  void Refused(const Error& error) {
    const auto* asked = route_ == nullptr ? nullptr : route_->method->input_type();
    Finish(Problem(error, language_, asked));
  }
  void Finish(Answer answer) {
    auto& response = answer.head;
    for (const auto& field : headers_) response.set(field.name_string(), field.value());
    response.set(http::field::cache_control, "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    door_.metrics_.RequestFinished(route_ == nullptr ? "" : route_->text,
                                   route_ == nullptr ? "" : route_->http_method,
                                   response.result_int(), Watch::now() - started_);
    reply_(std::move(answer));
  }

  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] Watch::time_point started() const { return started_; }

 private:
  Door& door_;
  const Reply reply_;
  const Language language_;
  const Watch::time_point started_ = Watch::now();
  const Route* route_ = nullptr;
  http::fields headers_;
};

Door::Door(DoorOptions options, const rpc::Endpoints& services, security::TokenVerifier& tokens,
           observe::HttpMetrics& metrics)
    : options_(std::move(options)),
      routes_(ApisOf(NamesOf(services))),
      tokens_(tokens),
      metrics_(metrics),
      limiter_(options_.requests_per_minute) {
  for (const auto& [name, address] : services)
    services_[name] = {.name = name, .channel = rpc::OpenChannel(address)};
}

void Door::Handle(Request request, Reply reply) {
  // Shared by what runs now and what runs when the service has answered.
  const auto visit = std::make_shared<Visit>(request, *this, std::move(reply));
  const auto sent = request.target();
  const auto target = ReadTarget({sent.data(), sent.size()});
  // Browsers ask without a token: counted as nobody's, a flood of such calls would lock them out.
  if (target && request.method() == http::verb::options) return Preflight(request, *target, *visit);
  const auto count = limiter_.Count(CallerOf(request), visit->started());
  visit->Counted(count);
  if (!count.admitted) return visit->Refused(RateExceeded(count.reset));
  if (!target) return visit->Refused(target.error());
  const auto method = request.method_string();
  const auto found = routes_.Find({method.data(), method.size()}, *target);
  if (!found) {
    const auto methods = routes_.MethodsOf(*target);
    if (!methods.empty()) visit->Allow(methods + ", OPTIONS");
    return visit->Refused(found.error());
  }
  visit->Found(*found->route);
  Call(request, *target, *found, visit);
}

void Door::Call(const Request& request, const Target& target, const FoundRoute& found,
                const std::shared_ptr<Visit>& visit) {
  const auto prepare = [&]() -> Result<std::unique_ptr<Message>> {
    TRY(CheckMediaTypes(request, found.route->GoesOn() ? kEventMedia : kJsonMedia));
    TRY(auto message, ReadRequest(found, target.parameters, request.body()));
    TRY(const auto key, IdempotencyKeyOf(request));
    if (!key.empty()) TRY(FillFromHeader(*message, "request_id", "Idempotency-Key", key));
    TRY(const auto etag, IfMatchOf(request));
    if (!etag.empty()) TRY(FillFromHeader(*message, "etag", "If-Match", etag));
    TRY(const auto last_heard, LastEventIdOf(request));
    if (last_heard && found.route->GoesOn()) SetNumber(*message, "after", *last_heard);
    return message;
  };
  auto message = prepare();
  if (!message) return visit->Refused(message.error());
  const auto service = ServiceFor(*found.route, **message);
  if (!service) return visit->Refused(service.error());
  auto options = OptionsOf(request);
  if (!options) return visit->Refused(options.error());
  options->language = visit->language();
  if (found.route->GoesOn()) {
    options->timeout = options_.longest_stream;
    return rpc::CallStream((*service)->channel, *found.route->method, *std::move(message), *options,
                           [visit](rpc::OpenedStream opened) {
                             if (!opened) return visit->Refused(opened.error());
                             visit->Finish({EventsBegin(), EventsOf(*std::move(opened))});
                           });
  }
  rpc::CallUnary((*service)->channel, *found.route->method, *std::move(message), *options,
                 [visit, &name = (*service)->name](const rpc::UnaryAnswer& answer) {
                   if (answer) return visit->Finish(AnswerOf(**answer));
                   const bool gone = answer.error().reason == "SERVICE_UNREACHABLE";
                   visit->Refused(gone ? ServiceNotReachable(name) : answer.error());
                 });
}

void Door::Preflight(const Request& request, const Target& target, Visit& visit) const {
  const auto methods = routes_.MethodsOf(target);
  if (methods.empty()) return visit.Refused(RouteUnknown());
  visit.Allow(methods + ", OPTIONS");
  Response response;
  response.result(http::status::no_content);
  if (Allows(HeaderOf(request, http::field::origin))) {
    response.set(http::field::access_control_allow_methods, methods);
    response.set(http::field::access_control_allow_headers, kAllowedHeaders);
    response.set(http::field::access_control_max_age, kPreflightSeconds);
  }
  visit.Finish(std::move(response));
}

Result<rpc::CallOptions> Door::OptionsOf(const Request& request) const {
  TRY(auto token, BearerOf(request));
  TRY(const auto timeout, TimeoutOf(request, options_.usual_timeout, options_.longest_timeout));
  const auto trace = observe::ParseTraceparent(HeaderOf(request, "traceparent"));
  return rpc::CallOptions{.token = std::move(token),
                          .timeout = timeout,
                          .trace = trace ? trace->Traceparent() : std::string()};
}

Result<const Door::Service*> Door::ServiceFor(const Route& route, const Message& request) const {
  const auto context = ContextOf(*route.method);
  const auto name = context == kOperations ? TextOf(request, "service") : context;
  const auto found = services_.find(name);
  if (found == services_.end()) return Refuse(ServiceUnknown(name));
  return &found->second;
}

// Tokens that nobody signed count as nobody's: a forged name would use up another one's requests.
std::string Door::CallerOf(const Request& request) const {
  const auto token = BearerOf(request);
  if (!token || token->empty()) return kNobody;
  const auto actor = tokens_.Verify(*token);
  return actor ? actor->principal : kNobody;
}

bool Door::Allows(std::string_view origin) const {
  const auto& allowed = options_.allowed_origins;
  return std::find(allowed.begin(), allowed.end(), origin) != allowed.end();
}

std::vector<std::string> Door::Unreachable() const {
  std::vector<std::string> names;
  for (const auto& [name, service] : services_) {
    if (service.channel->GetState(/*try_to_connect=*/true) != GRPC_CHANNEL_READY)
      names.push_back(name);
  }
  return names;
}

}  // namespace parcours::gateway
