#include "services/followup/domain/pitfalls.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace parcours::followup {
namespace {

using Interviews = std::vector<HeldInterview>;

template <typename Counts>
std::vector<std::string> NamesOf(const Interviews& interviews, const Counts& counts) {
  std::vector<std::string> names;
  for (const auto& interview : interviews) {
    if (counts(interview)) names.push_back(interview.name);
  }
  return names;
}

// Whether the interview stands in a crowd: some run of `close_days` around it holds too many.
bool IsCrowded(const Interviews& interviews, const HeldInterview& asked, const PitfallRule& rule) {
  return std::ranges::any_of(interviews, [&](const HeldInterview& first) {
    const Period run{first.day, first.day.AddDays(rule.close_days - 1)};
    const auto held = std::ranges::count_if(
        interviews, [&](const HeldInterview& other) { return run.Contains(other.day); });
    return run.Contains(asked.day) && held > rule.most_meetings;
  });
}

// The interviews around gaps that reach into the days looked at; nullopt = no such gap.
std::optional<std::vector<std::string>> AroundGaps(const Interviews& interviews,
                                                   const Period& support, CivilDate since,
                                                   const PitfallRule& rule) {
  std::optional<std::vector<std::string>> names;
  const auto add = [&](const HeldInterview* interview) {
    if (interview == nullptr || std::ranges::count(*names, interview->name) > 0) return;
    names->push_back(interview->name);
  };
  const HeldInterview* before = nullptr;
  for (std::size_t i = 0; i <= interviews.size(); ++i) {
    const HeldInterview* after = i < interviews.size() ? &interviews[i] : nullptr;
    const CivilDate from = before == nullptr ? support.first : before->day;
    const CivilDate to = after == nullptr ? support.last : after->day;
    if (to >= since && to.DaysSince(from) > rule.longest_gap) {
      if (!names) names.emplace();
      add(before);
      add(after);
    }
    before = after;
  }
  return names;
}

}  // namespace

std::vector<FoundPitfall> PitfallsOf(Interviews interviews, const Period& support,
                                     const PitfallRule& rule) {
  std::erase_if(interviews, [&](const auto& held) { return !support.Contains(held.day); });
  std::ranges::sort(interviews, {}, [](const auto& held) { return std::tie(held.day, held.name); });
  const CivilDate since = std::max(support.first, support.last.AddDays(1 - rule.looked_back));

  std::vector<FoundPitfall> found;
  const auto look_for = [&](v1::PitfallKind kind, const auto& counts) {
    auto names = NamesOf(
        interviews, [&](const HeldInterview& held) { return held.day >= since && counts(held); });
    if (!names.empty()) found.push_back({.kind = kind, .interviews = std::move(names)});
  };
  look_for(v1::UNCLEAR_OBJECTIVE, [](const auto& held) { return !held.has_objective; });
  look_for(v1::RHYTHM_TOO_FAST,
           [&](const auto& held) { return IsCrowded(interviews, held, rule); });
  if (auto around = AroundGaps(interviews, support, since, rule)) {
    found.push_back({.kind = v1::RHYTHM_TOO_SLOW, .interviews = *std::move(around)});
  }
  look_for(v1::NO_WRITTEN_RECORD, [](const auto& held) { return !held.is_written; });
  return found;
}

}  // namespace parcours::followup
