#pragma once

// W3C Trace Context (level 2): one trace across gRPC and Kafka.

#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/platform/core/id.h"

namespace parcours::observe {

// A span's place in its trace.
struct TraceContext {
  std::string trace_id;  // 32 lower-case hexadecimal digits, not all zero
  std::string span_id;   // 16 of them, not all zero: the parent of what is called next
  std::uint8_t flags = 0;
  std::string state;  // tracestate members, "a=1,b=2"; empty = none

  // "00-<trace>-<span>-<flags>", what journal rows, gRPC metadata and Kafka headers carry.
  [[nodiscard]] std::string Traceparent() const;

  friend bool operator==(const TraceContext&, const TraceContext&) = default;
};

// nullopt where the standard says to start a new trace: bad or all-zero ids, version ff, version 00
// with a tail. Spaces and tabs around the value are allowed.
[[nodiscard]] std::optional<TraceContext> ParseTraceparent(std::string_view value);

// Members of all `tracestate` headers in order, empty ones left out; "" when any member is invalid
// or there are more than 32. A bad tracestate never breaks the traceparent.
[[nodiscard]] std::string CombineTracestate(std::span<const std::string_view> values);

// Header names in any case; other headers are ignored.
using HeaderList = std::vector<std::pair<std::string, std::string>>;

// Starts and continues traces. Thread-safe; `random` outlives it and is asked under its lock alone,
// so it is a source of its own or a thread-safe one.
class Tracer {
 public:
  explicit Tracer(RandomSource& random) : random_(random) {}

  [[nodiscard]] TraceContext Start();
  // A span below `parent`, in the same trace.
  [[nodiscard]] TraceContext Child(const TraceContext& parent);
  // A child of what the caller sent, or a new trace where that is absent or invalid.
  [[nodiscard]] TraceContext Continue(std::string_view traceparent);
  [[nodiscard]] TraceContext Continue(const HeaderList& headers);

 private:
  [[nodiscard]] std::string NewSpanId();

  RandomSource& random_;
  std::mutex mutex_;
};

}  // namespace parcours::observe
