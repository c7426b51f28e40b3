#include "services/partners/domain/programme.h"

#include <google/protobuf/util/message_differencer.h>

#include "services/partners/domain/refusals.h"
#include "services/platform/core/id.h"

namespace parcours::partners {
namespace {

template <typename From, typename To>
void CopyProgramme(const From& from, To& to) {
  to.set_kind(from.kind());
  to.set_version(from.version());
  to.set_display_name(from.display_name());
  *to.mutable_rules() = from.rules();
}

}  // namespace

void Programme::Apply(const v1::ProgrammePublished& fact) {
  auto& content = versions_[fact.version()];
  content.set_name(name_);
  CopyProgramme(fact, content);
}

Result<Change> Programme::Compare(const v1::Programme& record) const {
  if (versions_.empty()) return Change::kNew;
  const auto known = versions_.find(record.version());
  if (known != versions_.end()) {
    if (google::protobuf::util::MessageDifferencer::Equals(known->second, record)) {
      return Change::kNone;
    }
    return Refuse(ProgrammeVersionPublished(record.version()));
  }
  const int latest = versions_.rbegin()->first;
  if (record.version() < latest) {
    return Refuse(ProgrammeVersionSuperseded(record.version(), latest));
  }
  return Change::kCorrected;
}

v1::ProgrammePublished Programme::Publish(const v1::Programme& record) const {
  v1::ProgrammePublished fact;
  fact.set_programme(name_);
  fact.set_code(std::string(LastSegment(name_)));
  CopyProgramme(record, fact);
  return fact;
}

}  // namespace parcours::partners
