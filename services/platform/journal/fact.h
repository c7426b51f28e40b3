#pragma once

// What the platform knows of one fact, whatever its type.

#include <google/protobuf/message.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parcours/options/v1/options.pb.h"
#include "services/platform/core/clock.h"
#include "services/platform/core/result.h"

namespace parcours::journal {

// Longest chain of causes: a fact that would make it longer is refused (DELIVERY section 3).
inline constexpr std::uint32_t kLongestChain = 16;

struct Cause {
  std::string source;  // "/parcours/recruitment"; empty for a command of a person
  std::string id;      // "<aggregate>/<version>"
};

// The same for own facts, for facts of another service and on both buses.
struct FactMeta {
  std::string source;              // "/parcours/<context>"
  std::string aggregate;           // resource name, "missions/…"
  std::int64_t version = 0;        // in its aggregate, 1, 2, 3…
  std::int64_t topic_version = 0;  // in its aggregate and topic, 1, 2, 3…; 0 = does not travel
  std::string type;                // full message name
  std::string tenant;              // organisation that owns the aggregate; "platform" for persons
  std::string subject;             // "persons/…" where it concerns one, else the aggregate
  std::string trace;               // W3C traceparent
  Cause cause;
  std::uint32_t chain = 0;
  CivilDate effective;
  Instant recorded;

  // CloudEvents id.
  [[nodiscard]] std::string Id() const { return aggregate + "/" + std::to_string(version); }
  // "recruitment"
  [[nodiscard]] std::string_view Context() const;
};

// One row of the journal as stored.
struct Row {
  std::int64_t position = 0;
  std::string topic;  // empty: does not travel
  FactMeta meta;
  std::string actor;
  std::string payload;  // the fact without its sensitive fields
  std::string sealed;   // those alone, encrypted with the subject's key; empty when there are none
  std::string previous_hash;
  std::string hash;  // SHA-256, chained per tenant over the stored bytes
};

// Facts of type `type` travel on this topic; empty for PRIVATE ones. Derived from the `fact`
// option.
[[nodiscard]] std::string TopicOf(const google::protobuf::Descriptor& type);
// "parcours.recruitment.v1.MissionSubmitted" → "recruitment".
[[nodiscard]] std::string_view ContextOf(const google::protobuf::Descriptor& type);

// The common field `meta`.
[[nodiscard]] CivilDate EffectiveDateOf(const google::protobuf::Message& fact, CivilDate otherwise);
void WriteMeta(google::protobuf::Message& fact, const FactMeta& meta);
// Fills effective, cause, chain and recorded from the value's `meta`; INVALID_ARGUMENT,
// FACT_META_INVALID.
[[nodiscard]] Result<FactMeta> ReadMeta(const google::protobuf::Message& fact, FactMeta known);

}  // namespace parcours::journal
