#include "services/gateway/front.h"

#include <utility>

#include "services/gateway/asyncapi.h"
#include "services/gateway/headers.h"
#include "services/gateway/openapi.h"
#include "services/gateway/problem.h"
#include "services/gateway/refusals.h"

namespace parcours::gateway {
namespace {

using SteadyClock = std::chrono::steady_clock;

// As a measure names it: never what a caller wrote.
constexpr std::string_view kOwnAddresses = "(gateway)";

bool Reads(const Request& request) {
  return request.method() == http::verb::get || request.method() == http::verb::head;
}

}  // namespace

Front::Front(const FrontOptions& options, Door& door, const Surroundings& surroundings,
             observe::HttpMetrics& metrics)
    : door_(door), metrics_(metrics), sessions_(surroundings.clock, options.session_lifetime) {
  const Comments comments;
  Publish("/openapi.json", OpenApiDocument(door.routes(), comments));
  Publish("/asyncapi.json", AsyncApiDocument(comments));
}

void Front::Publish(const std::string& address, const Json& document) {
  documents_.emplace(address,
                     Published("application/json", document.dump(), Published::Kept::kAsked));
}

Result<std::unique_ptr<Front>> Front::Open(const FrontOptions& options, Door& door,
                                           const Surroundings& surroundings,
                                           observe::HttpMetrics& metrics) {
  std::unique_ptr<Front> front(new Front(options, door, surroundings, metrics));
  std::optional<SampleAgents> agents;
  if (!options.sample_agents.empty() && surroundings.issuer != nullptr) {
    TRY(agents, SampleAgents::Read(options.sample_agents, *surroundings.issuer));
  }
  front->desk_ = std::make_unique<SessionDesk>(front->sessions_, std::move(agents));
  if (!options.pages.empty()) {
    TRY(front->pages_, Pages::Read(options.pages));
  }
  return front;
}

void Front::Handle(Request request, Reply reply) {
  const auto started = SteadyClock::now();
  auto response = AnswerAtOnce(request);
  if (!response) return door_.Handle(std::move(request), std::move(reply));
  metrics_.RequestFinished(kOwnAddresses, "", response->result_int(), SteadyClock::now() - started);
  reply(*std::move(response));
}

std::optional<Response> Front::AnswerAtOnce(Request& request) {
  if (auto response = desk_->Answer(request)) return response;
  if (pages_) {
    if (auto response = pages_->Answer(request)) return response;
  }
  const auto document = documents_.find(PathOf(request));
  if (document != documents_.end()) {
    return Reads(request) ? document->second.Answer(request)
                          : ProblemFor(request, MethodNotAllowed("GET"));
  }
  const auto admitted = desk_->Admit(request);
  if (!admitted) return ProblemFor(request, admitted.error());
  return std::nullopt;
}

}  // namespace parcours::gateway
