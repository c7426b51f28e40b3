#pragma once

// A fact as a CloudEvents 1.0 record in binary mode (DELIVERY section 2), and back. What comes from
// a topic may be any bytes from anyone: nothing here trusts it.

#include <google/protobuf/message.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "services/platform/bus/bus.h"
#include "services/platform/core/result.h"
#include "services/platform/journal/fact.h"

namespace parcours::bus {

inline constexpr std::string_view kContentType = "content-type";
inline constexpr std::string_view kSpecVersion = "ce_specversion";
inline constexpr std::string_view kId = "ce_id";
inline constexpr std::string_view kSource = "ce_source";
inline constexpr std::string_view kType = "ce_type";
inline constexpr std::string_view kSubject = "ce_subject";
inline constexpr std::string_view kTime = "ce_time";
inline constexpr std::string_view kSequence = "ce_sequence";
inline constexpr std::string_view kTenant = "ce_tenant";
inline constexpr std::string_view kTraceparent = "traceparent";

// The record of a travelling row: key = subject, the ten headers in that order, value = payload.
[[nodiscard]] Record ToRecord(const journal::Row& row);

// What the headers say, each read by itself: empty or 0 where one is absent or unusable. This much
// is known of a record even when the rest of it is not a fact.
struct Envelope {
  std::string source;
  std::string id;
  std::string type;
  std::string aggregate;
  std::int64_t version = 0;
  std::int64_t topic_version = 0;
  std::string subject;
  std::string tenant;
  std::string trace;  // empty: a new trace begins here

  // The record's place in the order of its aggregate's facts is known.
  [[nodiscard]] bool Placed() const { return !aggregate.empty() && topic_version > 0; }
};
[[nodiscard]] Envelope ReadEnvelope(const Record& record);

struct Fact {
  std::unique_ptr<google::protobuf::Message> message;
  journal::FactMeta meta;
};

// What its header calls it; null where this program has no such type.
[[nodiscard]] const google::protobuf::Descriptor* TypeOf(const Record& record);

// Reasons of refusal: HEADER_MISSING, HEADER_INVALID, STRUCTURED_MODE_REFUSED,
// CONTENT_TYPE_REFUSED, TYPE_FOREIGN, VALUE_EMPTY, VALUE_UNPARSEABLE, FACT_META_INVALID;
// TYPE_UNKNOWN for a sound record of a parcours.* type that has no descriptor in this program (its
// producer was upgraded first).
[[nodiscard]] Result<Fact> ParseFact(const Record& record);

// The first header of that name; empty when there is none.
[[nodiscard]] std::string_view HeaderOf(const Record& record, std::string_view name);

// RFC 3339 in UTC with microseconds: "2025-03-06T09:30:00.000000Z".
[[nodiscard]] std::string FormatInstant(Instant instant);

}  // namespace parcours::bus
