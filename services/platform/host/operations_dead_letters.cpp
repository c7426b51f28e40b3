#include "services/platform/host/operations_dead_letters.h"

#include <google/protobuf/util/time_util.h>

#include <charconv>

#include "services/platform/bus/dead_letters.h"
#include "services/platform/bus/refusals.h"

namespace parcours::host {
namespace {

namespace v1 = operations::v1;
using google::protobuf::util::TimeUtil;

constexpr std::string_view kCollection = "deadLetters";
constexpr int kDefaultPage = 50;

std::int64_t ToId(std::string_view text) {
  std::int64_t id = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  return error == std::errc{} && end == text.data() + text.size() ? id : -1;
}

google::protobuf::Timestamp ToTimestamp(Instant instant) {
  return TimeUtil::MicrosecondsToTimestamp(instant.time_since_epoch().count());
}

v1::DeadLetter::State StateOf(const bus::DeadLetter& letter) {
  switch (letter.state) {
    case bus::DeadLetterState::kOpen:
      return letter.is_behind ? v1::DeadLetter::BEHIND : v1::DeadLetter::OPEN;
    case bus::DeadLetterState::kRedriven:
    case bus::DeadLetterState::kHealed:
      return v1::DeadLetter::REDRIVEN;
    case bus::DeadLetterState::kDiscarded:
      return v1::DeadLetter::DISCARDED;
  }
  return v1::DeadLetter::STATE_UNSPECIFIED;
}

v1::DeadLetter ToProto(const bus::DeadLetter& letter) {
  v1::DeadLetter proto;
  proto.set_name(ResourceName(kCollection, std::to_string(letter.id)));
  proto.set_topic(letter.received.place.topic);
  proto.set_partition(letter.received.place.partition);
  proto.set_offset(letter.received.place.offset);
  proto.set_key(letter.received.record.key);
  proto.set_type(letter.type);
  if (!letter.event.empty()) proto.set_fact_id(letter.source + "#" + letter.event);
  proto.set_reason(letter.reason);
  proto.set_message(letter.detail);
  proto.set_attempts(letter.attempts);
  proto.set_state(StateOf(letter));
  proto.set_behind_count(static_cast<int>(letter.waiting_behind));
  *proto.mutable_create_time() = ToTimestamp(letter.parked);
  *proto.mutable_update_time() = ToTimestamp(letter.tried);
  return proto;
}

std::optional<Instant> ToInstant(bool given, const google::protobuf::Timestamp& time) {
  if (!given) return std::nullopt;
  return Instant{std::chrono::microseconds{TimeUtil::TimestampToMicroseconds(time)}};
}

// What the selector means among the open letters.
bus::DeadLetterSelection SelectionOf(const v1::DeadLetterSelector& selector) {
  bus::DeadLetterSelection selection{
      .ids = {},
      .type = selector.type(),
      .key = selector.key(),
      .reason = {},
      .from = ToInstant(selector.has_from_time(), selector.from_time()),
      .to = ToInstant(selector.has_to_time(), selector.to_time())};
  for (const auto& name : selector.names()) selection.ids.push_back(ToId(IdOf(name, kCollection)));
  return selection;
}

}  // namespace

Result<v1::ListDeadLettersResponse> ListLetters(const v1::ListDeadLettersRequest& request,
                                                store::Connection& db) {
  const int page = request.page_size() == 0 ? kDefaultPage : request.page_size();
  const std::int64_t after = request.page_token().empty() ? 0 : ToId(request.page_token());
  const auto letters =
      bus::ListDeadLetters(db, {.ids = {},
                                .type = request.type(),
                                .key = request.key(),
                                .reason = {},
                                .from = ToInstant(request.has_from_time(), request.from_time()),
                                .to = ToInstant(request.has_to_time(), request.to_time()),
                                .open_only = !request.include_settled(),
                                .after_id = after,
                                .limit = page + 1});
  v1::ListDeadLettersResponse response;
  for (const auto& letter : letters) {
    if (response.dead_letters_size() == page) {
      response.set_next_page_token(
          std::string(LastSegment(response.dead_letters(page - 1).name())));
      break;
    }
    *response.add_dead_letters() = ToProto(letter);
  }
  return response;
}

Result<v1::DeadLetter> ShowLetter(const v1::ShowDeadLetterRequest& request, store::Connection& db) {
  TRY(const auto view, bus::ShowDeadLetter(db, ToId(IdOf(request.name(), kCollection))));
  auto proto = ToProto(view.letter);
  for (const auto& [name, value] : view.headers) {
    auto& header = *proto.add_headers();
    header.set_name(name);
    header.set_value(value);
  }
  proto.set_content_json(view.json);
  proto.set_content_size(static_cast<int>(view.value_bytes));
  return proto;
}

Result<v1::RedriveDeadLettersResponse> RedriveLetters(const v1::RedriveDeadLettersRequest& request,
                                                      ServiceHost& host,
                                                      execution::Session& session) {
  const bus::Act act{.actor = session.actor().principal, .reason = {}};
  TRY(const auto report,
      bus::RedriveDeadLetters(host.inbox(), session.db(), SelectionOf(request.selector()), act,
                              session.now()));
  v1::RedriveDeadLettersResponse response;
  response.set_redriven_count(report.redriven + report.healed);
  response.set_failed_count(report.still_open);
  response.set_left_count(static_cast<int>(report.left));
  return response;
}

Result<v1::DiscardDeadLettersResponse> DiscardLetters(const v1::DiscardDeadLettersRequest& request,
                                                      ServiceHost& host,
                                                      execution::Session& session) {
  const bus::Act act{.actor = session.actor().principal, .reason = request.reason()};
  TRY(const auto report,
      bus::DiscardDeadLetters(host.inbox(), session.db(), SelectionOf(request.selector()), act,
                              session.now()));
  v1::DiscardDeadLettersResponse response;
  response.set_discarded_count(report.discarded);
  response.set_left_count(static_cast<int>(report.left));
  return response;
}

}  // namespace parcours::host
