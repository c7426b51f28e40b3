#include "services/gateway/national/dossiers.h"

#include <utility>
#include <vector>

#include "parcours/partners/v1/partners_service.pb.h"
#include "services/gateway/headers.h"
#include "services/gateway/national/records.h"
#include "services/gateway/national/refusals.h"
#include "services/gateway/refusals.h"
#include "services/gateway/target.h"
#include "services/platform/rpc/call.h"
#include "services/platform/rpc/unary_call.h"
#include "services/platform/security/cipher.h"

namespace parcours::gateway::national {
namespace {

using google::protobuf::MethodDescriptor;
using Watch = std::chrono::steady_clock;

constexpr std::string_view kPath = "/api/v3/dossiers-apprenants";
constexpr const char* kMethod = "POST";
constexpr std::string_view kBearer = "Bearer ";
// Tokens for one call: its time, and what two clocks may differ by.
constexpr std::chrono::seconds kSlack{30};

const MethodDescriptor& MethodOf(const google::protobuf::Descriptor& request,
                                 const std::string& name) {
  return *request.file()->service(0)->FindMethodByName(name);
}

std::shared_ptr<grpc::Channel> ChannelTo(const rpc::Endpoints& services, const char* name) {
  const auto address = services.find(name);
  return address == services.end() ? nullptr : rpc::OpenChannel(address->second);
}

// The key as it was sent, or why there is none.
Result<std::string> KeyIn(const Request& request) {
  const auto sent = HeaderOf(request, http::field::authorization);
  if (sent.empty()) return Refuse(ApiKeyMissing());
  if (!sent.starts_with(kBearer)) return Refuse(ApiKeyNotBearer());
  const auto key = BearerOf(request);
  if (!key || key->empty()) return Refuse(ApiKeyInvalid());
  return *key;
}

// A key in the address is refused: addresses are logged.
Result<void> CheckForm(const Request& request) {
  const auto target = request.target();
  TRY(ReadTarget({target.data(), target.size()}));
  return CheckMediaTypes(request);
}

// What partners says of the key is the sender's to know; what it says of us is not.
Error OfTheKey(const Error& error) {
  if (error.reason.starts_with("PARTNER_KEY_")) return error;
  if (error.code == Code::kInvalidArgument) return ApiKeyInvalid();
  if (error.reason == "SERVICE_UNREACHABLE") return ServiceNotReachable("partners");
  return error.code == Code::kUnauthenticated || error.code == Code::kPermissionDenied
             ? ImportFaulty()
             : error;
}

Error OfTheImport(const Error& error) {
  return error.reason == "SERVICE_UNREACHABLE" ? ServiceNotReachable("recruitment") : error;
}

security::Actor ActorOf(const partners::v1::AuthenticatePartnerKeyResponse& sender) {
  security::Actor actor{.principal = sender.partner_key(),
                        .organisation = sender.organisation(),
                        .person = {},
                        .roles = {}};
  for (const int role : sender.roles()) actor.roles.push_back(static_cast<security::Role>(role));
  return actor;
}

}  // namespace

// One call of a sender, from its arrival to its answer.
class Dossiers::Visit {
 public:
  Visit(Request sent, observe::HttpMetrics& metrics, Reply reply)
      : request(std::move(sent)),
        language(rpc::PreferredLanguage(HeaderOf(request, http::field::accept_language))),
        metrics_(metrics),
        reply_(std::move(reply)) {}

  void Counted(const RateLimiter::Answer& count) { SetCount(count, headers_); }
  void Refused(const Error& error) { Finish(Refusal(error, language)); }
  void Answered(Instant at) {
    Response response;
    response.result(http::status::ok);
    response.set(http::field::content_type, "application/json; charset=utf-8");
    response.body() =
        AnswerTo(records, {.organisation = sender.organisation, .software = software, .at = at});
    Finish(std::move(response));
  }

  Request request;
  const Language language;
  security::Actor sender;
  std::string software;
  std::vector<SentRecord> records;

