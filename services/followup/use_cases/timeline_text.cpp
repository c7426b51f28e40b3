#include "services/followup/use_cases/timeline_text.h"

#include <algorithm>
#include <map>

#include "services/followup/domain/rules.h"
#include "services/followup/domain/status.h"
#include "services/followup/phrases.h"

namespace parcours::followup {
namespace {

constexpr std::string_view kJoint = ", ";

class Teller {
 public:
  Teller(std::vector<TimelineRow> rows, const Pathway& pathway, const Context& context)
      : pathway_(pathway),
        context_(context),
        language_(context.session.origin().language),
        changes_(StatusChanges(pathway.training(), RulesOn(context.session.today()).dashboard)) {
    for (TimelineRow& row : rows) {
      (row.kind == "not_observed" ? unobserved_ : rows_).push_back(std::move(row));
    }
  }

  [[nodiscard]] std::vector<v1::TimelineEntry> Tell() {
    std::vector<v1::TimelineEntry> entries;
    std::map<std::string, std::size_t> lines;
    for (const TimelineRow& row : rows_) {
      const auto [line, is_new] = lines.try_emplace(row.line, entries.size());
      if (is_new) entries.push_back(Begin(row));
      v1::TimelineEntry& entry = entries[line->second];
      AddPhrases(row, entry);
      Annotate(row, entry, is_new);
    }
    return entries;
  }

 private:
  [[nodiscard]] v1::TimelineEntry Begin(const TimelineRow& row) const {
    const TimelineKind& kind = TimelineKindOf(row.kind);
    v1::TimelineEntry entry;
    entry.set_date(row.day.ToString());
    entry.set_context(std::string(kind.context));
    if (!kind.cause.empty()) entry.set_cause(Say(language_, kind.cause));
    return entry;
  }

  void AddPhrases(const TimelineRow& row, v1::TimelineEntry& entry) {
    const TimelineKind& kind = TimelineKindOf(row.kind);
    if (row.kind == "default_referent") return;
    const std::string text = Say(language_, row.phrase, row.arguments);
    const bool joins = kind.joins && entry.phrases_size() > 0;
    v1::TimelinePhrase& phrase = joins ? *entry.mutable_phrases()->rbegin() : Add(row, kind, entry);
    phrase.set_text(joins ? phrase.text() + std::string(kJoint) + text : text + Dated(row, entry));
    phrase.add_facts(std::string(kind.fact));
    if (row.arguments.contains("verdict")) {
      Add(row, kind, entry).set_text(Say(language_, "objective", row.arguments));
    }
    if (row.kind == "meeting_held" || row.kind == "meeting_missed") AddUnobserved(row, entry);
  }

  static v1::TimelinePhrase& Add(const TimelineRow& row, const TimelineKind& kind,
                                 v1::TimelineEntry& entry) {
    v1::TimelinePhrase& phrase = *entry.add_phrases();
    phrase.set_date(row.day.ToString());
    phrase.set_context(std::string(kind.context));
    return phrase;
  }

  // The day of a phrase that is not its line's.
  [[nodiscard]] std::string Dated(const TimelineRow& row, const v1::TimelineEntry& entry) const {
    const auto first = CivilDate::Parse(entry.date());
    if (!first || *first == row.day) return {};
    const bool same_year = first->year() == row.day.year();
    return " " + (same_year ? ShortDate(language_, row.day) : WholeDate(language_, row.day));
  }

  // The first meeting of a kind, held or missed, tells which windows of that kind nobody could see.
  void AddUnobserved(const TimelineRow& meeting, v1::TimelineEntry& entry) {
    const std::string& kinds = meeting.arguments.at("kinds");
    std::erase_if(unobserved_, [&](const TimelineRow& row) {
      if (kinds.find(row.arguments.at("kind")) == std::string::npos) return false;
      const TimelineKind& kind = TimelineKindOf(row.kind);
      v1::TimelinePhrase& phrase = Add(row, kind, entry);
      phrase.set_text(Unobserved(row));
      phrase.add_facts(std::string(kind.fact));
      return true;
    });
  }

  [[nodiscard]] std::string Unobserved(const TimelineRow& row) const {
    if (row.arguments.at("kind") == v1::EmployerWindowKind_Name(v1::LAST_WINDOW)) {
      return Say(language_, "not_observed.last");
    }
    const auto contract = pathway_.state().contracts.find(row.arguments.at("contract"));
    const int number = contract == pathway_.state().contracts.end() ? 1 : contract->second.number;
    if (number <= 1) return Say(language_, "not_observed.first");
    return Say(language_, "not_observed.later", {{"number", std::to_string(number)}});
  }

  void Annotate(const TimelineRow& row, v1::TimelineEntry& entry, bool is_new) const {
    if (row.kind == "default_referent") {
      entry.set_annotation(Say(language_, "note.default_referent"));
    } else if (row.kind == "contract_signed" && is_new) {
      const auto employer = context_.directory.FindOrganisation(row.arguments.at("employer"));
      if (employer) entry.set_annotation(employer->display_name);
    } else if (pathway_.IsApprenticeship()) {
      entry.set_annotation(StatusNote(row, entry.annotation()));
    }
  }

  [[nodiscard]] std::string StatusNote(const TimelineRow& row, std::string otherwise) const {
    const auto next = std::ranges::upper_bound(changes_, row.day, {}, &StatusChange::from);
    if (next == changes_.begin()) return otherwise;
    const StatusChange& current = *std::prev(next);
    const std::string status(StatusName(current.status));
    if (row.kind == "continuation_ended") return status;
    if (row.kind == "pathway_completed" || row.kind == "pathway_interrupted") {
      return Say(language_, "note.closed", {{"status", status}, {"from", current.from.ToString()}});
    }
    if (row.kind != "contract_broken") return otherwise;
    const auto cover = CoverOf(row.arguments.at("contract"));
    if (!cover) return status;
    return Say(language_, "note.broken", {{"status", status}, {"cover", cover->ToString()}});
  }

  [[nodiscard]] std::optional<CivilDate> CoverOf(const std::string& contract) const {
    const auto found = pathway_.state().continuations.find(BreakOf(contract));
    if (found == pathway_.state().continuations.end()) return std::nullopt;
    return found->second.covered_to;
  }

  const Pathway& pathway_;
  const Context& context_;
  const Language language_;
  const std::vector<StatusChange> changes_;
  std::vector<TimelineRow> rows_;
  std::vector<TimelineRow> unobserved_;
};

}  // namespace

std::vector<v1::TimelineEntry> TimelineEntries(std::vector<TimelineRow> rows,
                                               const Pathway& pathway, const Context& context) {
  return Teller(std::move(rows), pathway, context).Tell();
}

bool MaySeeSupport(const security::Actor& actor, const Pathway& pathway) {
  const bool referent = actor.Has(options::v1::REFERENT) && !actor.organisation.empty() &&
                        actor.organisation == pathway.organisation();
  return referent || (!actor.person.empty() && actor.person == pathway.person());
}

}  // namespace parcours::followup
