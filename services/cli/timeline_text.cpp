#include "services/cli/timeline_text.h"

#include "services/cli/console.h"
#include "services/platform/core/id.h"

namespace parcours::cli {
namespace {

using nlohmann::json;

constexpr std::size_t kLane = 12;
constexpr std::size_t kCause = 54;
constexpr std::size_t kAnnotation = 78;
constexpr std::size_t kStep = 8;

std::string TextOf(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Fills up to the column, or to the next step after it that leaves a gap.
void GoTo(std::size_t column, std::string& line) {
  const std::size_t width = Width(line);
  while (column < width + 2) column += kStep;
  line.append(column - width, ' ');
}

std::string PhrasesOf(const json& entry, const std::string& lane) {
  std::string text;
  const auto phrases = entry.find("phrases");
  if (phrases == entry.end()) return text;
  for (const auto& phrase : *phrases) {
    const std::string context = TextOf(phrase, "context");
    if (!text.empty()) text.append(" · ");
    if (!context.empty() && context != lane) text.append(context).append(": ");
    text.append(TextOf(phrase, "text"));
  }
  return text;
}

std::string LineOf(const json& entry) {
  const std::string lane = TextOf(entry, "context");
  std::string line = TextOf(entry, "date") + " " + lane;
  if (lane.size() < kLane) line.append(kLane - lane.size(), ' ');
  line.append(" ").append(PhrasesOf(entry, lane));
  if (const auto cause = TextOf(entry, "cause"); !cause.empty()) {
    GoTo(kCause, line);
    line.append("<- ").append(cause);
  }
  if (const auto annotation = TextOf(entry, "annotation"); !annotation.empty()) {
    GoTo(kAnnotation, line);
    line.append(annotation);
  }
  return line;
}

// "without the platform: ABANDON…" → "without the platform (case #5): ABANDON…"
std::string WithReference(const std::string& text, const std::string& reference) {
  const auto colon = text.find(':');
  if (reference.empty() || colon == std::string::npos) return text;
  return text.substr(0, colon) + " (" + reference + ")" + text.substr(colon);
}

}  // namespace

Result<json> FetchTimeline(Stage& stage, const std::string& pathway, const std::string& day,
                           const std::string& token) {
  TRY(auto timeline,
      stage.Call("followup", "GetTimeline", {{"name", pathway}, {"on", day}}, token));
  const std::string enrolment = ResourceName("enrolments", LastSegment(pathway));
  const std::string person = TextOf(timeline, "person");
  const auto names =
      stage.Call("recruitment", "DisplayNames", {{"names", {person, enrolment}}}, token);
  if (!names) return timeline;
  for (const auto& name : names->value("displayNames", json::array())) {
    if (TextOf(name, "name") == person) timeline["displayName"] = TextOf(name, "text");
    if (TextOf(name, "name") == enrolment)
      timeline["withoutPlatform"]["reference"] = "case " + TextOf(name, "text");
  }
  return timeline;
}

std::string TimelineText(const json& timeline) {
  std::string text = TextOf(timeline, "displayName");
  if (!text.empty()) text.append("\n\n");
  if (const auto entries = timeline.find("entries"); entries != timeline.end()) {
    for (const auto& entry : *entries) text.append(LineOf(entry)).append("\n");
  }
  const auto without = timeline.find("withoutPlatform");
  if (without == timeline.end() || !without->is_object()) return text;
  const std::string line = WithReference(TextOf(*without, "text"), TextOf(*without, "reference"));
  if (!line.empty()) text.append(kStep, ' ').append(line).append("\n");
  return text;
}

}  // namespace parcours::cli
