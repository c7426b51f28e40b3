#include <cerrno>
#include <fstream>
#include <map>
#include <optional>
#include <ostream>
#include <string>

#include "services/cli/commands/commands.h"
#include "services/cli/import_report.h"
#include "services/cli/importer.h"
#include "services/cli/progress.h"
#include "services/cli/refusals.h"

namespace parcours::cli {
namespace {

const std::map<std::string, ReportFormat> kFormats{
    {"text", ReportFormat::kText}, {"json", ReportFormat::kJson}, {"csv", ReportFormat::kCsv}};

// Where the per-record report goes: a file with every record, or the terminal with those that
// deserve a look.
class Reporting {
 public:
  static Result<Reporting> Open(const std::string& file, ReportFormat format,
                                const Console& console) {
    Reporting reporting;
    const bool to_console = file.empty();
    if (!to_console) {
      reporting.file_ = std::make_unique<std::ofstream>(file, std::ios::trunc);
      if (!*reporting.file_) return Refuse(FileNotWritten(file, errno));
    }
    reporting.name_ = file;
    std::ostream& stream = to_console ? console.out : *reporting.file_;
    const bool only_notable = to_console && format == ReportFormat::kText;
    reporting.writer_ = MakeReportWriter(format, stream, console.language, only_notable);
    return reporting;
  }

  ReportWriter& writer() { return *writer_; }

  Result<void> Close(const ImportReport& counts) {
    writer_->Finish(counts);
    if (file_ == nullptr) return {};
    file_->flush();
    if (file_->good()) return {};
    return Refuse(FileNotWritten(name_, errno));
  }

 private:
  std::string name_;
  std::unique_ptr<std::ofstream> file_;
  std::unique_ptr<ReportWriter> writer_;
};

class Import final : public Command {
 public:
  Import(CLI::App& root, const Shell& shell)
      : Command(Subcommand(root, shell, "import",
                           "Importe un fichier de toute taille ; le refaire ne change rien",
                           "Imports a file of any size; repeating it changes nothing"),
                shell),
        partners_(Add("partners", "Partenaires, JSON", "Partners, JSON")),
        dossiers_(Add("dossiers", "Dossiers d'apprenants v3, JSON", "Learner records v3, JSON")),
        prescriptions_(Add("prescriptions", "Liste d'un prescripteur, CSV à points-virgules",
                           "A prescriber's list, CSV with semicolons")) {
    app().require_subcommand(1);
    dossiers_.add_option("--source", options_.source_system,
                         Say("Système émetteur", "The sender's system"));
    prescriptions_
        .add_option(
            "--organisation", options_.organisation,
            Say("Organisme qui reçoit, organisations/…", "Receiving organisation, organisations/…"))
        ->required();
    prescriptions_
        .add_option("--programme", options_.programme,
                    Say("Dispositif, programmes/…", "Programme, programmes/…"))
        ->required();
    prescriptions_.add_option("--date", options_.date,
                              Say("Jour de la prescription", "Day of the prescription"));
  }

  Result<int> Run() override {
    TRY(const auto client, shell().Connect());
    TRY(const auto token, shell().Token());
    TRY(auto reporting, Reporting::Open(report_, kFormats.at(format_), console()));
    Progress progress(console(), file_);
    ImportReport counts;
    options_.each = [&](const RecordReport& record) {
      Count(record.verdict, counts);
      if (report_.empty()) progress.Clear();
      reporting.writer().Add(record);
    };
    options_.progress = [&](std::uint64_t done, std::uint64_t total) {
      progress.Show(done, total);
    };
    const auto imported = client->Import(Kind(), file_, token, options_);
    progress.Clear();
    if (!imported && counts.total() == 0 && report_.empty()) return Refuse(imported.error());
    const auto closed = reporting.Close(counts);
    if (!report_.empty()) console().err << CountsText(counts, console().language) << "\n";
    if (!imported) return Cut(imported.error(), counts);
    TRY(closed);
    return counts.set_aside == 0 ? kAllGood : kLookHere;
  }

 private:
  CLI::App& Add(const std::string& name, std::string_view french, std::string_view english) {
    auto& kind = Subcommand(app(), shell(), name, french, english);
    kind.add_option("file", file_, Say("Fichier", "File"))->required();
    kind.add_option(
        "--report", report_,
        Say("Fichier du compte rendu par enregistrement", "File for the report per record"));
    kind.add_option("--format", format_, Say("text, json ou csv", "text, json or csv"))
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
    return kind;
  }

  [[nodiscard]] ImportKind Kind() const {
    if (partners_.parsed()) return ImportKind::kPartners;
    return dossiers_.parsed() ? ImportKind::kDossiers : ImportKind::kPrescriptions;
  }

  // What was decided before the cut stands.
  [[nodiscard]] Result<int> Cut(const Error& error, const ImportReport& counts) const {
    if (counts.total() > 0) {
      console().err << Say("Interrompu après ", "Cut after ") << counts.total()
                    << Say(" enregistrements, dont les verdicts tiennent ; relancez le même import "
                           "pour finir.",
                           " records, whose verdicts stand; run the same import again to finish.")
                    << "\n";
    }
    return Refuse(error);
  }

  std::string file_;
  std::string report_;
  std::string format_ = "text";
  ImportOptions options_;
  CLI::App& partners_;
  CLI::App& dossiers_;
  CLI::App& prescriptions_;
};

}  // namespace

std::unique_ptr<Command> MakeImport(CLI::App& root, const Shell& shell) {
  return std::make_unique<Import>(root, shell);
}

}  // namespace parcours::cli
