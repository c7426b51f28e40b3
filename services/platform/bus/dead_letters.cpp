#include "services/platform/bus/dead_letters.h"

#include <fmt/format.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>

#include "services/platform/bus/refusals.h"
#include "services/platform/security/redaction.h"

namespace parcours::bus {
namespace {

constexpr std::array kShown{kContentType, kSpecVersion, kId,       kSource, kType,
                            kSubject,     kTime,        kSequence, kTenant, kTraceparent};
constexpr std::size_t kLongestShown = 500;

std::string NameOf(const DeadLetter& letter) { return "deadLetters/" + std::to_string(letter.id); }

std::string Sha256(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  std::string hex;
  for (const unsigned char byte : digest) hex += fmt::format("{:02x}", byte);
  return hex;
}

// Control characters and bytes outside ASCII would reach a terminal.
std::string Printable(std::string_view text) {
  std::string shown(text.substr(0, kLongestShown));
  std::replace_if(
      shown.begin(), shown.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return shown;
}

void LookBehind(InboxTables& tables, DeadLetter& letter) {
  if (!letter.parks || letter.state != DeadLetterState::kOpen) return;
  const auto first = tables.FirstParked(letter.InLane());
  letter.is_behind = first && *first < letter.received.place.offset;
  letter.waiting_behind = tables.CountIn(letter.InLane());
}

void Redact(DeadLetter& letter) {
  auto& record = letter.received.record;
  record.key = Printable(record.key);
  record.headers.clear();
  record.value.clear();
  letter.detail = Printable(letter.detail);
}

Headers OwnHeaders(const Record& record) {
  Headers own;
  for (const auto name : kShown) {
    for (const auto& [header, value] : record.headers) {
      if (header == name) own.emplace_back(header, Printable(value));
    }
  }
  return own;
}

void WriteAct(store::Connection& connection, std::string_view act, const DeadLetter& letter,
              const Act& by, Instant now) {
  const auto after = InboxTables(connection).Letter(letter.id);
  connection.Execute(
      "INSERT INTO audit_acts (acted, actor, act, target, reason, outcome) VALUES (:acted, :actor, "
      ":act, :target, :reason, :outcome)",
      now, by.actor, act, NameOf(letter), by.reason,
      after ? bus::NameOf(after->state) : std::string_view{});
}

void Count(RedriveReport& report, DeadLetterState state) {
  switch (state) {
    case DeadLetterState::kRedriven:
      ++report.redriven;
      break;
    case DeadLetterState::kHealed:
      ++report.healed;
      break;
    case DeadLetterState::kOpen:
      ++report.still_open;
      break;
    case DeadLetterState::kDiscarded:
      break;
  }
}

struct Chosen {
  std::vector<DeadLetter> letters;  // in the order of each key
  std::int64_t left = 0;
};

// The open letters that an act is about.
Result<Chosen> Choose(InboxTables& tables, DeadLetterSelection selection) {
  if (!selection.Restricts()) return Refuse(SelectionEmpty());
  selection.open_only = true;
  Chosen chosen{.letters = tables.Letters(selection, InboxTables::Order::kPlace)};
  if (chosen.letters.empty()) return Refuse(SelectionEmpty());
  chosen.left = tables.CountLetters(selection) - static_cast<std::int64_t>(chosen.letters.size());
  return chosen;
}

}  // namespace

std::vector<DeadLetter> ListDeadLetters(store::Connection& connection,
                                        const DeadLetterSelection& selection) {
  InboxTables tables(connection);
  auto letters = tables.Letters(selection, InboxTables::Order::kAge);
  for (auto& letter : letters) {
    LookBehind(tables, letter);
    Redact(letter);
  }
  return letters;
}

Result<DeadLetterView> ShowDeadLetter(store::Connection& connection, std::int64_t id) {
  InboxTables tables(connection);
  auto letter = tables.Letter(id);
  if (!letter) return Refuse(DeadLetterNotFound(id));
  DeadLetterView view;
  auto& record = letter->received.record;
  view.headers = OwnHeaders(record);
  view.value_bytes = static_cast<std::int64_t>(record.value.size());
  view.value_sha256 = Sha256(record.value);
  LookBehind(tables, *letter);
  if (const auto fact = ParseFact(record)) view.json = security::RedactedJson(*fact->message);
  Redact(*letter);
  view.letter = *std::move(letter);
  return view;
}

Result<RedriveReport> RedriveDeadLetters(Inbox& inbox, store::Connection& connection,
                                         const DeadLetterSelection& selection, const Act& act,
                                         Instant now) {
  InboxTables tables(connection);
  TRY(const auto chosen, Choose(tables, selection));
  RedriveReport report{.left = chosen.left};
  for (const auto& letter : chosen.letters) {
    report.outcome += inbox.Redrive(connection, letter);
    WriteAct(connection, "redrive", letter, act, now);
    Count(report, tables.Letter(letter.id)->state);
  }
  return report;
}

Result<DiscardReport> DiscardDeadLetters(Inbox& inbox, store::Connection& connection,
                                         const DeadLetterSelection& selection, const Act& act,
                                         Instant now) {
  if (act.reason.empty()) return Refuse(ReasonRequired());
  InboxTables tables(connection);
  TRY(const auto chosen, Choose(tables, selection));
  DiscardReport report{.left = chosen.left};
  for (const auto& letter : chosen.letters) {
    report.outcome += inbox.Discard(connection, letter);
    WriteAct(connection, "discard", letter, act, now);
    ++report.discarded;
  }
  return report;
}

std::vector<AuditAct> ListAuditActs(store::Connection& connection, int limit) {
  std::vector<AuditAct> acts;
  connection.ForEach<Instant, std::string, std::string, std::string, std::string, std::string>(
      "SELECT acted, actor, act, target, reason, outcome FROM audit_acts ORDER BY id DESC "
      "LIMIT :limit",
      [&acts](Instant acted, const std::string& actor, const std::string& act,
              const std::string& target, const std::string& reason, const std::string& outcome) {
        acts.push_back({.acted = acted,
                        .actor = actor,
                        .act = act,
                        .target = target,
                        .reason = reason,
                        .outcome = outcome});
      },
      limit);
  return acts;
}

}  // namespace parcours::bus
