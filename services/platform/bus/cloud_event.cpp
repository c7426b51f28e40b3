#include "services/platform/bus/cloud_event.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "parcours/type/v1/fact_meta.pb.h"
#include "services/platform/bus/refusals.h"
#include "services/platform/bus/topic_names.h"
#include "services/platform/core/check.h"
#include "services/platform/observe/trace.h"

namespace parcours::bus {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using google::protobuf::MessageFactory;

constexpr std::string_view kProtobuf = "application/protobuf";
constexpr std::string_view kStructured = "application/cloudevents";
constexpr std::string_view kSourcePrefix = "/parcours/";
constexpr std::size_t kSequenceDigits = 10;
constexpr std::size_t kLongestHeader = 1'024;
constexpr std::array kRequired{kContentType, kSpecVersion, kId,       kSource, kType,
                               kSubject,     kTime,        kSequence, kTenant};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

// Every header of ours is printable ASCII without spaces.
bool IsToken(std::string_view text) {
  return !text.empty() && text.size() <= kLongestHeader &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

std::int64_t ToNumber(std::string_view digits) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = error == std::errc{} && end == digits.data() + digits.size();
  return whole && std::all_of(digits.begin(), digits.end(), IsDigit) ? number : 0;
}

std::int64_t ReadSequence(std::string_view text) {
  return text.size() == kSequenceDigits ? ToNumber(text) : 0;
}

struct EventId {
  std::string aggregate;
  std::int64_t version = 0;
};

// "<collection>/<id>/<version>"
std::optional<EventId> ReadId(std::string_view text) {
  const auto slash = text.rfind('/');
  if (!IsToken(text) || slash == std::string_view::npos) return std::nullopt;
  const auto aggregate = text.substr(0, slash);
  const auto version = ToNumber(text.substr(slash + 1));
  const auto inner = aggregate.find('/');
  const bool named = inner != std::string_view::npos && inner > 0 && inner + 1 < aggregate.size();
  if (!named || version == 0) return std::nullopt;
  return EventId{.aggregate = std::string(aggregate), .version = version};
}

// parcours.<context>.v1.<Name>; the context, or empty.
std::string_view ContextOfType(std::string_view type) {
  if (!IsToken(type) || !type.starts_with(kTopicPrefix)) return {};
  type.remove_prefix(kTopicPrefix.size());
  const auto context = type.substr(0, type.find('.'));
  type.remove_prefix(std::min(context.size() + 1, type.size()));
  const auto major = type.substr(0, type.find('.'));
  type.remove_prefix(std::min(major.size() + 1, type.size()));
  const bool contextual =
      !context.empty() &&
      std::all_of(context.begin(), context.end(), [](char c) { return IsLower(c) || c == '_'; });
  const bool versioned = major.starts_with('v') && ToNumber(major.substr(1)) > 0;
  const bool named = !type.empty() && IsUpper(type.front()) &&
                     std::all_of(type.begin(), type.end(),
                                 [](char c) { return IsUpper(c) || IsLower(c) || IsDigit(c); });
  return contextual && versioned && named ? context : std::string_view{};
}

bool IsSource(std::string_view source) {
  return IsToken(source) && source.starts_with(kSourcePrefix) &&
         source.size() > kSourcePrefix.size() &&
         source.find('/', kSourcePrefix.size()) == std::string_view::npos;
}

// "T09:30:00" and what may follow: fraction, then Z or an offset.
bool IsTimeOfDay(std::string_view text) {
  constexpr std::string_view kShape = "T00:00:00";
  if (text.size() < kShape.size() + 1) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == '0' ? !IsDigit(text[i]) : text[i] != kShape[i]) return false;
  }
  if (ToNumber(text.substr(1, 2)) > 23 || ToNumber(text.substr(4, 2)) > 59) return false;
  if (ToNumber(text.substr(7, 2)) > 60) return false;
  text.remove_prefix(kShape.size());
  if (text.front() == '.') {
    const auto end = std::find_if_not(text.begin() + 1, text.end(), IsDigit);
    if (end == text.begin() + 1) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
  }
  if (text == "Z") return true;
  return text.size() == 6 && (text[0] == '+' || text[0] == '-') && IsDigit(text[1]) &&
         IsDigit(text[2]) && text[3] == ':' && IsDigit(text[4]) && IsDigit(text[5]);
}

