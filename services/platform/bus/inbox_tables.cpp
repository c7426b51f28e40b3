#include "services/platform/bus/inbox_tables.h"

#include <array>
#include <limits>
#include <utility>

#include "services/platform/bus/schema.h"
#include "services/platform/core/check.h"

namespace parcours::bus {
namespace {

using store::Bytes;

constexpr std::string_view kWaitingColumns =
    "SELECT id, why, topic, partition, place, lane, source, event, aggregate, topic_version, "
    "attempts, headers, value FROM waiting ";
constexpr std::string_view kLetterColumns =
    "SELECT id, state, parks, topic, partition, place, lane, source, event, type, aggregate, "
    "topic_version, reason, field, detail, copies, attempts, parked, tried, headers, value "
    "FROM dead_letters ";

constexpr std::array<std::string_view, 4> kWhyNames{"GAP", "LANE", "NOT_YET", "PASSED"};
constexpr std::array<std::string_view, 4> kStateNames{"OPEN", "REDRIVEN", "HEALED", "DISCARDED"};

std::string_view NameOf(Why why) { return kWhyNames[static_cast<std::size_t>(why)]; }

template <typename Enum, std::size_t N>
Enum FromName(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  CHECK(false);
}

ReceivedRecord Received(const std::string& topic, std::int32_t partition, std::int64_t place,
                        const std::string& lane, const Bytes& headers, const Bytes& value) {
  return {.place = {.topic = topic, .partition = partition, .offset = place},
          .record = {.topic = topic,
                     .key = lane,
                     .headers = UnpackHeaders(headers.data),
                     .value = value.data}};
}

template <typename... Arguments>
std::vector<WaitingRecord> SelectWaiting(store::Connection& db, std::string_view where,
                                         const Arguments&... arguments) {
  std::vector<WaitingRecord> found;
  db.ForEach<std::int64_t, std::string, std::string, std::int32_t, std::int64_t, std::string,
             std::string, std::string, std::string, std::int64_t, int, Bytes, Bytes>(
      std::string(kWaitingColumns).append(where),
      [&found](std::int64_t id, const std::string& why, const std::string& topic,
               std::int32_t partition, std::int64_t place, const std::string& lane,
               const std::string& source, const std::string& event, const std::string& aggregate,
               std::int64_t topic_version, int attempts, const Bytes& headers, const Bytes& value) {
        found.push_back({.id = id,
                         .why = FromName<Why>(kWhyNames, why),
                         .received = Received(topic, partition, place, lane, headers, value),
                         .source = source,
                         .event = event,
                         .aggregate = aggregate,
                         .topic_version = topic_version,
                         .attempts = attempts});
      },
      arguments...);
  return found;
}

template <typename... Arguments>
std::vector<DeadLetter> SelectLetters(store::Connection& db, std::string_view where,
                                      const Arguments&... arguments) {
  std::vector<DeadLetter> found;
  db.ForEach<std::int64_t, std::string, bool, std::string, std::int32_t, std::int64_t, std::string,
             std::string, std::string, std::string, std::string, std::int64_t, std::string,
             std::string, std::string, int, int, Instant, Instant, Bytes, Bytes>(
      std::string(kLetterColumns).append(where),
      [&found](std::int64_t id, const std::string& state, bool parks, const std::string& topic,
               std::int32_t partition, std::int64_t place, const std::string& lane,
               const std::string& source, const std::string& event, const std::string& type,
               const std::string& aggregate, std::int64_t topic_version, const std::string& reason,
               const std::string& field, const std::string& detail, int copies, int attempts,
               Instant parked, Instant tried, const Bytes& headers, const Bytes& value) {
        found.push_back({.id = id,
                         .state = FromName<DeadLetterState>(kStateNames, state),
                         .parks = parks,
                         .received = Received(topic, partition, place, lane, headers, value),
                         .source = source,
                         .event = event,
                         .type = type,
                         .aggregate = aggregate,
                         .topic_version = topic_version,
                         .reason = reason,
                         .field = field,
                         .detail = detail,
                         .copies = copies,
                         .attempts = attempts,
                         .parked = parked,
                         .tried = tried});
      },
      arguments...);
  return found;
}

template <typename T>
std::optional<T> First(std::vector<T> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

template <typename... Arguments>
std::int64_t Number(store::Connection& db, std::string_view sql, const Arguments&... arguments) {
  const auto row = db.QueryOne<std::int64_t>(sql, arguments...);
  return row ? std::get<0>(*row) : 0;
}

std::string ToJson(const std::vector<std::int64_t>& numbers) {
  std::string json = "[";
  for (const auto number : numbers) json += (json.size() > 1 ? "," : "") + std::to_string(number);
  return json + "]";
}

}  // namespace

std::string_view NameOf(DeadLetterState state) {
  return kStateNames[static_cast<std::size_t>(state)];
}

void InboxTables::AdvancePosition(const Position& position) {
  db_.Execute(
      "INSERT INTO positions (topic, partition, next_offset) VALUES (:topic, :partition, :next) "
      "ON CONFLICT DO UPDATE SET next_offset = max(next_offset, excluded.next_offset)",
      position.topic, position.partition, position.next_offset);
}

std::vector<Position> InboxTables::Positions() {
  std::vector<Position> positions;
  db_.ForEach<std::string, std::int32_t, std::int64_t>(
      "SELECT topic, partition, next_offset FROM positions ORDER BY topic, partition",
      [&positions](const std::string& topic, std::int32_t partition, std::int64_t next) {
        positions.push_back({.topic = topic, .partition = partition, .next_offset = next});
      });
  return positions;
}

void InboxTables::ForgetPositions(const std::string& topic) {
  db_.Execute("DELETE FROM positions WHERE topic = :topic", topic);
}

std::int64_t InboxTables::Applied(const std::string& topic, const std::string& aggregate) {
  return Number(db_,
                "SELECT topic_version FROM applied WHERE topic = :topic AND aggregate = :aggregate",
                topic, aggregate);
}

bool InboxTables::RaiseApplied(const std::string& topic, const std::string& aggregate,
                               std::int64_t topic_version) {
  return db_.Execute(
             "INSERT INTO applied (topic, aggregate, topic_version) VALUES (:topic, :aggregate, "
             ":version) ON CONFLICT DO UPDATE SET topic_version = excluded.topic_version "
             "WHERE excluded.topic_version > topic_version",
             topic, aggregate, topic_version) > 0;
}

void InboxTables::SetApplied(const std::string& topic, const std::string& aggregate,
                             std::int64_t topic_version) {
  db_.Execute(
      "INSERT OR REPLACE INTO applied (topic, aggregate, topic_version) "
      "VALUES (:topic, :aggregate, :version)",
      topic, aggregate, topic_version);
}

bool InboxTables::Hold(const ReceivedRecord& received, const Envelope& envelope, Why why,
                       std::string_view refusal, Instant since) {
  const auto& [place, record] = received;
  const bool held =
      db_.Execute(
          "INSERT OR IGNORE INTO waiting (why, topic, partition, place, lane, source, event, "
          "aggregate, topic_version, attempts, since, refusal, headers, value) VALUES (:why, "
          ":topic, :partition, :place, :lane, :source, :event, :aggregate, :version, 0, :since, "
          ":refusal, :headers, :value)",
          NameOf(why), record.topic, place.partition, place.offset, record.key, envelope.source,
          envelope.id, envelope.aggregate, envelope.topic_version, since, refusal,
          Bytes{PackHeaders(record.headers)}, Bytes{record.value}) > 0;
  if (held && waiting_ && why != Why::kPassed) ++*waiting_;
  return held;
}

void InboxTables::ChangeWhy(std::int64_t id, Why why) {
  waiting_.reset();
  db_.Execute("UPDATE waiting SET why = :why WHERE id = :id", NameOf(why), id);
}

void InboxTables::CountAttempt(std::int64_t id, std::string_view refusal) {
  db_.Execute("UPDATE waiting SET attempts = attempts + 1, refusal = :refusal WHERE id = :id",
              refusal, id);
}

void InboxTables::Release(std::int64_t id) {
  waiting_.reset();
  db_.Execute("DELETE FROM waiting WHERE id = :id", id);
}

std::optional<WaitingRecord> InboxTables::Waiting(const std::string& topic,
                                                  const std::string& aggregate,
                                                  std::int64_t topic_version) {
  return First(SelectWaiting(
      db_, "WHERE topic = :topic AND aggregate = :aggregate AND topic_version = :version", topic,
      aggregate, topic_version));
}

std::optional<WaitingRecord> InboxTables::FirstOf(const Lane& lane) {
  return First(SelectWaiting(db_,
                             "WHERE topic = :topic AND lane = :lane AND why IN ('LANE', 'NOT_YET') "
                             "ORDER BY place LIMIT 1",
                             lane.topic, lane.key));
}

std::optional<WaitingRecord> InboxTables::CopyOf(const Lane& lane, const std::string& source,
                                                 const std::string& event) {
  return First(SelectWaiting(db_,
                             "WHERE topic = :topic AND lane = :lane AND source = :source AND "
                             "event = :event LIMIT 1",
                             lane.topic, lane.key, source, event));
}

std::vector<WaitingRecord> InboxTables::NotYet(std::int64_t after_id, int limit) {
  return SelectWaiting(db_, "WHERE why = 'NOT_YET' AND id > :id ORDER BY id LIMIT :limit", after_id,
                       limit);
}

std::vector<Lane> InboxTables::QueueingLanes(int limit) {
  std::vector<Lane> lanes;
  db_.ForEach<std::string, std::string>(
      "SELECT topic, lane FROM (SELECT topic, lane, min(place) AS place FROM waiting WHERE "
      "why = 'LANE' GROUP BY topic, lane) AS w WHERE NOT EXISTS (SELECT 1 FROM dead_letters AS d "
      "WHERE d.state = 'OPEN' AND d.parks = 1 AND d.topic = w.topic AND d.lane = w.lane AND "
      "d.place < w.place) AND NOT EXISTS (SELECT 1 FROM waiting AS n WHERE n.why = 'NOT_YET' AND "
      "n.topic = w.topic AND n.lane = w.lane) LIMIT :limit",
      [&lanes](const std::string& topic, const std::string& key) {
        lanes.push_back({.topic = topic, .key = key});
      },
      limit);
  return lanes;
}

std::int64_t InboxTables::CountNotYet() {
  return Number(db_, "SELECT count(*) FROM waiting WHERE why = 'NOT_YET'");
}

std::int64_t InboxTables::CountWaiting() {
  if (!waiting_) waiting_ = Number(db_, "SELECT count(*) FROM waiting WHERE why <> 'PASSED'");
  return *waiting_;
}

std::int64_t InboxTables::CountGaps() {
  return Number(db_,
                "SELECT count(*) FROM (SELECT DISTINCT topic, aggregate FROM waiting WHERE "
                "why = 'GAP')");
}

std::int64_t InboxTables::CountIn(const Lane& lane) {
  return Number(db_, "SELECT count(*) FROM waiting WHERE topic = :topic AND lane = :lane",
                lane.topic, lane.key);
}

std::optional<Instant> InboxTables::OldestGap() {
  const auto row =
      db_.QueryOne<std::optional<Instant>>("SELECT min(since) FROM waiting WHERE why = 'GAP'");
  return row ? std::get<0>(*row) : std::nullopt;
}

bool InboxTables::IsBlocked(const Lane& lane) {
  return FirstParked(lane).has_value() ||
         Number(db_,
                "SELECT EXISTS (SELECT 1 FROM waiting WHERE topic = :topic AND lane = :lane AND "
                "why IN ('LANE', 'NOT_YET'))",
                lane.topic, lane.key) != 0;
}

std::optional<std::int64_t> InboxTables::FirstParked(const Lane& lane) {
  const auto row = db_.QueryOne<std::optional<std::int64_t>>(
      "SELECT min(place) FROM dead_letters WHERE state = 'OPEN' AND topic = :topic AND "
      "lane = :lane AND parks = 1",
      lane.topic, lane.key);
  return row ? std::get<0>(*row) : std::nullopt;
}

bool InboxTables::AnythingHeld() {
  return Number(db_,
                "SELECT EXISTS (SELECT 1 FROM waiting) OR EXISTS (SELECT 1 FROM dead_letters "
                "WHERE state = 'OPEN')") != 0;
}

std::int64_t InboxTables::Park(const DeadLetter& letter) {
  const auto& [place, record] = letter.received;
  db_.Execute(
      "INSERT INTO dead_letters (state, parks, topic, partition, place, lane, source, event, type, "
      "aggregate, topic_version, reason, field, detail, copies, attempts, parked, tried, headers, "
      "value) VALUES (:state, :parks, :topic, :partition, :place, :lane, :source, :event, :type, "
      ":aggregate, :version, :reason, :field, :detail, :copies, :attempts, :parked, :tried, "
      ":headers, :value)",
      NameOf(letter.state), letter.parks, record.topic, place.partition, place.offset, record.key,
      letter.source, letter.event, letter.type, letter.aggregate, letter.topic_version,
      letter.reason, letter.field, letter.detail, letter.copies, letter.attempts, letter.parked,
      letter.tried, Bytes{PackHeaders(record.headers)}, Bytes{record.value});
  return Number(db_, "SELECT last_insert_rowid()");
}

bool InboxTables::CountCopy(const ReceivedRecord& received, const Envelope& envelope) {
  const auto& [place, record] = received;
  const auto at_place =
      SelectLetters(db_, "WHERE topic = :topic AND partition = :partition AND place = :place",
                    record.topic, place.partition, place.offset);
  for (const auto& letter : at_place) {
    if (letter.received.record.value == record.value &&
        letter.received.record.headers == record.headers) {
      return true;
    }
  }
  if (envelope.id.empty()) return false;
  return db_.Execute(
             "UPDATE dead_letters SET copies = copies + 1 WHERE state = 'OPEN' AND topic = :topic "
             "AND lane = :lane AND source = :source AND event = :event AND value = :value",
             record.topic, record.key, envelope.source, envelope.id, Bytes{record.value}) > 0;
}

void InboxTables::Close(std::int64_t id, DeadLetterState state, Instant when) {
  db_.Execute("UPDATE dead_letters SET state = :state, tried = :tried WHERE id = :id",
              NameOf(state), when, id);
}

void InboxTables::Retried(std::int64_t id, const Error& error, std::string_view detail,
                          Instant when) {
  db_.Execute(
      "UPDATE dead_letters SET attempts = attempts + 1, reason = :reason, field = :field, "
      "detail = :detail, tried = :tried WHERE id = :id",
      error.reason, error.field, detail, when, id);
}

std::optional<DeadLetter> InboxTables::Letter(std::int64_t id) {
  return First(SelectLetters(db_, "WHERE id = :id", id));
}

namespace {

constexpr std::string_view kSelected =
    "WHERE id > :after AND (:any_id OR id IN (SELECT value FROM json_each(:ids))) AND "
    "(:any_type OR type = :type) AND (:any_key OR lane = :lane) AND (:any_reason OR reason = "
    ":reason) AND parked >= :from AND parked < :to AND (:any_state OR state = 'OPEN')";

// Hands the parameters of kSelected to `use`.
template <typename Use>
auto WithSelected(const DeadLetterSelection& selection, Use use) {
  constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
  const auto micros = [](const std::optional<Instant>& instant, std::int64_t otherwise) {
    return instant ? static_cast<std::int64_t>(instant->time_since_epoch().count()) : otherwise;
  };
  return use(selection.after_id, selection.ids.empty(), ToJson(selection.ids),
             selection.type.empty(), selection.type, selection.key.empty(), selection.key,
             selection.reason.empty(), selection.reason, micros(selection.from, 0),
             micros(selection.to, kNever), !selection.open_only);
}

}  // namespace

std::vector<DeadLetter> InboxTables::Letters(const DeadLetterSelection& selection, Order order) {
  const std::string where = std::string(kSelected) + " ORDER BY " +
                            (order == Order::kAge ? "id" : "topic, partition, place, id") +
                            " LIMIT :limit";
  return WithSelected(selection, [&](const auto&... selected) {
    return SelectLetters(db_, where, selected..., selection.limit);
  });
}

std::int64_t InboxTables::CountLetters(const DeadLetterSelection& selection) {
  return WithSelected(selection, [&](const auto&... selected) {
    return Number(db_, "SELECT count(*) FROM dead_letters " + std::string(kSelected), selected...);
  });
}

std::int64_t InboxTables::CountOpenLetters() {
  return Number(db_, "SELECT count(*) FROM dead_letters WHERE state = 'OPEN'");
}

}  // namespace parcours::bus
