#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "parcours/followup/v1/followup_service.pb.h"
#include "services/cli/commands/commands.h"
#include "services/cli/refusals.h"
#include "services/cli/table.h"
#include "services/followup/domain/backtest.h"
#include "services/platform/rpc/json_message.h"

namespace parcours::cli {
namespace {

using followup::CohortPathway;
using followup::Proportion;

// Reads what the line says of days; the first field that is wrong is the refusal.
struct CohortDays {
  const std::string& file;
  std::int64_t line;

  [[nodiscard]] Result<CivilDate> Read(const std::string& text, std::string_view field) const {
    const auto day = CivilDate::Parse(text);
    if (!day) return Refuse(CohortLineMalformed(file, line, field));
    return *day;
  }
  [[nodiscard]] Result<std::optional<CivilDate>> ReadIfAny(const std::string& text,
                                                           std::string_view field) const {
    if (text.empty()) return std::optional<CivilDate>{};
    TRY(const auto day, Read(text, field));
    return std::optional(day);
  }
};

Result<CohortPathway> PathwayOf(const followup::v1::CohortPathway& line, const CohortDays& days) {
  CohortPathway pathway;
  TRY(pathway.observed_to, days.Read(line.observed_until_date(), "observedUntilDate"));
  TRY(pathway.broken_on, days.ReadIfAny(line.break_date(), "breakDate"));
  for (const auto& fact : line.facts()) {
    if (fact.kind() == followup::v1::RISK_FACT_KIND_UNSPECIFIED) {
      return Refuse(CohortLineMalformed(days.file, days.line, "kind"));
    }
    TRY(const auto from, days.Read(fact.from_date(), "fromDate"));
    TRY(const auto until, days.ReadIfAny(fact.until_date(), "untilDate"));
    pathway.facts.push_back({.kind = fact.kind(),
                             .name = fact.name(),
                             .from = from,
                             .until = until,
                             .amount = fact.amount()});
  }
  return pathway;
}

// "3/12 = 25.0 % (8.9-53.2)"
std::string TextOf(const Proportion& proportion) {
  if (proportion.whole == 0) return "-";
  return fmt::format("{}/{} = {:.1f} % ({:.1f}-{:.1f})", proportion.part, proportion.whole,
                     100 * proportion.value(), 100 * proportion.low(), 100 * proportion.high());
}

class Risk final : public Command {
 public:
  Risk(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "risk", "Juge l'alerte précoce", "Judges early warning"),
                shell) {
    auto& backtest = Subcommand(
        app(), shell, "backtest",
        "Rejoue une cohorte passée : combien de ruptures sous 60 et 120 jours, par niveau",
        "Replays a past cohort: how many broke within 60 and 120 days, per band");
    backtest
        .add_option("file", file_,
                    Say("Une ligne JSON par parcours (CohortPathway)",
                        "One JSON line per pathway (CohortPathway)"))
        ->required();
    app().require_subcommand(1);
  }

  Result<int> Run() override {
    std::ifstream stream(file_);
    if (!stream) return Refuse(FileUnreadable(file_, errno));
    followup::Backtest backtest;
    std::string text;
    for (std::int64_t line = 1; std::getline(stream, text); ++line) {
      if (text.empty()) continue;
      const auto message = rpc::ReadJson(*followup::v1::CohortPathway::descriptor(), text);
      if (!message) return Refuse(CohortLineMalformed(file_, line, message.error().field));
      TRY(const auto pathway,
          PathwayOf(static_cast<const followup::v1::CohortPathway&>(**message), {file_, line}));
      backtest.Count(pathway);
    }
    if (stream.bad()) return Refuse(FileUnreadable(file_, errno));
    Print(backtest);
    return kAllGood;
  }

 private:
  void Print(const followup::Backtest& backtest) const {
    std::vector<std::vector<std::string>> rows{
        {Say("niveau", "band"), Say("parcours", "pathways"),
         Say("rompus sous 60 jours (95 %)", "broke within 60 days (95 %)"),
         Say("rompus sous 120 jours (95 %)", "broke within 120 days (95 %)")}};
    for (const auto& outcome : backtest.outcomes()) {
      rows.push_back({followup::v1::RiskBand_Name(outcome.band), std::to_string(outcome.pathways),
                      TextOf(outcome.within_60), TextOf(outcome.within_120)});
    }
    PrintTable(rows, out());
  }

  std::string file_;
};

}  // namespace

std::unique_ptr<Command> MakeRisk(CLI::App& root, const Shell& shell) {
  return std::make_unique<Risk>(root, shell);
}

}  // namespace parcours::cli