 private:
  void Finish(Response response) {
    for (const auto& field : headers_) response.set(field.name_string(), field.value());
    response.set(http::field::cache_control, "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    metrics_.RequestFinished(kPath, kMethod, response.result_int(), Watch::now() - started_);
    reply_(std::move(response));
  }

  observe::HttpMetrics& metrics_;
  const Reply reply_;
  const Watch::time_point started_ = Watch::now();
  http::fields headers_;
};

Dossiers::Dossiers(DossiersOptions options, const rpc::Endpoints& services,
                   observe::HttpMetrics& metrics)
    : options_(options),
      large_{.path = std::string(kPath),
             .body_bytes = options.body_bytes,
             .more_at_once = options.large_bodies_at_once,
             .refusal = Refusal},
      partners_(ChannelTo(services, "partners")),
      recruitment_(ChannelTo(services, "recruitment")),
      metrics_(metrics),
      limiter_(options.requests_per_minute) {}

bool Dossiers::Serves(std::string_view target) const {
  return options_.issuer != nullptr && partners_ != nullptr && recruitment_ != nullptr &&
         target.substr(0, target.find('?')) == kPath;
}

void Dossiers::Handle(Request request, Reply reply) {
  // Shared by what runs now and what runs when the services have answered.
  const auto visit = std::make_shared<Visit>(std::move(request), metrics_, std::move(reply));
  if (visit->request.method() != http::verb::post) return visit->Refused(MethodNotAllowed(kMethod));
  const auto key = KeyIn(visit->request);
  if (!key) return visit->Refused(key.error());
  const auto count = limiter_.Count(security::Digest(*key), Watch::now());
  visit->Counted(count);
  if (!count.admitted) return visit->Refused(RateExceeded(count.reset));
  const auto readable = CheckForm(visit->request);
  if (!readable) return visit->Refused(readable.error());
  Authenticate(visit, *key);
}

void Dossiers::Authenticate(const std::shared_ptr<Visit>& visit, const std::string& key) {
  auto request = std::make_unique<partners::v1::AuthenticatePartnerKeyRequest>();
  request->set_key(key);
  request->set_scope(partners::v1::SEND_DOSSIERS);
  const auto& method = MethodOf(*request->descriptor(), "AuthenticatePartnerKey");
  rpc::CallUnary(partners_, method, std::move(request),
                 CallAs(security::SystemActor("gateway"), visit->language),
                 [this, visit](const rpc::UnaryAnswer& answer) {
                   if (!answer) return visit->Refused(OfTheKey(answer.error()));
                   const auto& sender =
                       static_cast<const partners::v1::AuthenticatePartnerKeyResponse&>(**answer);
                   visit->sender = ActorOf(sender);
                   visit->software = sender.display_name();
                   const std::string body = std::move(visit->request.body());
                   auto records = ReadRecords(body, visit->language);
                   if (!records) return visit->Refused(records.error());
                   visit->records = *std::move(records);
                   Import(visit);
                 });
}

void Dossiers::Import(const std::shared_ptr<Visit>& visit) {
  auto call = NextCall(visit->records);
  if (call.records().empty()) return visit->Answered(options_.clock->Now());
  call.set_source_system(visit->software);
  const auto& method = MethodOf(*call.descriptor(), "ImportDossiers");
  rpc::CallUnary(recruitment_, method,
                 std::make_unique<recruitment::v1::ImportDossiersRequest>(std::move(call)),
                 CallAs(visit->sender, visit->language),
                 [this, visit](const rpc::UnaryAnswer& answer) {
                   if (!answer) return visit->Refused(OfTheImport(answer.error()));
                   const auto& verdicts =
                       static_cast<const recruitment::v1::ImportDossiersResponse&>(**answer);
                   if (!Judge(visit->records, verdicts)) return visit->Refused(ImportFaulty());
                   Import(visit);
                 });
}

rpc::CallOptions Dossiers::CallAs(const security::Actor& actor, Language language) const {
  const auto lifetime = std::chrono::ceil<std::chrono::seconds>(options_.timeout) + kSlack;
  return {.token = options_.issuer->Issue(actor, lifetime).value_or(""),
          .timeout = options_.timeout,
          .language = language,
          .trace = {}};
}

}  // namespace parcours::gateway::national
