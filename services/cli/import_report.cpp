#include "services/cli/import_report.h"

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "services/cli/messages.h"
#include "services/platform/rpc/json_message.h"

namespace parcours::cli {
namespace {

using type::v1::RecordProblem;
using type::v1::RecordVerdict;

std::string VerdictWord(const RecordVerdict& verdict, Language language) {
  const bool french = language == Language::kFrench;
  switch (verdict.verdict()) {
    case type::v1::ACCEPTED:
      return french ? "accepté" : "accepted";
    case type::v1::UNCHANGED:
      return french ? "inchangé" : "unchanged";
    case type::v1::CORRECTED:
      return french ? "corrigé" : "corrected";
    default:
      return french ? "mis de côté" : "set aside";
  }
}

std::string Joined(const RecordVerdict& verdict) {
  std::string names;
  for (const auto& name : verdict.names()) names.append(names.empty() ? "" : " ").append(name);
  return names;
}

class TextReport final : public ReportWriter {
 public:
  TextReport(std::ostream& stream, Language language, bool only_notable)
      : stream_(stream), language_(language), only_notable_(only_notable) {}

  void Add(const RecordReport& record) override {
    const auto& verdict = record.verdict;
    if (only_notable_ && verdict.problems_size() == 0 && verdict.verdict() != type::v1::SET_ASIDE)
      return;
    const bool french = language_ == Language::kFrench;
    stream_ << (french ? "ligne " : "line ") << record.line;
    if (!verdict.reference().empty()) stream_ << " (" << verdict.reference() << ")";
    stream_ << (french ? " : " : ": ") << VerdictWord(verdict, language_);
    if (verdict.names_size() > 0) stream_ << "  " << Joined(verdict);
    stream_ << "\n";
    for (const auto& problem : verdict.problems()) Add(problem);
  }

  void Finish(const ImportReport& counts) override {
    stream_ << CountsText(counts, language_) << "\n";
  }

 private:
  void Add(const RecordProblem& problem) {
    const bool french = language_ == Language::kFrench;
    stream_ << "  "
            << (problem.severity() == type::v1::WARNING ? (french ? "avertissement" : "warning")
                                                        : (french ? "erreur" : "error"))
            << (french ? " : " : ": ");
    if (!problem.field().empty()) stream_ << problem.field() << " — ";
    stream_ << problem.message() << " [" << problem.reason() << "]";
    if (!problem.received().empty()) stream_ << " « " << problem.received() << " »";
    stream_ << "\n";
  }

  std::ostream& stream_;
  const Language language_;
  const bool only_notable_;
};

class JsonReport final : public ReportWriter {
 public:
  JsonReport(std::ostream& stream, bool only_notable)
      : stream_(stream), only_notable_(only_notable) {
    stream_ << "{\"records\": [";
  }

  void Add(const RecordReport& record) override {
    if (only_notable_ && record.verdict.problems_size() == 0) return;
    auto row = rpc::ToJson(record.verdict);
    row.erase("index");
    row["place"] = record.place;
    row["line"] = record.line;
    stream_ << (first_ ? "\n" : ",\n") << row.dump();
    first_ = false;
  }

  void Finish(const ImportReport& counts) override {
    const nlohmann::json summary{{"accepted", counts.accepted},   {"unchanged", counts.unchanged},
                                 {"corrected", counts.corrected}, {"setAside", counts.set_aside},
                                 {"warned", counts.warned},       {"total", counts.total()}};
    stream_ << "\n],\n\"counts\": " << summary.dump() << "}\n";
  }

 private:
  std::ostream& stream_;
  const bool only_notable_;
  bool first_ = true;
};

// As RFC 4180 with the separator of French spreadsheets.
std::string Cell(std::string text) {
  constexpr std::string_view kFormula = "=+-@\t\r";
  if (!text.empty() && kFormula.find(text.front()) != std::string_view::npos) text.insert(0, "'");
  if (text.find_first_of(";\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted.push_back('"');
    quoted.push_back(c);
  }
  return quoted + "\"";
}

class CsvReport final : public ReportWriter {
 public:
  CsvReport(std::ostream& stream, bool only_notable)
      : stream_(stream), only_notable_(only_notable) {
    stream_ << "place;line;verdict;reference;names;severity;field;reason;message;received\n";
  }

  void Add(const RecordReport& record) override {
    const auto& verdict = record.verdict;
    for (const auto& problem : verdict.problems()) {
      Begin(record);
      stream_ << type::v1::ProblemSeverity_Name(problem.severity()) << ";" << Cell(problem.field())
              << ";" << Cell(problem.reason()) << ";" << Cell(problem.message()) << ";"
              << Cell(problem.received()) << "\n";
    }
    if (verdict.problems_size() > 0 || only_notable_) return;
    Begin(record);
    stream_ << ";;;;\n";
  }

  void Finish(const ImportReport& /*counts*/) override { stream_.flush(); }

 private:
  void Begin(const RecordReport& record) {
    stream_ << record.place << ";" << record.line << ";"
            << type::v1::Verdict_Name(record.verdict.verdict()) << ";"
            << Cell(record.verdict.reference()) << ";" << Cell(Joined(record.verdict)) << ";";
  }

  std::ostream& stream_;
  const bool only_notable_;
};

std::string Plural(std::int64_t count, const std::string& word) {
  return std::to_string(count) + " " + word + (count > 1 ? "s" : "");
}

}  // namespace

std::unique_ptr<ReportWriter> MakeReportWriter(ReportFormat format, std::ostream& stream,
                                               Language language, bool only_notable) {
  switch (format) {
    case ReportFormat::kText:
      return std::make_unique<TextReport>(stream, language, only_notable);
    case ReportFormat::kJson:
      return std::make_unique<JsonReport>(stream, only_notable);
    case ReportFormat::kCsv:
      return std::make_unique<CsvReport>(stream, only_notable);
  }
  return nullptr;
}

std::string CountsText(const ImportReport& counts, Language language) {
  const auto number = [](std::int64_t count) { return std::to_string(count); };
  if (language == Language::kEnglish) {
    return number(counts.accepted) + " accepted, " + number(counts.unchanged) + " unchanged, " +
           number(counts.corrected) + " corrected, " + number(counts.set_aside) + " set aside; " +
           number(counts.warned) + " with a warning";
  }
  return Plural(counts.accepted, "accepté") + ", " + Plural(counts.unchanged, "inchangé") + ", " +
         Plural(counts.corrected, "corrigé") + ", " + number(counts.set_aside) + " mis de côté ; " +
         number(counts.warned) + " avec avertissement";
}

}  // namespace parcours::cli
