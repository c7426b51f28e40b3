#include "services/cli/story/teller.h"

#include <algorithm>
#include <map>

#include "services/cli/timeline_text.h"
#include "services/platform/core/id.h"

namespace parcours::cli {
namespace {

using nlohmann::json;

constexpr std::chrono::seconds kLongestSettling{60};
constexpr const char* kServicesByName[] = {"followup", "insertion", "partners", "recruitment",
                                           "support"};

std::pair<std::string, std::string> ServiceAndMethod(const std::string& call) {
  const auto dot = call.find('.');
  return {call.substr(0, dot), call.substr(dot + 1)};
}

ImportKind KindOf(const std::string& name) {
  if (name == "partners") return ImportKind::kPartners;
  return name == "dossiers" ? ImportKind::kDossiers : ImportKind::kPrescriptions;
}

std::string NameIn(const RecordReport& record, std::string_view collection) {
  for (const auto& name : record.verdict.names()) {
    if (CollectionOf(name) == collection) return name;
  }
  return {};
}

std::int64_t CountOf(const ImportReport& report, const std::string& verdict) {
  if (verdict == "ACCEPTED") return report.accepted;
  if (verdict == "UNCHANGED") return report.unchanged;
  return verdict == "CORRECTED" ? report.corrected : report.set_aside;
}

// An object of the act; empty when there is none. A reference: `items()` must not outlive what it
// walks.
const json& Part(const Act& act, const char* key) {
  static const json kNothing = json::object();
  return act.content.contains(key) ? act.content[key] : kNothing;
}

std::string Summary(const ImportReport& report) {
  std::string text = std::to_string(report.accepted) + " accepted";
  if (report.warned > 0) text += " (" + std::to_string(report.warned) + " with a warning)";
  if (report.corrected > 0) text += ", " + std::to_string(report.corrected) + " corrected";
  return text + ", " + std::to_string(report.unchanged) + " unchanged, " +
         std::to_string(report.set_aside) + " set aside";
}

}  // namespace

bool Teller::Tell() {
  for (const auto& step : script_.steps) {
    where_ = "step " + std::to_string(step.number);
    const bool told = AlreadyTold(step);
    parts_.say((step.number < 10 ? " " : "") + std::to_string(step.number) + "  " + step.title +
               (told ? "  (already told)" : ""));
    retelling_ = told;
    told ? Retell(step) : Tell(step);
    if (!failures_.empty()) return false;
  }
  return true;
}

void Teller::Tell(const Step& step) {
  for (const auto& act : step.acts) {
    if (failures_.empty()) Perform(act);
  }
}

// What later steps need of a step told before: the same request id gives the same answer again.
void Teller::Retell(const Step& step) {
  for (const auto& act : step.acts) {
    if (!act.content.contains("save") && !act.content.contains("save_names")) continue;
    Perform(act);
  }
}

bool Teller::AlreadyTold(const Step& step) {
  if (step.told_by.empty()) return false;
  const auto [service, fact] = ServiceAndMethod(step.told_by);
  const auto view = parts_.stage.DatedView(CivilDate(2200, 1, 1));
  if (!view) return false;
  const std::string recorded = " " + service + " " + fact + " ";
  int found = 0;
  for (auto place = view->find(recorded); place != std::string::npos;
       place = view->find(recorded, place + 1))
    ++found;
  return found >= step.told_count;
}

void Teller::Perform(const Act& act) {
  switch (act.kind) {
    case Act::Kind::kImport:
      Import(act);
      break;
    case Act::Kind::kCall:
      Call(act);
      break;
    case Act::Kind::kAdvance: {
      const auto day = CivilDate::Parse(act.content["advance"].get<std::string>());
      const auto moved = parts_.stage.AdvanceTo(day.value());
      Expect(moved.has_value(),
             "the clock moves to " + day->ToString() + (moved ? "" : ": " + moved.error().english));
      Say("-- " + day->ToString() + " --");
      return;
    }
    case Act::Kind::kStatuses:
      CompareStatuses(act);
      break;
    case Act::Kind::kCrash:
      Crash(act);
      break;
    case Act::Kind::kReplay:
      Replay(act);
      break;
    case Act::Kind::kAudit: {
      const auto verified = parts_.stage.VerifyAudit();
      Expect(verified.has_value(),
             "the audit chains verify" + (verified ? "" : ": " + verified.error().english));
      Say("every audit chain verifies");
      break;
    }
  }
  Settle();
}

void Teller::Import(const Act& act) {
  const auto token = TokenOf(act.content["as"].get<std::string>());
  if (!token) return Expect(false, token.error().english);
  const std::int64_t facts_before = FactsRecorded();
  const auto report =
      parts_.stage.Import(KindOf(act.content["import"].get<std::string>()),
                          parts_.folder / act.content["file"].get<std::string>(), *token,
                          {.organisation = act.content.value("organisation", ""),
                           .programme = act.content.value("programme", "")});
  if (!report)
    return Expect(false,
                  "the import runs: " + report.error().reason + ", " + report.error().english);
  Say(script_.actors[act.content["as"].get<std::string>()]["who"].get<std::string>() + " imports " +
      act.content["file"].get<std::string>() + ": " + Summary(*report));
  SaveNames(act, *report);
  if (retelling_) return;  // a file that was imported before is recognised: its verdicts are others
  for (const auto& record : report->records) {
    const auto& verdict = record.verdict;
    if (verdict.verdict() != type::v1::SET_ASIDE) continue;
    const std::string field = verdict.problems().empty() ? "" : verdict.problems(0).field();
    Say("   record " + std::to_string(record.place + 1) + " set aside: " + field + ", " +
        (verdict.problems().empty() ? "" : verdict.problems(0).reason()));
  }
  if (act.content.contains("nothing_new"))
    Expect(FactsRecorded() == facts_before, "no new fact is recorded");
  for (const auto& [name, count] : Part(act, "verdicts").items()) {
    Expect(CountOf(*report, name) == count.get<std::int64_t>(),
           name + " is " + count.dump() + ", was " + Summary(*report));
  }
  if (act.content.contains("warned")) {
    Expect(report->warned == act.content["warned"].get<std::int64_t>(),
           "the warnings number " + act.content["warned"].dump());
  }
  for (const auto& [place, field] : Part(act, "set_aside").items()) {
    const auto& problems = report->records.at(std::stoul(place)).verdict.problems();
    const bool named = std::any_of(problems.begin(), problems.end(), [&field](const auto& problem) {
      return problem.field() == field.template get<std::string>();
    });
    Expect(named, "record " + place + " is set aside for " + field.get<std::string>());
  }
}

void Teller::SaveNames(const Act& act, const ImportReport& report) {
  for (const auto& record : report.records) {
    variables_["record." + std::to_string(record.place) + ".pathway"] = NameIn(record, "pathways");
  }
  for (const auto& [name, place] : Part(act, "save_names").items()) {
    const auto& record = report.records.at(place.get<std::size_t>());
    variables_[name + ".pathway"] = NameIn(record, "pathways");
    variables_[name + ".id"] = LastSegment(NameIn(record, "pathways"));
    variables_[name + ".person"] = NameIn(record, "persons");
    variables_[name + ".person_id"] = LastSegment(NameIn(record, "persons"));
  }
}

void Teller::Call(const Act& act) { CheckAnswer(act, Send(act)); }

void Teller::CheckAnswer(const Act& act, const Result<json>& answer) {
  const std::string call = act.content["call"].get<std::string>();
  const std::string who =
      script_.actors[act.content["as"].get<std::string>()]["who"].get<std::string>();
  if (act.content.contains("refused")) {
    const std::string reason = act.content["refused"].get<std::string>();
    if (answer) return Expect(false, call + " is refused with " + reason + ", but was accepted");
    Expect(answer.error().reason == reason,
           call + " is refused with " + reason + ", but was with " + answer.error().reason);
    return Say(call + " by " + who + ": refused, " + reason + " (" + answer.error().english + ")");
  }
  if (!answer)
    return Expect(
        false, call + " by " + who + ": " + answer.error().reason + ", " + answer.error().english);
  for (const auto& [name, pointer] : Part(act, "save").items()) {
    variables_[name] = At(*answer, pointer.get<std::string>()).get<std::string>();
  }
  for (const auto& [pointer, expected] : Part(act, "expect").items()) {
    const json found = At(*answer, pointer);
    Expect(found == expected,
           call + pointer + " is " + expected.dump() + ", but was " + found.dump());
  }
  if (act.content.contains("show"))
    return Say(Quote(act.content["show"].get<std::string>(), *answer));
  Say(call + " by " + who);
}

void Teller::Crash(const Act& act) {
  const std::string service = act.content["crash"].get<std::string>();
  if (parts_.stunts.crash) {
    const auto crashed =
        parts_.stunts.crash(service, [this, &act] { static_cast<void>(Send(act)); });
    Expect(crashed.has_value(), service + " is killed and started again" +
                                    (crashed ? "" : ": " + crashed.error().english));
    Say(service + " was killed between commit and publish, and started again");
  }
  CheckAnswer(act, Send(act));  // the same request id: the answer that was stored, or the first one
}

void Teller::Replay(const Act& act) {
  const std::string service = act.content["replay"].get<std::string>();
  const auto token = TokenOf("operator");
  if (!token) return Expect(false, token.error().english);
  Settle();
  const std::int64_t facts_before = FactsRecorded();
  const auto replayed =
      parts_.stage.Call(service, "ReplayTopics", {{"requestId", act.request_id}}, *token);
  Expect(replayed.has_value(),
         service + " reads its topics again" + (replayed ? "" : ": " + replayed.error().english));
  Settle();
  Expect(FactsRecorded() == facts_before, "a replay records nothing twice");
  Say(service + " read its topics again from the beginning: nothing twice");
}

void Teller::CompareStatuses(const Act& act) {
  const std::string day = act.content["statuses"].get<std::string>();
  const auto token = TokenOf(act.content["as"].get<std::string>());
  if (!token) return Expect(false, token.error().english);
  Settle();
  const auto& expected = act.content["expected"];
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto answer = parts_.stage.Call(
        "followup", "GetPathway",
        {{"name", variables_["record." + std::to_string(i) + ".pathway"]}, {"on", day}}, *token);
    if (!answer)
      return Expect(false,
                    "GetPathway answers: " + answer.error().reason + ", " + answer.error().english);
    const json status = At(*answer, "/dashboard/status");
    Expect(status == expected[i], "record " + std::to_string(i + 1) + " is " + expected[i].dump() +
                                      ", but was " + status.dump());
  }
  Say(std::to_string(expected.size()) + " statuses on " + day +
      " equal those of the national dashboard");
}