bool IsTime(std::string_view text) {
  constexpr std::size_t kDate = 10;
  return text.size() > kDate && text.size() <= 64 && CivilDate::Parse(text.substr(0, kDate)) &&
         IsTimeOfDay(text.substr(kDate));
}

std::string_view MediaType(std::string_view content_type) {
  content_type = content_type.substr(0, content_type.find(';'));
  while (content_type.ends_with(' ')) content_type.remove_suffix(1);
  return content_type;
}

bool EqualIgnoringCase(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    return (IsUpper(x) ? static_cast<char>(x - 'A' + 'a') : x) == y;
  });
}

std::size_t CountOf(const Record& record, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(record.headers.begin(), record.headers.end(),
                    [name](const auto& header) { return header.first == name; }));
}

Result<void> CheckContentType(const Record& record) {
  if (CountOf(record, kContentType) != 1) return Refuse(HeaderMissing(kContentType));
  const auto media = MediaType(HeaderOf(record, kContentType));
  if (EqualIgnoringCase(media.substr(0, kStructured.size()), kStructured)) {
    return Refuse(StructuredModeRefused());
  }
  if (!EqualIgnoringCase(media, kProtobuf)) return Refuse(ContentTypeRefused());
  return {};
}

Result<void> CheckHeaders(const Record& record) {
  TRY(CheckContentType(record));
  for (const auto name : kRequired) {
    if (CountOf(record, name) != 1) return Refuse(HeaderMissing(name));
  }
  if (HeaderOf(record, kSpecVersion) != "1.0") return Refuse(HeaderInvalid(kSpecVersion));
  if (!IsTime(HeaderOf(record, kTime))) return Refuse(HeaderInvalid(kTime));
  return {};
}

Result<void> CheckEnvelope(const Record& record, const Envelope& envelope) {
  if (envelope.type.empty()) return Refuse(TypeForeign());
  if (envelope.id.empty()) return Refuse(HeaderInvalid(kId));
  if (envelope.topic_version == 0) return Refuse(HeaderInvalid(kSequence));
  if (envelope.tenant.empty()) return Refuse(HeaderInvalid(kTenant));
  if (envelope.subject.empty()) return Refuse(HeaderInvalid(kSubject));
  const auto context = ContextOfType(envelope.type);
  if (context != ContextOfTopic(record.topic)) return Refuse(TypeForeign());
  if (envelope.source != std::string(kSourcePrefix).append(context)) {
    return Refuse(HeaderInvalid(kSource));
  }
  if (record.key != envelope.subject) return Refuse(HeaderInvalid("key"));
  return {};
}

Result<std::unique_ptr<Message>> ParseValue(const Record& record, const Descriptor& type) {
  if (record.value.empty()) return Refuse(ValueEmpty());
  const auto* prototype = MessageFactory::generated_factory()->GetPrototype(&type);
  CHECK(prototype != nullptr);
  std::unique_ptr<Message> message(prototype->New());
  if (!message->ParseFromString(record.value)) return Refuse(ValueUnparseable());
  return message;
}

// The instant of a fact fits the calendar: beyond it, conversions overflow.
bool RecordTimeFits(const Message& fact) {
  constexpr int kMetaField = 15;
  constexpr std::int64_t kYear2200 = 7'258'118'400;
  const auto* field = fact.GetDescriptor()->FindFieldByNumber(kMetaField);
  if (field == nullptr || field->message_type() != type::v1::FactMeta::descriptor()) return false;
  const auto& meta =
      static_cast<const type::v1::FactMeta&>(fact.GetReflection()->GetMessage(fact, field));
  return meta.record_time().seconds() >= 0 && meta.record_time().seconds() < kYear2200 &&
         meta.record_time().nanos() >= 0 && meta.record_time().nanos() < 1'000'000'000;
}

