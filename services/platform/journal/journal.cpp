#include "services/platform/journal/journal.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <utility>

#include "services/platform/core/check.h"
#include "services/platform/journal/row_hash.h"
#include "services/platform/security/redaction.h"

namespace parcours::journal {
namespace {

using google::protobuf::Message;
using store::Bytes;
using store::BytesView;

constexpr std::array kMigrations{
    store::Migration{.component = "journal", .version = 1, .script = R"(
  CREATE TABLE journal (
    position INTEGER PRIMARY KEY,
    aggregate TEXT NOT NULL, version INTEGER NOT NULL,
    topic TEXT NOT NULL, topic_version INTEGER NOT NULL,
    type TEXT NOT NULL, tenant TEXT NOT NULL, subject TEXT NOT NULL, actor TEXT NOT NULL,
    cause_source TEXT NOT NULL, cause_id TEXT NOT NULL, chain INTEGER NOT NULL,
    effective TEXT NOT NULL, recorded INTEGER NOT NULL, trace TEXT NOT NULL,
    payload BLOB NOT NULL, sealed BLOB,
    previous INTEGER NOT NULL,
    previous_hash BLOB, hash BLOB NOT NULL);
  CREATE TABLE heads (
    aggregate TEXT PRIMARY KEY, position INTEGER NOT NULL, version INTEGER NOT NULL,
    public_version INTEGER NOT NULL, restricted_version INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE chain_heads (tenant TEXT PRIMARY KEY, hash BLOB NOT NULL) WITHOUT ROWID;
)"}};

constexpr std::string_view kColumns =
    "position, aggregate, version, topic, topic_version, type, tenant, subject, actor, "
    "cause_source, cause_id, chain, "
    "effective, recorded, trace, payload, sealed, previous_hash, hash, previous";

std::string SelectRows(std::string_view where) {
  return "SELECT " + std::string(kColumns) + " FROM journal " + std::string(where);
}

// Calls sink(Row, previous position).
template <typename Sink, typename... Arguments>
void ForEachRow(store::Connection& connection, const std::string& source, std::string_view sql,
                Sink sink, const Arguments&... arguments) {
  connection
      .ForEach<std::int64_t, std::string, std::int64_t, std::string, std::int64_t, std::string,
               std::string, std::string, std::string, std::string, std::string, std::uint32_t,
               CivilDate, Instant, std::string, Bytes, Bytes, Bytes, Bytes, std::int64_t>(
          sql,
          [&](std::int64_t position, const std::string& aggregate, std::int64_t version,
              const std::string& topic, std::int64_t topic_version, const std::string& type,
              const std::string& tenant, const std::string& subject, const std::string& actor,
              const std::string& cause_source, const std::string& cause_id, std::uint32_t chain,
              CivilDate effective, Instant recorded, const std::string& trace, const Bytes& payload,
              const Bytes& sealed, const Bytes& previous_hash, const Bytes& hash,
              std::int64_t previous) {
            sink(Row{.position = position,
                     .topic = topic,
                     .meta = {.source = source,
                              .aggregate = aggregate,
                              .version = version,
                              .topic_version = topic_version,
                              .type = type,
                              .tenant = tenant,
                              .subject = subject,
                              .trace = trace,
                              .cause = {.source = cause_source, .id = cause_id},
                              .chain = chain,
                              .effective = effective,
                              .recorded = recorded},
                     .actor = actor,
                     .payload = payload.data,
                     .sealed = sealed.data,
                     .previous_hash = previous_hash.data,
                     .hash = hash.data},
                 previous);
          },
          arguments...);
}

std::string Serialize(const Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  CHECK(message.SerializeToCodedStream(&coded));
  coded.Trim();
  return bytes;
}

std::unique_ptr<Message> CopyOf(const Message& message) {
  std::unique_ptr<Message> copy(message.New());
  copy->CopyFrom(message);
  return copy;
}

store::Failure VersionTaken(const std::string& aggregate) {
  return {
      Error{
          .code = Code::kAborted,
          .reason = "VERSION_TAKEN",
          .field = aggregate,
          .french =
              "Une autre demande vient de modifier cette ressource. Relisez-la puis recommencez.",
          .english = "Another request has just changed this resource. Read it again, then retry."},
      store::Failure::Reach::kStatement, "version taken"};
}

std::int64_t& VersionOn(Head& head, const std::string& topic) {
  return topic.ends_with(".restricted.v1") ? head.restricted_version : head.public_version;
}

}  // namespace

std::span<const store::Migration> Migrations() { return kMigrations; }

const Row& Journal::Append(store::Connection& connection, const Head& head, const Draft& draft) {
  Head next = head;
  ++next.version;
  Row row{.topic = TopicOf(*draft.fact.GetDescriptor()),
          .meta = {.source = Source(),
                   .aggregate = draft.aggregate,
                   .version = next.version,
                   .type = draft.fact.GetDescriptor()->full_name(),
                   .tenant = draft.tenant,
                   .subject = draft.subject,
                   .trace = draft.trace},
          .actor = draft.actor};
  if (!row.topic.empty()) row.meta.topic_version = ++VersionOn(next, row.topic);
  row.meta = ReadMeta(draft.fact, std::move(row.meta)).value();
  const auto open = CopyOf(draft.fact);
  security::RemoveSensitiveFields(*open);
  row.payload = Serialize(*open);
  if (security::HasSensitiveFields(*draft.fact.GetDescriptor())) {
    const auto secret = CopyOf(draft.fact);
    security::KeepSensitiveFields(*secret);
    const std::string bytes = Serialize(*secret);
    if (!bytes.empty()) row.sealed = keyring_.Seal(row.meta.subject, row.meta.Id(), bytes);
  }
  row.previous_hash = ChainHead(connection, row.meta.tenant);
  row.hash = HashOf(row);
  Insert(connection, head, row);
  next.position = row.position;
  MoveHead(connection, head, next, row.meta.aggregate);
  chain_heads_[row.meta.tenant] = row.hash;
  connection.Execute("INSERT OR REPLACE INTO chain_heads (tenant, hash) VALUES (:tenant, :hash)",
                     row.meta.tenant, BytesView{row.hash});
  return appended_.emplace_back(std::move(row));
}

void Journal::Insert(store::Connection& connection, const Head& head, Row& row) {
  const auto& meta = row.meta;
  // Counted here: the writer alone appends.
  if (last_position_ == 0) last_position_ = LastPosition(connection);
  row.position = ++last_position_;
  connection.Execute(
      "INSERT INTO journal (position, aggregate, version, topic, topic_version, type, tenant, "
      "subject, "
      "actor, cause_source, "
      "cause_id, chain, effective, recorded, trace, payload, sealed, previous, previous_hash, "
      "hash) VALUES "
      "(:position, :aggregate, :version, :topic, :topic_version, :type, :tenant, :subject, :actor, "
      ":cause_source, :cause_id, "
      ":chain, :effective, :recorded, :trace, :payload, :sealed, :previous, :previous_hash, :hash)",
      row.position, meta.aggregate, meta.version, row.topic, meta.topic_version, meta.type,
      meta.tenant, meta.subject, row.actor, meta.cause.source, meta.cause.id, meta.chain,
      meta.effective, meta.recorded, meta.trace, BytesView{row.payload}, BytesView{row.sealed},
      head.position, BytesView{row.previous_hash}, BytesView{row.hash});
}

void Journal::MoveHead(store::Connection& connection, const Head& from, const Head& to,
                       const std::string& aggregate) {
  const std::int64_t moved =
      from.version == 0
          ? connection.Execute(
                "INSERT INTO heads (aggregate, position, version, public_version, "
                "restricted_version) "
                "VALUES (:aggregate, :position, :version, :public, :restricted) ON CONFLICT DO "
                "NOTHING",
                aggregate, to.position, to.version, to.public_version, to.restricted_version)
          : connection.Execute(
                "UPDATE heads SET position = :position, version = :version, public_version = "
                ":public, "
                "restricted_version = :restricted WHERE aggregate = :aggregate AND version = "
                ":expected",
                to.position, to.version, to.public_version, to.restricted_version, aggregate,
                from.version);
  if (moved != 1) throw VersionTaken(aggregate);
}

std::string Journal::ChainHead(store::Connection& connection, const std::string& tenant) {
  const auto known = chain_heads_.find(tenant);
  if (known != chain_heads_.end()) return known->second;
  const auto row =
      connection.QueryOne<Bytes>("SELECT hash FROM chain_heads WHERE tenant = :tenant", tenant);
  return row ? std::get<0>(*row).data : std::string{};
}

Head Journal::HeadOf(store::Connection& connection, std::string_view aggregate) const {
  const auto row = connection.QueryOne<std::int64_t, std::int64_t, std::int64_t, std::int64_t>(
      "SELECT position, version, public_version, restricted_version FROM heads WHERE aggregate = "
      ":aggregate",
      aggregate);
  if (!row) return {};
  const auto [position, version, public_version, restricted_version] = *row;
  return {.position = position,
          .version = version,
          .public_version = public_version,
          .restricted_version = restricted_version};
}

std::vector<Row> Journal::ReadAggregate(store::Connection& connection,
                                        std::string_view aggregate) const {
  static const std::string kSql = SelectRows("WHERE position = :position");
  std::vector<Row> rows;
  std::int64_t position = HeadOf(connection, aggregate).position;
  while (position != 0) {
    ForEachRow(
        connection, Source(), kSql,
        [&](Row row, std::int64_t previous) {
          rows.push_back(std::move(row));
          position = previous;
        },
        position);
  }
  std::reverse(rows.begin(), rows.end());
  return rows;
}

std::vector<Row> Journal::ReadFrom(store::Connection& connection, std::int64_t position,
                                   int limit) const {
  static const std::string kSql =
      SelectRows("WHERE position >= :position ORDER BY position LIMIT :limit");
  std::vector<Row> rows;
  ForEachRow(
      connection, Source(), kSql,
      [&rows](Row row, std::int64_t) { rows.push_back(std::move(row)); }, position, limit);
  return rows;
}

std::int64_t Journal::LastPosition(store::Connection& connection) const {
  return std::get<0>(
      connection.QueryOne<std::int64_t>("SELECT coalesce(max(position), 0) FROM journal").value());
}

std::unique_ptr<Message> Journal::Decode(const Row& row) const {
  const auto* type =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(row.meta.type);
  if (type == nullptr) return nullptr;
  const auto* prototype = google::protobuf::MessageFactory::generated_factory()->GetPrototype(type);
  std::unique_ptr<Message> fact(prototype->New());
  if (!fact->ParseFromString(row.payload)) return nullptr;
  if (row.sealed.empty()) return fact;
  const auto secret = keyring_.Open(row.meta.subject, row.meta.Id(), row.sealed);
  if (secret) CHECK(fact->MergeFromString(*secret));
  return fact;
}

std::vector<Row> Journal::TakeAppended() { return std::exchange(appended_, {}); }

void Journal::Forget(std::size_t count) {
  appended_.resize(std::min(count, appended_.size()));
  chain_heads_.clear();
  last_position_ = 0;
}

AuditReport VerifyAudit(store::Connection& connection) {
  static const std::string kSql = SelectRows("ORDER BY position");
  AuditReport report;
  std::unordered_map<std::string, std::string> hashes;
  std::unordered_map<std::string, std::int64_t> versions;
  ForEachRow(connection, {}, kSql, [&](const Row& row, std::int64_t) {
    ++report.rows;
    if (report.broken) return;
    auto& last_hash = hashes[row.meta.tenant];
    auto& last_version = versions[row.meta.aggregate];
    if (row.previous_hash != last_hash)
      report.broken = BrokenLink{row.position, "chain of its organisation"};
    if (HashOf(row) != row.hash) report.broken = BrokenLink{row.position, "stored bytes"};
    if (row.meta.version != last_version + 1)
      report.broken = BrokenLink{row.position, "version of its aggregate"};
    last_hash = row.hash;
    last_version = row.meta.version;
  });
  report.tenants = static_cast<std::int64_t>(hashes.size());
  if (report.broken) return report;
  for (const auto& [tenant, hash] : connection.Query<std::string, Bytes>(
           "SELECT tenant, hash FROM chain_heads ORDER BY tenant")) {
    if (hashes[tenant] != hash.data)
      report.broken = BrokenLink{report.rows, "end of the chain of " + tenant};
  }
  return report;
}

}  // namespace parcours::journal
