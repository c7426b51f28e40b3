#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/platform/core/civil_date.h"
#include "services/platform/core/result.h"

namespace parcours::cli {

// The story as data: deploy/sample/story.json (ADR 0010).
struct Act {
  enum class Kind {
    kImport,   // "import": partners, dossiers or prescriptions; "file", "as", "verdicts", "warned",
               // "set_aside"
    kCall,     // "call": service.Method; "as", "request", and "refused" or "expect"; "save", "show"
    kAdvance,  // "advance": the day to which all clocks move
    kStatuses,  // "statuses": the day; "expected": status of each imported record in order
    kCrash,     // "crash": the service killed between commit and publish while "call" runs, then
                // started again
    kReplay,    // "replay": the service that reads its topics again from the beginning
    kAudit,     // "audit": every service's journal verifies
  };
  Kind kind;
  nlohmann::json content;
  std::string request_id;  // the same each time the story is told: telling it again is a retry
};

struct Step {
  int number = 0;
  std::string title;
  // The step is told when this many facts of this type ("recruitment.MissionSubmitted") are
  // recorded.
  std::string told_by;
  int told_count = 1;
  std::vector<Act> acts;
};

struct Script {
  CivilDate start;
  nlohmann::json actors;  // name → {agent | principal, organisation, person, roles, who}
  std::vector<Step> steps;
  std::string timeline_pathway;  // text with placeholders
  std::string timeline_as;
};

// INVALID_ARGUMENT, STORY_UNREADABLE.
[[nodiscard]] Result<Script> ReadScript(const std::filesystem::path& file);

// What earlier acts saved: "P.pathway" → "pathways/…".
using Variables = std::map<std::string, std::string>;

// Replaces ${name} in every text of a JSON value; a name that was not saved stays as it is.
[[nodiscard]] nlohmann::json Fill(const nlohmann::json& value, const Variables& variables);
[[nodiscard]] std::string FillText(std::string_view text, const Variables& variables);

// The value at a JSON pointer, where a last segment "#" counts an array's items; null when there is
// none.
[[nodiscard]] nlohmann::json At(const nlohmann::json& value, std::string_view pointer);

// Replaces ${a/b} by the answer's value at /a/b.
[[nodiscard]] std::string Quote(std::string_view text, const nlohmann::json& answer);

}  // namespace parcours::cli
