#include "services/cli/story/script.h"

#include <array>
#include <fstream>
#include <functional>
#include <utility>

namespace parcours::cli {
namespace {

using nlohmann::json;

Error Unreadable(const std::filesystem::path& file, const std::string& why) {
  return {.code = Code::kInvalidArgument,
          .reason = "STORY_UNREADABLE",
          .field = file.filename().string(),
          .french = "L'histoire ne peut pas être lue : " + why,
          .english = "The story cannot be read: " + why};
}

Act::Kind KindOf(const json& act) {
  constexpr std::array<std::pair<const char*, Act::Kind>, 7> kKinds{
      {{"import", Act::Kind::kImport},
       {"crash", Act::Kind::kCrash},
       {"call", Act::Kind::kCall},
       {"advance", Act::Kind::kAdvance},
       {"statuses", Act::Kind::kStatuses},
       {"replay", Act::Kind::kReplay},
       {"audit", Act::Kind::kAudit}}};
  for (const auto& [key, kind] : kKinds) {
    if (act.contains(key)) return kind;
  }
  throw std::invalid_argument("an act of no known kind: " + act.dump());
}

Step ReadStep(const json& content) {
  Step step{.number = content.at("number").get<int>(),
            .title = content.at("title").get<std::string>()};
  if (content.contains("told")) {
    step.told_by = content["told"].at("fact").get<std::string>();
    step.told_count = content["told"].value("count", 1);
  }
  for (const auto& act : content.at("acts")) {
    step.acts.push_back({.kind = KindOf(act),
                         .content = act,
                         .request_id = "story-" + std::to_string(step.number) + "-" +
                                       std::to_string(step.acts.size() + 1)});
  }
  return step;
}

// Replaces each ${name} by what `find` answers; a name that it does not know stays.
std::string Replace(std::string_view text,
                    const std::function<std::optional<std::string>(const std::string&)>& find) {
  std::string filled;
  while (true) {
    const auto begin = text.find("${");
    const auto end = text.find('}', begin);
    if (begin == std::string_view::npos || end == std::string_view::npos)
      return filled.append(text);
    const std::string name(text.substr(begin + 2, end - begin - 2));
    filled.append(text.substr(0, begin)).append(find(name).value_or("${" + name + "}"));
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Result<Script> ReadScript(const std::filesystem::path& file) {
  try {
    std::ifstream stream(file);
    const json content = json::parse(stream);
    const auto start = CivilDate::Parse(content.at("start").get<std::string>());
    if (!start) return Refuse(Unreadable(file, "start"));
    Script script{.start = *start,
                  .actors = content.at("actors"),
                  .timeline_pathway = content.at("timeline").at("pathway").get<std::string>(),
                  .timeline_as = content.at("timeline").at("as").get<std::string>()};
    for (const auto& step : content.at("steps")) script.steps.push_back(ReadStep(step));
    return script;
  } catch (const std::exception& fault) {
    return Refuse(Unreadable(file, fault.what()));
  }
}

std::string FillText(std::string_view text, const Variables& variables) {
  return Replace(text, [&variables](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  });
}

json Fill(const json& value, const Variables& variables) {
  if (value.is_string()) return FillText(value.get_ref<const std::string&>(), variables);
  json filled = value;
  if (value.is_structured()) {
    for (auto& item : filled) item = Fill(std::as_const(item), variables);
  }
  return filled;
}

json At(const json& value, std::string_view pointer) {
  const bool counts = pointer.ends_with("/#");
  if (counts) pointer.remove_suffix(2);
  const json::json_pointer place{std::string(pointer)};
  if (!value.contains(place)) return counts ? json(0) : json();
  const json& found = value.at(place);
  return counts ? json(found.size()) : found;
}

std::string Quote(std::string_view text, const json& answer) {
  return Replace(text, [&answer](const std::string& name) -> std::optional<std::string> {
    const json found = At(answer, "/" + name);
    return found.is_string() ? found.get<std::string>() : found.dump();
  });
}

}  // namespace parcours::cli
