#include "services/platform/journal/fact.h"

#include <google/protobuf/util/time_util.h>

#include "parcours/type/v1/fact_meta.pb.h"
#include "services/platform/core/check.h"

namespace parcours::journal {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::Message;
using google::protobuf::util::TimeUtil;

constexpr int kMetaField = 15;

const google::protobuf::FieldDescriptor& MetaField(const Descriptor& type) {
  const auto* field = type.FindFieldByNumber(kMetaField);
  CHECK(field != nullptr && field->message_type() == type::v1::FactMeta::descriptor());
  return *field;
}

const type::v1::FactMeta& MetaOf(const Message& fact) {
  const auto& field = MetaField(*fact.GetDescriptor());
  return static_cast<const type::v1::FactMeta&>(fact.GetReflection()->GetMessage(fact, &field));
}

Error MetaInvalid(std::string_view what) {
  return {.code = Code::kInvalidArgument,
          .reason = "FACT_META_INVALID",
          .field = "meta." + std::string(what),
          .french = "L'en-tête commun du fait est absent ou illisible.",
          .english = "The fact's common header is missing or unreadable."};
}

}  // namespace

std::string_view FactMeta::Context() const {
  constexpr std::string_view kPrefix = "/parcours/";
  const std::string_view whole = source;
  return whole.starts_with(kPrefix) ? whole.substr(kPrefix.size()) : whole;
}

std::string_view ContextOf(const Descriptor& type) {
  // parcours.<context>.v1
  std::string_view package = type.file()->package();
  package.remove_prefix(std::min(package.find('.') + 1, package.size()));
  return package.substr(0, package.find('.'));
}

std::string TopicOf(const Descriptor& type) {
  const std::string base = "parcours." + std::string(ContextOf(type));
  switch (type.options().GetExtension(options::v1::fact).visibility()) {
    case options::v1::PUBLIC:
      return base + ".v1";
    case options::v1::RESTRICTED:
      return base + ".restricted.v1";
    default:
      return {};
  }
}

CivilDate EffectiveDateOf(const Message& fact, CivilDate otherwise) {
  return CivilDate::Parse(MetaOf(fact).effective_date()).value_or(otherwise);
}

void WriteMeta(Message& fact, const FactMeta& meta) {
  const auto& field = MetaField(*fact.GetDescriptor());
  auto& common =
      static_cast<type::v1::FactMeta&>(*fact.GetReflection()->MutableMessage(&fact, &field));
  common.set_effective_date(meta.effective.ToString());
  if (!meta.cause.id.empty()) {
    common.mutable_cause()->set_source(meta.cause.source);
    common.mutable_cause()->set_id(meta.cause.id);
  }
  common.set_chain(meta.chain);
  *common.mutable_record_time() =
      TimeUtil::MicrosecondsToTimestamp(meta.recorded.time_since_epoch().count());
}

Result<FactMeta> ReadMeta(const Message& fact, FactMeta known) {
  const auto* field = fact.GetDescriptor()->FindFieldByNumber(kMetaField);
  if (field == nullptr || field->message_type() != type::v1::FactMeta::descriptor())
    return Refuse(MetaInvalid("type"));
  const auto& common = MetaOf(fact);
  const auto effective = CivilDate::Parse(common.effective_date());
  if (!effective) return Refuse(MetaInvalid("effective_date"));
  if (!common.has_record_time()) return Refuse(MetaInvalid("record_time"));
  known.effective = *effective;
  known.cause = {.source = common.cause().source(), .id = common.cause().id()};
  known.chain = common.chain();
  known.recorded =
      Instant{std::chrono::microseconds{TimeUtil::TimestampToMicroseconds(common.record_time())}};
  return known;
}

}  // namespace parcours::journal
