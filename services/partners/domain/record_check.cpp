#include "services/partners/domain/record_check.h"

#include <algorithm>
#include <array>
#include <set>

#include "services/partners/domain/identifiers.h"
#include "services/partners/domain/refusals.h"
#include "services/platform/core/civil_date.h"
#include "services/platform/core/id.h"

namespace parcours::partners {
namespace {

constexpr std::string_view kDefaultTimeZone = "Europe/Paris";
constexpr std::array<std::string_view, 4> kPurposes{"followup", "mission", "prescription",
                                                    "referral"};

template <typename List>
void SortUnique(List& list) {
  const std::set<typename List::value_type> values(list.begin(), list.end());
  list.Clear();
  for (const auto& value : values) *list.Add() = value;
}

void SortUnique(google::protobuf::RepeatedField<int>& list) {
  const std::set<int> values(list.begin(), list.end());
  list.Clear();
  for (const int value : values) list.Add(value);
}

// The first one keeps its meaning, so order stays.
void DropRepetitions(google::protobuf::RepeatedPtrField<std::string>& list) {
  std::set<std::string> seen;
  const auto last = std::remove_if(list.begin(), list.end(), [&](const std::string& value) {
    return !seen.insert(value).second;
  });
  list.erase(last, list.end());
}

class Problems {
 public:
  void SetAside(Error what, std::string received = {}) {
    found_.push_back(
        {.what = std::move(what), .received = std::move(received), .sets_aside = true});
  }
  void Warn(Error what, std::string received = {}) {
    found_.push_back(
        {.what = std::move(what), .received = std::move(received), .sets_aside = false});
  }
  [[nodiscard]] std::vector<Problem> Sorted() && {
    std::stable_partition(found_.begin(), found_.end(),
                          [](const Problem& problem) { return problem.sets_aside; });
    return std::move(found_);
  }

 private:
  std::vector<Problem> found_;
};

void CheckName(const std::string& name, Problems& problems) {
  if (!IsUuid(LastSegment(name))) problems.SetAside(NameNotAnId(name), name);
}

void CheckDay(const std::string& day, std::string_view field, Problems& problems) {
  if (!day.empty() && !CivilDate::Parse(day)) problems.SetAside(DayMalformed(field), day);
}

void CheckPeriod(const std::string& from, const std::string& to, Problems& problems) {
  CheckDay(from, "from_date", problems);
  CheckDay(to, "to_date", problems);
  if (!from.empty() && !to.empty() && to < from) problems.SetAside(EndsBeforeItStarts(), to);
}

void CheckSiretOf(const std::string& siret, Problems& problems) {
  if (siret.empty()) return;
  const auto verdict = CheckSiret(siret);
  if (verdict == IdentifierVerdict::kMalformed) problems.SetAside(SiretMalformed(), siret);
  if (verdict == IdentifierVerdict::kWrongKey) problems.Warn(SiretKeyWrong(), siret);
}

void CheckUaiOf(const std::string& uai, Problems& problems) {
  if (uai.empty()) return;
  const auto verdict = CheckUai(uai);
  if (verdict == IdentifierVerdict::kMalformed) problems.SetAside(UaiMalformed(), uai);
  if (verdict == IdentifierVerdict::kWrongKey) problems.Warn(UaiKeyWrong(), uai);
}

bool IsComplete(const v1::ProgrammeRule& rule) {
  if (rule.rule().empty() || rule.source().empty() || rule.text().empty()) return false;
  if (!CivilDate::Parse(rule.from_date())) return false;
  if (rule.to_date().empty()) return true;
  return CivilDate::Parse(rule.to_date()) && rule.from_date() <= rule.to_date();
}

}  // namespace

v1::Organisation Normalised(v1::Organisation record) {
  record.set_siret(NormaliseSiret(record.siret()));
  record.set_uai(NormaliseUai(record.uai()));
  SortUnique(*record.mutable_kinds());
  if (record.time_zone().empty()) record.set_time_zone(std::string(kDefaultTimeZone));
  record.clear_last_contact_date();
  record.clear_last_contact_source();
  record.clear_etag();
  record.clear_create_time();
  return record;
}

v1::Agent Normalised(v1::Agent record) {
  SortUnique(*record.mutable_roles());
  record.clear_etag();
  record.clear_create_time();
  return record;
}

v1::Convention Normalised(v1::Convention record) {
  DropRepetitions(*record.mutable_parties());
  SortUnique(*record.mutable_purposes());
  record.clear_etag();
  record.clear_create_time();
  return record;
}

v1::Programme Normalised(v1::Programme record) {
  record.clear_etag();
  record.clear_create_time();
  return record;
}

std::vector<Problem> Check(const v1::Organisation& record) {
  Problems problems;
  CheckName(record.name(), problems);
  CheckSiretOf(record.siret(), problems);
  CheckUaiOf(record.uai(), problems);
  const auto& kinds = record.kinds();
  if (kinds.empty() || std::any_of(kinds.begin(), kinds.end(), [](int kind) {
        return kind == v1::ORGANISATION_KIND_UNSPECIFIED || !v1::OrganisationKind_IsValid(kind);
      })) {
    problems.SetAside(KindMissing());
  }
  if (!record.commune().empty() && !IsCommuneCode(record.commune())) {
    problems.SetAside(CommuneMalformed(), record.commune());
  }
  if (!LooksLikeTimeZone(record.time_zone())) {
    problems.SetAside(TimeZoneMalformed(), record.time_zone());
  }
  return std::move(problems).Sorted();
}

std::vector<Problem> Check(const v1::Agent& record) {
  Problems problems;
  CheckName(record.name(), problems);
  for (const int role : record.roles()) {
    const bool known = options::v1::Role_IsValid(role);
    if (known && role != options::v1::ROLE_UNSPECIFIED && role != options::v1::SERVICE) continue;
    const auto& text =
        known ? options::v1::Role_Name(static_cast<options::v1::Role>(role)) : std::to_string(role);
    problems.SetAside(RoleNotForAgents(text), text);
  }
  CheckPeriod(record.from_date(), record.to_date(), problems);
  return std::move(problems).Sorted();
}

std::vector<Problem> Check(const v1::Convention& record) {
  Problems problems;
  CheckName(record.name(), problems);
  if (record.parties_size() < 2) problems.SetAside(TooFewParties());
  for (const auto& purpose : record.purposes()) {
    if (std::find(kPurposes.begin(), kPurposes.end(), purpose) == kPurposes.end()) {
      problems.SetAside(PurposeUnknown(purpose), purpose);
    }
  }
  CheckPeriod(record.from_date(), record.to_date(), problems);
  return std::move(problems).Sorted();
}

std::vector<Problem> Check(const v1::Programme& record) {
  Problems problems;
  for (int place = 0; place < record.rules_size(); ++place) {
    if (!IsComplete(record.rules(place))) {
      problems.SetAside(RuleIncomplete(place), record.rules(place).rule());
    }
  }
  return std::move(problems).Sorted();
}

}  // namespace parcours::partners