// A row always leaves with a trace: one without gets its own, the same at every sending.
std::string TraceOf(const journal::Row& row) {
  constexpr std::size_t kTraceBytes = 16;
  constexpr std::size_t kSpanBytes = 8;
  if (observe::ParseTraceparent(row.meta.trace)) return row.meta.trace;
  std::string hex;
  for (const char byte : row.hash.substr(0, kTraceBytes + kSpanBytes)) {
    hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  }
  hex.resize(2 * (kTraceBytes + kSpanBytes), '1');
  return fmt::format("00-{}-{}-00", hex.substr(0, 2 * kTraceBytes), hex.substr(2 * kTraceBytes));
}

}  // namespace

std::string FormatInstant(Instant instant) {
  using std::chrono::days;
  using std::chrono::floor;
  const auto day = floor<days>(instant);
  const std::chrono::hh_mm_ss time(instant - day);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", CivilDate(day).ToString(), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::string_view HeaderOf(const Record& record, std::string_view name) {
  const auto found = std::find_if(record.headers.begin(), record.headers.end(),
                                  [name](const auto& header) { return header.first == name; });
  return found == record.headers.end() ? std::string_view{} : std::string_view(found->second);
}

Record ToRecord(const journal::Row& row) {
  CHECK(!row.topic.empty() && row.meta.topic_version > 0);
  const auto& meta = row.meta;
  return {.topic = row.topic,
          .key = meta.subject,
          .headers = {{std::string(kContentType), std::string(kProtobuf)},
                      {std::string(kSpecVersion), "1.0"},
                      {std::string(kId), meta.Id()},
                      {std::string(kSource), meta.source},
                      {std::string(kType), meta.type},
                      {std::string(kSubject), meta.subject},
                      {std::string(kTime), FormatInstant(meta.recorded)},
                      {std::string(kSequence), fmt::format("{:010}", meta.topic_version)},
                      {std::string(kTenant), meta.tenant},
                      {std::string(kTraceparent), TraceOf(row)}},
          .value = row.payload};
}

Envelope ReadEnvelope(const Record& record) {
  Envelope envelope;
  const auto read = [&record](std::string_view name, auto valid) {
    const auto value = HeaderOf(record, name);
    return valid(value) ? std::string(value) : std::string{};
  };
  envelope.source = read(kSource, IsSource);
  envelope.type = read(kType, [](auto type) { return !ContextOfType(type).empty(); });
  envelope.subject = read(kSubject, IsToken);
  envelope.tenant = read(kTenant, IsToken);
  envelope.topic_version = ReadSequence(HeaderOf(record, kSequence));
  if (auto id = ReadId(HeaderOf(record, kId))) {
    envelope.id = HeaderOf(record, kId);
    envelope.aggregate = std::move(id->aggregate);
    envelope.version = id->version;
  }
  if (auto trace = observe::ParseTraceparent(HeaderOf(record, kTraceparent))) {
    envelope.trace = trace->Traceparent();
  }
  return envelope;
}

const Descriptor* TypeOf(const Record& record) {
  return DescriptorPool::generated_pool()->FindMessageTypeByName(
      std::string(HeaderOf(record, kType)));
}

Result<Fact> ParseFact(const Record& record) {
  TRY(CheckHeaders(record));
  const Envelope envelope = ReadEnvelope(record);
  TRY(CheckEnvelope(record, envelope));
  const auto* type = TypeOf(record);
  if (type == nullptr) return Refuse(TypeUnknown(envelope.type));
  if (journal::TopicOf(*type) != record.topic) return Refuse(TypeForeign());
  TRY(auto message, ParseValue(record, *type));
  if (!RecordTimeFits(*message)) return Refuse(ValueUnparseable());
  TRY(auto meta, journal::ReadMeta(*message, {.source = envelope.source,
                                              .aggregate = envelope.aggregate,
                                              .version = envelope.version,
                                              .topic_version = envelope.topic_version,
                                              .type = envelope.type,
                                              .tenant = envelope.tenant,
                                              .subject = envelope.subject,
                                              .trace = envelope.trace,
                                              .cause = {},
                                              .chain = 0,
                                              .effective = {},
                                              .recorded = {}}));
  return Fact{.message = std::move(message), .meta = std::move(meta)};
}

}  // namespace parcours::bus
