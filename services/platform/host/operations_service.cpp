#include "services/platform/host/operations_service.h"

#include <algorithm>
#include <optional>

#include "services/platform/bus/cloud_event.h"
#include "services/platform/bus/inbox_tables.h"
#include "services/platform/host/audit.h"
#include "services/platform/host/dated_view.h"
#include "services/platform/host/operations_dead_letters.h"
#include "services/platform/host/operations_status.h"
#include "services/platform/host/paged_stream.h"
#include "services/platform/host/rebuild_stream.h"
#include "services/platform/host/schema.h"

namespace parcours::host {
namespace {

namespace v1 = operations::v1;

constexpr int kRowsPerPage = 500;
constexpr std::size_t kLinesPerPage = 1'000;

Error ServiceUnknown(const std::string& service) {
  return {.code = Code::kNotFound,
          .reason = "SERVICE_UNKNOWN",
          .field = "service",
          .french = "Ce processus ne sert pas « " + service + " ».",
          .english = "This process does not serve '" + service + "'."};
}

Error ServiceRequired() {
  return {.code = Code::kInvalidArgument,
          .reason = "SERVICE_REQUIRED",
          .field = "service",
          .french = "Ce processus sert plusieurs services : dites lequel.",
          .english = "This process serves several services: say which."};
}

Error ClockIsReal() {
  return {.code = Code::kFailedPrecondition,
          .reason = "CLOCK_IS_REAL",
          .field = "date",
          .french = "L'horloge de ce service est celle de la machine : elle ne s'avance pas.",
          .english = "This service's clock is the machine's: it cannot be advanced."};
}

Error ClockGoesBack(CivilDate today) {
  return {
      .code = Code::kFailedPrecondition,
      .reason = "CLOCK_GOES_BACK",
      .field = "date",
      .french = "Le service est déjà au " + today.ToString() + " : l'horloge ne recule pas.",
      .english = "The service is at " + today.ToString() + " already: the clock does not go back."};
}

Error TopicNotRead(const std::string& topic) {
  return {.code = Code::kInvalidArgument,
          .reason = "TOPIC_NOT_READ",
          .field = "topics",
          .french = "Ce service ne lit pas le sujet « " + topic + " ».",
          .english = "This service does not read the topic '" + topic + "'."};
}

Result<v1::Clock> Advance(const v1::AdvanceClockRequest& request, ServiceHost& host,
                          execution::Session& session) {
  if (!host.has_virtual_clock()) return Refuse(ClockIsReal());
  const CivilDate day = CivilDate::Parse(request.date()).value();  // validated
  if (day < session.today()) return Refuse(ClockGoesBack(session.today()));
  v1::Clock clock;
  clock.set_is_virtual(true);
  clock.set_today(day.ToString());
  if (day == session.today()) return clock;
  StoreDay(session.db(), day);
  RecordAct(session.db(), session.now(),
            {.actor = session.actor().principal,
             .act = "advance_clock",
             .target = request.date(),
             .outcome = {}});
  return clock;
}

Result<std::vector<std::string>> TopicsToReplay(const v1::ReplayTopicsRequest& request,
                                                ServiceHost& host) {
  const auto read = host.core().definition().SubscribedTopics();
  if (request.topics().empty()) return read;
  for (const auto& topic : request.topics()) {
    if (std::find(read.begin(), read.end(), topic) == read.end())
      return Refuse(TopicNotRead(topic));
  }
  return std::vector<std::string>(request.topics().begin(), request.topics().end());
}

Result<v1::ReplayTopicsResponse> SetBack(const v1::ReplayTopicsRequest& request, ServiceHost& host,
                                         execution::Session& session) {
  TRY(const auto topics, TopicsToReplay(request, host));
  v1::ReplayTopicsResponse response;
  for (const auto& position : bus::InboxTables(session.db()).Positions()) {
    if (std::find(topics.begin(), topics.end(), position.topic) == topics.end()) continue;
    auto& entry = *response.add_subscriptions();
    entry.set_topic(position.topic);
    entry.set_partition(position.partition);
    entry.set_next_offset(position.next_offset);
  }
  for (const auto& topic : topics) {
    RecordAct(session.db(), session.now(),
              {.actor = session.actor().principal,
               .act = "replay_topics",
               .target = topic,
               .outcome = {}});
  }
  return response;
}

v1::ReplayedFact ToReplayed(const journal::Row& row) {
  const auto record = bus::ToRecord(row);
  v1::ReplayedFact fact;
  fact.set_position(row.position);
  fact.set_topic(record.topic);
  fact.set_key(record.key);
  for (const auto& [name, value] : record.headers) {
    auto& header = *fact.add_headers();
    header.set_name(name);
    header.set_value(value);
  }
  fact.set_value(record.value);
  return fact;
}

}  // namespace

Result<ServiceHost*> OperationsService::HostOf(const std::string& service) const {
  if (service.empty() || service == "-") {
    if (hosts_.size() != 1) return Refuse(ServiceRequired());
    return hosts_.front();
  }
  for (auto* host : hosts_) {
    if (host->name() == service) return host;
  }
  return Refuse(ServiceUnknown(service));
}

template <typename Request, typename Response, typename Answer, typename After>
rpc::Reactor* OperationsService::Run(rpc::Call* call, const Request* in, Response* out,
                                     Answer answer, After after) {
  rpc::Reactor* reactor = call->DefaultReactor();
  const auto found = HostOf(in->service());
  if (!found) {
    reactor->Finish(rpc::Conclude(*call, Refuse(found.error())));
    return reactor;
  }
  ServiceHost& host = **found;
  host.core().executor().Run(
      rpc::ReadCall(*call), *in, *out,
      [&host, out, answer](execution::Session& session) -> Result<void> {
        TRY(*out, answer(host, session));
        return {};
      },
      [&host, call, reactor, after](const Result<void>& outcome) {
        if (outcome) after(host);
        reactor->Finish(rpc::Conclude(*call, outcome));
      });
  return reactor;
}

template <typename Request, typename Response, typename Answer>
rpc::Reactor* OperationsService::Run(rpc::Call* call, const Request* in, Response* out,
                                     Answer answer) {
  return Run(call, in, out, std::move(answer), [](ServiceHost&) {});
}

rpc::Reactor* OperationsService::GetStatus(rpc::Call* call, const v1::GetStatusRequest* in,
                                           v1::Status* out) {
  return Run(call, in, out,
             [this](ServiceHost& host, execution::Session& session) -> Result<v1::Status> {
               return StatusOf(host, session.db(), started_);
             });
}

rpc::Reactor* OperationsService::AdvanceClock(rpc::Call* call, const v1::AdvanceClockRequest* in,
                                              v1::Clock* out) {
  return Run(
      call, in, out,
      [in](ServiceHost& host, execution::Session& session) { return Advance(*in, host, session); },
      [in](ServiceHost& host) { host.DayHasCome(CivilDate::Parse(in->date()).value()); });
}

rpc::Reactor* OperationsService::ListDeadLetters(rpc::Call* call,
                                                 const v1::ListDeadLettersRequest* in,
                                                 v1::ListDeadLettersResponse* out) {
  return Run(call, in, out, [in](ServiceHost&, execution::Session& session) {
    return ListLetters(*in, session.db());
  });
}

// Shown to an operator: audited by a job of its own once it was found. The name is kept: the
// request ends with the call.
rpc::Reactor* OperationsService::ShowDeadLetter(rpc::Call* call,
                                                const v1::ShowDeadLetterRequest* in,
                                                v1::DeadLetter* out) {
  return Run(call, in, out,
             [in](ServiceHost& host, execution::Session& session) -> Result<v1::DeadLetter> {
               TRY(auto letter, ShowLetter(*in, session.db()));
               TRY(host.core().writer().Submit(
                   {.run =
                        [actor = session.actor().principal, name = in->name(),
                         now = session.now()](store::Connection& db) {
                          RecordAct(db, now,
                                    {.actor = actor, .act = "show", .target = name, .outcome = {}});
                          return true;
                        },
                    .done = {}}));
               return letter;
             });
}

rpc::Reactor* OperationsService::RedriveDeadLetters(rpc::Call* call,
                                                    const v1::RedriveDeadLettersRequest* in,
                                                    v1::RedriveDeadLettersResponse* out) {
  return Run(
      call, in, out,
      [in](ServiceHost& host, execution::Session& session) {
        return RedriveLetters(*in, host, session);
      },
      [](ServiceHost& host) { host.subscription().Nudge(); });
}

rpc::Reactor* OperationsService::DiscardDeadLetters(rpc::Call* call,
                                                    const v1::DiscardDeadLettersRequest* in,
                                                    v1::DiscardDeadLettersResponse* out) {
  return Run(
      call, in, out,
      [in](ServiceHost& host, execution::Session& session) {
        return DiscardLetters(*in, host, session);
      },
      [](ServiceHost& host) { host.subscription().Nudge(); });
}

rpc::Reactor* OperationsService::ReplayTopics(rpc::Call* call, const v1::ReplayTopicsRequest* in,
                                              v1::ReplayTopicsResponse* out) {
  return Run(
      call, in, out,
      [in](ServiceHost& host, execution::Session& session) { return SetBack(*in, host, session); },
      [in](ServiceHost& host) {
        host.subscription().ReplayFromBeginning({in->topics().begin(), in->topics().end()});
      });
}

rpc::Reactor* OperationsService::ListProjections(rpc::Call* call,
                                                 const v1::ListProjectionsRequest* in,
                                                 v1::ListProjectionsResponse* out) {
  return Run(
      call, in, out,
      [](ServiceHost& host, execution::Session& session) -> Result<v1::ListProjectionsResponse> {
        return ProjectionsOf(host, session.db());
      });
}

rpc::Reactor* OperationsService::VerifyAudit(rpc::Call* call, const v1::VerifyAuditRequest* in,
                                             v1::AuditVerdict* out) {
  return Run(call, in, out,
             [](ServiceHost& host, execution::Session& session) -> Result<v1::AuditVerdict> {
               return AuditOf(host, session.db());
             });
}

grpc::ServerWriteReactor<v1::ReplayedFact>* OperationsService::Replay(rpc::Call* call,
                                                                      const v1::ReplayRequest* in) {
  const auto found = HostOf(in->service());
  if (!found) return new RefusedStream<v1::ReplayedFact>(call, found.error());
  auto& journal = (*found)->core().journal();
  return PagedStream<v1::ReplayedFact>::Start(
      call, (*found)->core().executor(), *in,
      [in, &journal, next = std::max<std::int64_t>(in->from_position(), 1)](
          execution::Session& session,
          std::vector<v1::ReplayedFact>& page) mutable -> Result<void> {
        while (page.empty()) {
          const auto rows = journal.ReadFrom(session.db(), next, kRowsPerPage);
          if (rows.empty()) return {};
          next = rows.back().position + 1;
          for (const auto& row : rows) {
            const bool wanted =
                !row.topic.empty() && (in->topic().empty() || in->topic() == row.topic);
            if (wanted) page.push_back(ToReplayed(row));
          }
        }
        return {};
      });
}

grpc::ServerWriteReactor<v1::RebuildProgress>* OperationsService::RebuildProjection(
    rpc::Call* call, const v1::RebuildProjectionRequest* in) {
  const auto found = HostOf(in->service());
  if (!found) return new RefusedStream<v1::RebuildProgress>(call, found.error());
  return StreamRebuild(call, *in, **found);
}

grpc::ServerWriteReactor<v1::DatedViewLine>* OperationsService::GetDatedView(
    rpc::Call* call, const v1::GetDatedViewRequest* in) {
  const auto found = HostOf(in->service());
  if (!found) return new RefusedStream<v1::DatedViewLine>(call, found.error());
  auto& journal = (*found)->core().journal();
  return PagedStream<v1::DatedViewLine>::Start(
      call, (*found)->core().executor(), *in,
      [in, &journal, lines = std::optional<std::vector<std::string>>(), next = std::size_t{0}](
          execution::Session& session,
          std::vector<v1::DatedViewLine>& page) mutable -> Result<void> {
        if (!lines)
          lines = DatedView(journal, session.db(),
                            CivilDate::Parse(in->day()).value_or(session.today()));
        for (; next < lines->size() && page.size() < kLinesPerPage; ++next)
          page.emplace_back().set_text((*lines)[next]);
        return {};
      });
}

}  // namespace parcours::host