Result<json> Teller::Send(const Act& act) {
  const auto [service, method] = ServiceAndMethod(act.content["call"].get<std::string>());
  TRY(const auto token, TokenOf(act.content["as"].get<std::string>()));
  json request = Fill(act.content["request"], variables_);
  const bool query = method.starts_with("Get") || method.starts_with("List");
  if (!query) request["requestId"] = act.request_id;
  return parts_.stage.Call(service, method, request, token);
}

Result<std::string> Teller::TokenOf(const std::string& actor) {
  const json& who = script_.actors.at(actor);
  if (who.contains("agent")) {
    TRY(const auto agent, parts_.cast.agent(who["agent"].get<std::string>()));
    return parts_.cast.token(agent);
  }
  security::Actor speaker{.principal = FillText(who["principal"].get<std::string>(), variables_),
                          .organisation = who.value("organisation", ""),
                          .person = FillText(who.value("person", ""), variables_)};
  for (const auto& name : who["roles"]) {
    options::v1::Role role{};
    if (options::v1::Role_Parse(name.get<std::string>(), &role)) speaker.roles.push_back(role);
  }
  return parts_.cast.token(speaker);
}

std::int64_t Teller::FactsRecorded() {
  std::int64_t facts = 0;
  for (const char* service : kServicesByName) {
    const auto status = parts_.stage.Status(service);
    if (status) facts += std::stoll(status->value("journalHead", "0"));
  }
  return facts;
}

void Teller::Settle() {
  const auto settled = parts_.stage.Settle(kLongestSettling);
  Expect(settled.has_value(),
         "the platform settles" + (settled ? "" : ": " + settled.error().english));
}

void Teller::Expect(bool holds, const std::string& what) {
  if (!holds) failures_.push_back(where_ + ": expected that " + what);
}

Result<json> Teller::Timeline() {
  TRY(const auto token, TokenOf(script_.timeline_as));
  return FetchTimeline(parts_.stage, FillText(script_.timeline_pathway, variables_), {}, token);
}

}  // namespace parcours::cli
