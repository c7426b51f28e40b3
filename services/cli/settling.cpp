#include "services/cli/settling.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace parcours::cli {
namespace {

using operations::v1::Status;
using Place = std::pair<std::string, int>;  // topic, partition

std::map<Place, std::int64_t> HeadsOf(const Statuses& statuses) {
  std::map<Place, std::int64_t> heads;
  for (const auto& status : statuses) {
    for (const auto& head : status.produced()) {
      auto& known = heads[{head.topic(), head.partition()}];
      known = std::max<std::int64_t>(known, head.next_offset());
    }
  }
  return heads;
}

// A list of phrases in one language.
class Phrases {
 public:
  explicit Phrases(Language language) : language_(language) {}

  void Add(const std::string& service, std::int64_t count, const char* french,
           const char* english) {
    if (count == 0) return;
    text_.append(text_.empty() ? "" : ", ").append(service).append(" ");
    text_.append(std::to_string(count)).append(" ");
    text_.append(language_ == Language::kFrench ? french : english);
  }
  void Add(const std::string& service, const char* french, const char* english) {
    text_.append(text_.empty() ? "" : ", ").append(service).append(" ");
    text_.append(language_ == Language::kFrench ? french : english);
  }

  std::string Take() { return std::move(text_); }

 private:
  const Language language_;
  std::string text_;
};

std::map<std::string, std::int64_t> JournalsOf(const Statuses& statuses) {
  std::map<std::string, std::int64_t> heads;
  for (const auto& status : statuses) heads[status.service()] = status.journal_head();
  return heads;
}

}  // namespace

std::int64_t LagOf(const Status& subscriber, const Statuses& statuses) {
  std::set<std::string> topics;
  std::map<Place, std::int64_t> positions;
  for (const auto& position : subscriber.subscriptions()) {
    topics.insert(position.topic());
    positions[{position.topic(), position.partition()}] = position.next_offset();
  }
  std::int64_t lag = 0;
  for (const auto& [place, head] : HeadsOf(statuses)) {
    if (!topics.contains(place.first)) continue;
    const auto found = positions.find(place);
    lag += std::max<std::int64_t>(0, head - (found == positions.end() ? 0 : found->second));
  }
  return lag;
}

std::string WhatMoves(const Statuses& statuses, Language language) {
  Phrases phrases(language);
  for (const auto& status : statuses) {
    const auto& service = status.service();
    if (!status.ready()) phrases.Add(service, "n'est pas prêt", "is not ready");
    phrases.Add(service, status.queue_depth(), "commandes en file", "commands queued");
    phrases.Add(service, status.relay_pending(), "faits à publier", "facts to publish");
    phrases.Add(service, LagOf(status, statuses), "faits à lire", "facts to read");
    phrases.Add(service, status.timers_due(), "échéances à traiter", "timers due");
  }
  return phrases.Take();
}

bool HasSettled(const Statuses& before, const Statuses& now) {
  return WhatMoves(before, Language::kEnglish).empty() &&
         WhatMoves(now, Language::kEnglish).empty() && JournalsOf(before) == JournalsOf(now);
}

std::optional<CivilDate> NextStop(const Statuses& statuses, CivilDate until) {
  std::optional<CivilDate> today;
  for (const auto& status : statuses) {
    const auto day = CivilDate::Parse(status.clock().today());
    if (day && (!today || *day < *today)) today = day;
  }
  std::optional<CivilDate> stop;
  for (const auto& status : statuses) {
    const auto next = CivilDate::Parse(status.next_timer_date());
    if (!next || *next > until || (today && *next <= *today)) continue;
    if (!stop || *next < *stop) stop = next;
  }
  return stop;
}

std::string WhatIsWrong(const Statuses& statuses, Language language) {
  Phrases phrases(language);
  for (const auto& status : statuses) {
    const auto& service = status.service();
    phrases.Add(service, status.gap_count(), "trous", "gaps");
    phrases.Add(service, status.open_dead_letters(), "messages en échec", "dead letters");
    phrases.Add(service, status.waiting_count(), "faits en attente", "facts held back");
    phrases.Add(service, status.timers_set_aside(), "échéances refusées", "timers set aside");
  }
  return phrases.Take();
}

}  // namespace parcours::cli
