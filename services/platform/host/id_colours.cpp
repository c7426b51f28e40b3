#include "services/platform/host/id_colours.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "services/platform/core/id.h"

namespace parcours::host {
namespace {

constexpr std::size_t kUuid = 36;
constexpr std::size_t kFirstDash = 8;

std::uint64_t Mix(std::uint64_t one, std::uint64_t other) {
  std::uint64_t z = one * 0x9E3779B97F4A7C15ULL + other + 0x7F4A7C15ULL;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31U);
}

// FNV-1a: the same on every machine, unlike std::hash.
std::uint64_t HashOf(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

std::vector<std::size_t> PlacesOfIds(std::string_view text) {
  std::vector<std::size_t> places;
  for (auto dash = text.find('-'); dash != std::string_view::npos;
       dash = text.find('-', dash + 1)) {
    const bool fits = dash >= kFirstDash && dash - kFirstDash + kUuid <= text.size();
    if (!fits || !IsUuid(text.substr(dash - kFirstDash, kUuid))) continue;
    places.push_back(dash - kFirstDash);
    dash += kUuid - kFirstDash - 1;
  }
  return places;
}

}  // namespace

IdColours::IdColours(const std::vector<std::string>& lines) {
  for (const auto& line : lines) Read(line);
  colours_.assign(known_.size(), 1);
  RefineUntilStable();
  while (TellTwinsApart()) RefineUntilStable();
}

void IdColours::Read(std::string_view text) {
  Line line{.text = text, .places = PlacesOfIds(text), .ids = {}, .words = 0};
  std::size_t from = 0;
  for (const auto place : line.places) {
    line.ids.push_back(known_.emplace(text.substr(place, kUuid), known_.size()).first->second);
    line.words = Mix(line.words, HashOf(text.substr(from, place - from)));
    from = place + kUuid;
  }
  line.words = Mix(line.words, HashOf(text.substr(from)));
  lines_.push_back(std::move(line));
}

IdColours::Colour IdColours::ColourOf(const Line& line) const {
  Colour colour = line.words;
  for (const auto id : line.ids) colour = Mix(colour, colours_[id]);
  return colour;
}

std::size_t IdColours::Refine() {
  // A sum, since an id's lines have no order.
  std::vector<Colour> gathered(colours_.size(), 0);
  for (const auto& line : lines_) {
    const Colour whole = ColourOf(line);
    for (std::size_t i = 0; i < line.ids.size(); ++i) gathered[line.ids[i]] += Mix(whole, i + 1);
  }
  for (std::size_t id = 0; id < colours_.size(); ++id)
    colours_[id] = Mix(colours_[id], gathered[id]);
  return std::unordered_set<Colour>(colours_.begin(), colours_.end()).size();
}

void IdColours::RefineUntilStable() {
  std::size_t different = 0;
  for (std::size_t refined = Refine(); refined > different; refined = Refine()) different = refined;
}

bool IdColours::TellTwinsApart() {
  std::map<Colour, std::vector<std::size_t>> groups;
  for (std::size_t id = 0; id < colours_.size(); ++id) groups[colours_[id]].push_back(id);
  const auto twins = std::find_if(groups.begin(), groups.end(),
                                  [](const auto& group) { return group.second.size() > 1; });
  if (twins == groups.end()) return false;
  auto& colour = colours_[twins->second.front()];
  colour = Mix(colour, HashOf("picked"));
  return true;
}

std::vector<std::string> IdColours::Rewritten() const {
  std::vector<const Line*> order;
  for (const auto& line : lines_) order.push_back(&line);
  // By the words that stand before any id, then by colours: an order that no id has a part in.
  std::sort(order.begin(), order.end(), [this](const Line* one, const Line* other) {
    const auto head = [](const Line* line) {
      return line->text.substr(0, line->places.empty() ? line->text.size() : line->places.front());
    };
    if (head(one) != head(other)) return head(one) < head(other);
    return ColourOf(*one) < ColourOf(*other);
  });
  std::unordered_map<std::size_t, std::size_t> numbers;
  std::vector<std::string> rewritten;
  for (const auto* line : order) {
    std::string text;
    std::size_t from = 0;
    for (std::size_t i = 0; i < line->ids.size(); ++i) {
      const auto number = numbers.emplace(line->ids[i], numbers.size() + 1).first->second;
      text.append(line->text.substr(from, line->places[i] - from))
          .append("#")
          .append(std::to_string(number));
      from = line->places[i] + kUuid;
    }
    rewritten.push_back(text.append(line->text.substr(from)));
  }
  return rewritten;
}

}  // namespace parcours::host
