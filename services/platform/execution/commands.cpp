#include "services/platform/execution/commands.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <sodium.h>

#include <array>
#include <memory>

#include "parcours/options/v1/options.pb.h"
#include "services/platform/core/check.h"
#include "services/platform/execution/refusals.h"
#include "services/platform/security/redaction.h"

namespace parcours::execution {
namespace {

using google::protobuf::Message;
using store::Bytes;

constexpr std::array kMigrations{
    store::Migration{.component = "commands", .version = 1, .script = R"(
  CREATE TABLE commands (
    principal TEXT NOT NULL, request_id TEXT NOT NULL, request_hash BLOB NOT NULL,
    answer BLOB, sealed INTEGER NOT NULL, recorded INTEGER NOT NULL,
    PRIMARY KEY (principal, request_id)) WITHOUT ROWID;
)"}};

// Sealed answers belong to the service, not to a person: they are kept for thirty days only.
constexpr std::string_view kAnswerSubject = "service/commands";

std::string HashOfRequest(const Message& request) {
  std::string bytes = request.GetDescriptor()->full_name();
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    CHECK(request.SerializeToCodedStream(&coded));
  }
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return digest;
}

// What is shown once is sensitive, and stands in the answer itself.
std::string WithoutShownOnce(const Message& answer) {
  const std::unique_ptr<Message> kept(answer.New());
  kept->CopyFrom(answer);
  const auto& type = *answer.GetDescriptor();
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->options().GetExtension(options::v1::shown_once))
      kept->GetReflection()->ClearField(kept.get(), type.field(i));
  }
  return kept->SerializeAsString();
}

}  // namespace

std::span<const store::Migration> CommandMigrations() { return kMigrations; }

Result<bool> CommandLog::Recall(std::string_view principal, std::string_view request_id,
                                const Message& request, Message& answer) const {
  const auto row = connection_.QueryOne<Bytes, Bytes, bool>(
      "SELECT request_hash, answer, sealed FROM commands WHERE principal = :principal AND "
      "request_id = :request_id",
      principal, request_id);
  if (!row) return false;
  const auto& [hash, stored, sealed] = *row;
  if (hash.data != HashOfRequest(request)) return Refuse(RequestIdReused(request_id));
  const auto bytes = sealed ? keyring_.Open(kAnswerSubject, request_id, stored.data) : stored.data;
  CHECK(bytes && answer.ParseFromString(*bytes));
  return true;
}

void CommandLog::Remember(std::string_view principal, std::string_view request_id,
                          const Message& request, const Message& answer, Instant now) {
  const bool sealed = security::HasSensitiveFields(*answer.GetDescriptor());
  std::string bytes = sealed ? WithoutShownOnce(answer) : answer.SerializeAsString();
  if (sealed) bytes = keyring_.Seal(kAnswerSubject, request_id, bytes);
  connection_.Execute(
      "INSERT INTO commands (principal, request_id, request_hash, answer, sealed, recorded) "
      "VALUES (:principal, :request_id, :request_hash, :answer, :sealed, :recorded)",
      principal, request_id, Bytes{HashOfRequest(request)}, Bytes{std::move(bytes)}, sealed, now);
}

std::vector<CommandKey> CommandsBefore(store::Connection& connection, Instant before,
                                       const CommandKey& last, int limit) {
  std::vector<CommandKey> keys;
  connection.ForEach<std::string, std::string>(
      "SELECT principal, request_id FROM commands WHERE (principal, request_id) > (:principal, "
      ":request_id) AND recorded < :before ORDER BY principal, request_id LIMIT :limit",
      [&keys](const std::string& principal, const std::string& request_id) {
        keys.push_back({.principal = principal, .request_id = request_id});
      },
      last.principal, last.request_id, before, limit);
  return keys;
}

void ForgetCommands(store::Connection& connection, std::span<const CommandKey> keys) {
  for (const auto& key : keys) {
    connection.Execute(
        "DELETE FROM commands WHERE principal = :principal AND request_id = :request_id",
        key.principal, key.request_id);
  }
}

std::string RequestIdOf(const Message& request) {
  const auto* field = request.GetDescriptor()->FindFieldByName("request_id");
  if (field == nullptr || field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_STRING)
    return {};
  return request.GetReflection()->GetString(request, field);
}

}  // namespace parcours::execution
