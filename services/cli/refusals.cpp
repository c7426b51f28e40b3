#include "services/cli/refusals.h"

#include <cerrno>
#include <system_error>
#include <utility>

namespace parcours::cli {
namespace {

Error Make(Code code, std::string reason, std::string field, std::string french,
           std::string english) {
  return {.code = code,
          .reason = std::move(reason),
          .field = std::move(field),
          .french = std::move(french),
          .english = std::move(english),
          .retry_after = {}};
}

Error Invalid(std::string reason, std::string field, std::string french, std::string english) {
  return Make(Code::kInvalidArgument, std::move(reason), std::move(field), std::move(french),
              std::move(english));
}

std::string Joined(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

std::string French(std::string_view text) { return "« " + std::string(text) + " »"; }
std::string English(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string InEnglish(int error) { return std::generic_category().message(error); }

std::string InFrench(int error) {
  switch (error) {
    case ENOENT:
      return "il n'existe pas";
    case EACCES:
      return "l'accès est refusé";
    case EISDIR:
      return "c'est un dossier";
    case ENOTDIR:
      return "un élément du chemin n'est pas un dossier";
    case ENOSPC:
      return "le disque est plein";
    case EFBIG:
      return "il est trop grand";
    case EROFS:
      return "le disque est en lecture seule";
    default:
      return InEnglish(error);
  }
}

// "dossiers.json, ligne 3, octet 120"
std::string FrenchPlace(const FilePlace& place) {
  return place.file + ", ligne " + std::to_string(place.line) + ", octet " +
         std::to_string(place.byte);
}
std::string EnglishPlace(const FilePlace& place) {
  return place.file + ", line " + std::to_string(place.line) + ", byte " +
         std::to_string(place.byte);
}

}  // namespace

Error ServiceUnknown(std::string_view service, const std::vector<std::string>& known) {
  return Make(
      Code::kNotFound, "SERVICE_UNKNOWN", "service",
      "Le service " + French(service) + " n'est pas connu ; il y a : " + Joined(known) + ".",
      "There is no service " + English(service) + "; there are: " + Joined(known) + ".");
}

Error MethodUnknown(std::string_view service, std::string_view method, std::string_view known) {
  return Make(Code::kNotFound, "METHOD_UNKNOWN_HERE", "method",
              "Le service " + std::string(service) + " n'a pas de méthode " + French(method) +
                  " ; il a : " + std::string(known) + ".",
              "The service " + std::string(service) + " has no method " + English(method) +
                  "; it has: " + std::string(known) + ".");
}

Error MethodIsNoList(std::string_view method) {
  return Invalid("METHOD_IS_NO_LIST", std::string(method),
                 "Cette méthode ne répond pas par pages : appelez-la par parcours call.",
                 "This method does not answer by pages: call it with parcours call.");
}

Error AnswerUnreadable(std::string_view method) {
  return Make(Code::kDataLoss, "ANSWER_UNREADABLE", std::string(method),
              "La réponse de " + std::string(method) +
                  " n'est pas lisible : le service est d'une autre version que cette commande.",
              "The answer of " + std::string(method) +
                  " cannot be read: the service is of another version than this command.");
}

Error TokenMissing() {
  return Make(Code::kUnauthenticated, "TOKEN_NOT_GIVEN", "--token",
              "Dites au nom de qui : --token JETON, ou --as agents/… avec la clé des jetons "
              "(PARCOURS_TOKEN_KEY).",
              "Say on whose behalf: --token TOKEN, or --as agents/… with the tokens' key "
              "(PARCOURS_TOKEN_KEY).");
}

Error FileUnreadable(const std::string& file, int why) {
  return Make(Code::kUnavailable, "FILE_UNREADABLE", file,
              "Le fichier " + file + " ne peut pas être lu (" + InFrench(why) +
                  ") ; vérifiez son nom et ses droits.",
              "The file " + file + " cannot be read (" + InEnglish(why) +
                  "); check its name and permissions.");
}

Error FileNotWritten(const std::string& file, int why) {
  return Make(Code::kUnavailable, "FILE_NOT_WRITTEN", file,
              "Le fichier " + file + " ne peut pas être écrit (" + InFrench(why) +
                  ") ; vérifiez la place et les droits.",
              "The file " + file + " cannot be written (" + InEnglish(why) +
                  "); check free space and permissions.");
}

Error FileEmpty(const std::string& file) {
  return Invalid("FILE_EMPTY", file, "Le fichier " + file + " est vide.",
                 "The file " + file + " is empty.");
}

Error FileNotUtf8(const FilePlace& place) {
  return Invalid(
      "FILE_NOT_UTF8", place.file,
      FrenchPlace(place) + " : le texte n'est pas en UTF-8 ; enregistrez le fichier en UTF-8.",
      EnglishPlace(place) + ": the text is not UTF-8; save the file as UTF-8.");
}

Error FileNotJson(const FilePlace& place, std::string_view french, std::string_view english) {
  return Invalid("FILE_NOT_JSON", place.file,
                 FrenchPlace(place) + " : ce n'est pas du JSON, " + std::string(french) + ".",
                 EnglishPlace(place) + ": this is not JSON, " + std::string(english) + ".");
}

Error FileNeitherObjectNorArray(const FilePlace& place) {
  return Invalid(
      "FILE_NEITHER_OBJECT_NOR_ARRAY", place.file,
      FrenchPlace(place) +
          " : le fichier ne contient ni objet ni tableau ; attendu : un enregistrement {…} ou "
          "une liste [{…}, …].",
      EnglishPlace(place) +
          ": the file holds neither an object nor an array; expected one record {…} or a list "
          "[{…}, …].");
}

Error FileNotCsv(const FilePlace& place, std::string_view french, std::string_view english) {
  return Invalid("FILE_NOT_CSV", place.file, FrenchPlace(place) + " : " + std::string(french) + ".",
                 EnglishPlace(place) + ": " + std::string(english) + ".");
}

Error CohortLineMalformed(const std::string& file, std::int64_t line, std::string_view field) {
  const std::string number = std::to_string(line);
  return Invalid("COHORT_LINE_MALFORMED", std::string(field),
                 "Ligne " + number + " de " + file +
                     " : ce champ manque ou ne se lit pas. Le format est dans "
                     "services/followup/README.md.",
                 "Line " + number + " of " + file +
                     ": this field is missing or cannot be read. services/followup/README.md has "
                     "the format.");
}

Error PartnersUnreadable(const std::string& file) {
  return Invalid("PARTNERS_UNREADABLE", "--partners",
                 "Le fichier de partenaires " + file +
                     " doit être une liste JSON d'enregistrements de partenaires.",
                 "The partners file " + file + " must be a JSON list of partner records.");
}

Error KeyUnreadable(const std::string& file) {
  return Invalid("SIGNING_KEY_UNREADABLE", "--key",
                 "La clé privée " + file +
                     " ne peut pas être lue ; faites-en une par : parcours token keys --out "
                     "DOSSIER.",
                 "The private key " + file +
                     " cannot be read; make one with: parcours token keys --out FOLDER.");
}

Error KeyMissing() {
  return Invalid("SIGNING_KEY_NOT_GIVEN", "--key",
                 "Pour agir par --as il faut la clé privée des jetons : --key FICHIER ou "
                 "PARCOURS_TOKEN_KEY.",
                 "Acting by --as needs the tokens' private key: --key FILE or "
                 "PARCOURS_TOKEN_KEY.");
}

Error KeyExists(const std::string& file) {
  return Make(Code::kAlreadyExists, "SIGNING_KEY_EXISTS", file,
              "Il y a déjà une clé " + file +
                  " ; choisissez un autre dossier : une clé remplacée rend les jetons caducs.",
              "There is a key " + file +
                  " already; choose another folder: replacing a key voids its tokens.");
}

Error AgentUnknown(std::string_view agent) {
  return Make(Code::kNotFound, "AGENT_UNKNOWN", "--as",
              "L'agent " + French(agent) +
                  " n'est pas dans le fichier de partenaires ; donnez --role et --organisation, "
                  "ou un autre fichier par --partners.",
              "The agent " + English(agent) +
                  " is not in the partners file; give --role and --organisation, or another file "
                  "by --partners.");
}

Error RecordTooLong(std::size_t longest) {
  const auto text = std::to_string(longest);
  return Invalid("RECORD_TOO_LONG", "",
                 "L'enregistrement dépasse " + text + " octets ; raccourcissez-le.",
                 "The record is longer than " + text + " bytes; shorten it.");
}

Error RowTooWide() {
  return Invalid("ROW_TOO_WIDE", "",
                 "La ligne a plus de valeurs que d'en-têtes ; mettez entre guillemets les textes "
                 "qui contiennent un point-virgule.",
                 "The row has more values than there are headers; put texts that hold a semicolon "
                 "between quotes.");
}

Error CellTooLong(const std::string& column, std::size_t longest) {
  const auto text = std::to_string(longest);
  return Invalid(
      "CELL_TOO_LONG", column,
      "La colonne " + French(column) + " dépasse " + text + " caractères ; raccourcissez-la.",
      "The column " + English(column) + " is longer than " + text + " characters; shorten it.");
}

Error RecordMalformed(std::string_view field, std::string_view detail) {
  return Invalid("RECORD_MALFORMED", std::string(field),
                 "L'enregistrement n'a pas la forme attendue : " + std::string(detail) + ".",
                 "The record is not of the expected form: " + std::string(detail) + ".");
}

Error OptionMissing(std::string_view option, std::string_view example) {
  return Invalid("OPTION_MISSING", std::string(option),
                 "L'option " + std::string(option) +
                     " est nécessaire ici, par exemple : " + std::string(example) + ".",
                 "The option " + std::string(option) +
                     " is needed here, for example: " + std::string(example) + ".");
}

Error VerdictsMissing(std::size_t sent, std::size_t received) {
  const auto a = std::to_string(sent);
  const auto b = std::to_string(received);
  return Make(Code::kInternal, "VERDICTS_MISSING", "verdicts",
              "Le service a rendu " + b + " verdicts pour " + a +
                  " enregistrements ; refaites le même import.",
              "The service gave " + b + " verdicts for " + a + " records; repeat the same import.");
}

Error NotSettled(std::string_view what) {
  return Make(
      Code::kDeadlineExceeded, "NOT_SETTLED", "",
      "La plateforme n'est pas au repos dans le délai : " + std::string(what) +
          " ; regardez parcours status.",
      "The platform has not settled in time: " + std::string(what) + "; see parcours status.");
}

Error ClockIsReal(std::string_view service) {
  return Make(Code::kFailedPrecondition, "CLOCK_IS_REAL", std::string(service),
              "Le service " + std::string(service) +
                  " suit l'horloge de la machine ; seule une horloge virtuelle avance "
                  "(--clock=virtual:AAAA-MM-JJ).",
              "The service " + std::string(service) +
                  " follows the machine's clock; only a virtual one is advanced "
                  "(--clock=virtual:YYYY-MM-DD).");
}

Error AuditChainBroken(std::string_view service, std::int64_t position, std::string_view type,
                       std::string_view fault) {
  const std::string where = std::string(service) + "/" + std::to_string(position);
  return Make(Code::kDataLoss, "AUDIT_CHAIN_BROKEN", where,
              "La chaîne d'audit de " + std::string(service) + " est rompue à la position " +
                  std::to_string(position) + " (" + std::string(type) + ", " + std::string(fault) +
                  ") ; gardez le fichier et restaurez une copie saine.",
              "The audit chain of " + std::string(service) + " is broken at position " +
                  std::to_string(position) + " (" + std::string(type) + ", " + std::string(fault) +
                  "); keep the file and restore a sound copy.");
}

Error DateMalformed(std::string_view field, std::string_view text) {
  return Invalid("DATE_MALFORMED", std::string(field),
                 French(text) + " n'est pas un jour du calendrier ; attendu : AAAA-MM-JJ.",
                 English(text) + " is not a day of the calendar; expected: YYYY-MM-DD.");
}

Error SelectorMissing() {
  return Invalid("SELECTOR_MISSING", "deadLetters",
                 "Dites quels messages : des noms deadLetters/…, --type, --key, --from ou --to.",
                 "Say which dead letters: names deadLetters/…, --type, --key, --from or --to.");
}

Error ConfirmationMissing() {
  return Make(Code::kFailedPrecondition, "CONFIRMATION_MISSING", "--confirm",
              "Rien n'a été changé ; relancez avec --confirm pour le faire.",
              "Nothing was changed; run again with --confirm to do it.");
}

Error TopicsNotRead(const std::string& service) {
  return Make(Code::kUnavailable, "TOPICS_NOT_READ", service,
              "Les sujets de " + service +
                  " n'ont pas pu être lus jusqu'au bout ; vérifiez le courtier et relancez.",
              "The topics of " + service +
                  " could not be read to their end; check the broker and run again.");
}

Error RecoveryNotExact() {
  return Make(Code::kAborted, "RECOVERY_NOT_EXACT", "",
              "Un fait n'aurait pas repris sa version ; rien de ce lot n'a été écrit. Relancez.",
              "A fact would not have had its version back; nothing of this batch was written. Run "
              "again.");
}

}  // namespace parcours::cli
