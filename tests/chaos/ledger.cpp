#include "tests/chaos/ledger.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/dynamic_message.h>

#include <memory>

#include "services/platform/store/sqlite.h"

namespace parcours::chaos {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::MessageFactory;

// "00-<32 digits>-<16 digits>-…" → the 32 digits, where the load began the trace: then they begin
// with the 16 (Caller). A service that is given none begins one of its own.
std::string TraceOfLoad(const std::string& traceparent) {
  const bool whole = traceparent.size() > 52;
  return whole && traceparent.substr(3, 16) == traceparent.substr(36, 16)
             ? traceparent.substr(3, 32)
             : std::string();
}

}  // namespace

Result<std::unique_ptr<store::Connection>> OpenDatabase(const std::filesystem::path& folder,
                                                        const std::string& service) {
  return store::OpenSqliteForReading({.file = folder / (service + ".db")});
}

Ledger ReadLedger(store::Connection& db, const std::string& service) {
  Ledger ledger{.service = service};
  db.ForEach<std::int64_t, std::string, std::int64_t, std::string, std::int64_t, std::string,
             std::string, std::string, std::string, store::Bytes>(
      "SELECT position, aggregate, version, topic, topic_version, type, cause_source, cause_id, "
      "trace, payload FROM journal ORDER BY position",
      [&ledger](std::int64_t position, const std::string& aggregate, std::int64_t version,
                const std::string& topic, std::int64_t topic_version, const std::string& type,
                const std::string& cause_source, const std::string& cause_id,
                const std::string& trace, const store::Bytes& payload) {
        ledger.entries.push_back({.position = position,
                                  .aggregate = aggregate,
                                  .version = version,
                                  .topic = topic,
                                  .topic_version = topic_version,
                                  .type = type,
                                  .cause_source = cause_source,
                                  .cause_id = cause_id,
                                  .trace_id = TraceOfLoad(trace),
                                  .payload = payload.data});
      });
  return ledger;
}

std::string ContentOf(const Entry& entry) {
  const auto* type = DescriptorPool::generated_pool()->FindMessageTypeByName(entry.type);
  if (type == nullptr) return entry.payload;
  const std::unique_ptr<google::protobuf::Message> fact(
      MessageFactory::generated_factory()->GetPrototype(type)->New());
  if (!fact->ParseFromString(entry.payload)) return entry.payload;
  if (const auto* meta = type->FindFieldByName("meta"))
    fact->GetReflection()->ClearField(fact.get(), meta);
  return fact->SerializeAsString();
}

}  // namespace parcours::chaos
