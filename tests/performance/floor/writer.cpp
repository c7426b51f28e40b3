#include "tests/performance/floor/writer.h"

#include <openssl/sha.h>

#include <array>

#include "parcours/recruitment/v1/recruitment_events.pb.h"

namespace parcours::floor {
namespace {

// Rounds follow each other by this much under load; the first starts at once.
constexpr std::chrono::milliseconds kPace{2};
constexpr std::size_t kPacedFrom = 8;  // a smaller round is no load
constexpr std::chrono::milliseconds kWatermarkEvery{50};
constexpr const char* kTenant = "organisations/01890000-0000-7000-8000-000000000001";

constexpr const char* kWriterSchema = R"(
  CREATE TABLE IF NOT EXISTS commands (
    principal TEXT NOT NULL, request_id TEXT NOT NULL, request_hash BLOB NOT NULL,
    answer BLOB NOT NULL, recorded INTEGER NOT NULL,
    PRIMARY KEY (principal, request_id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS states (
    candidacy TEXT PRIMARY KEY, version INTEGER NOT NULL, position INTEGER NOT NULL,
    interviews INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS journal (
    position INTEGER PRIMARY KEY, aggregate TEXT NOT NULL, version INTEGER NOT NULL,
    type TEXT NOT NULL, tenant TEXT NOT NULL, subject TEXT NOT NULL, actor TEXT NOT NULL,
    recorded INTEGER NOT NULL, trace TEXT NOT NULL, payload BLOB NOT NULL, private BLOB NOT NULL,
    previous INTEGER NOT NULL, previous_hash BLOB NOT NULL, hash BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS chain (id INTEGER PRIMARY KEY, hash BLOB NOT NULL);
  CREATE TABLE IF NOT EXISTS relay (id INTEGER PRIMARY KEY, position INTEGER NOT NULL);
)";

Database OpenWriter(const std::filesystem::path& file) {
  Database database(file);
  database.Script(kWriterSchema);
  return database;
}

std::string Sha256(std::string_view bytes) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

std::int64_t Now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string DayText(std::int64_t micros) {
  const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(
      std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(micros)));
  const std::chrono::year_month_day date(day);
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

std::string WithCollection(std::string_view collection, std::string_view name) {
  return std::string(collection).append(name.substr(name.find('/')));
}

recruitment::v1::InterviewHeld FactOf(const Command& command, std::int64_t now) {
  const auto& request = *command.request;
  recruitment::v1::InterviewHeld fact;
  fact.set_candidacy(request.candidacy());
  fact.set_organisation(kTenant);
  fact.set_person(WithCollection("persons", request.candidacy()));
  fact.set_pathway(WithCollection("pathways", request.candidacy()));
  fact.set_kind(request.kind());
  fact.set_minutes(request.minutes());
  fact.set_objective_verdict(request.objective_verdict());
  fact.set_held_by(command.principal);
  fact.mutable_meta()->set_effective_date(DayText(now));
  fact.mutable_meta()->mutable_record_time()->set_seconds(now / 1'000'000);
  fact.mutable_meta()->mutable_record_time()->set_nanos(static_cast<int>(now % 1'000'000) * 1'000);
  return fact;
}

// What never travels.
std::string PrivatePart(const recruitment::v1::RecordInterviewRequest& request) {
  recruitment::v1::InterviewHeld fact;
  fact.set_objective(request.objective());
  fact.set_note(request.note());
  return fact.SerializeAsString();
}

}  // namespace

Writer::Writer(const std::filesystem::path& file, const std::string& brokers)
    : database_(OpenWriter(file)),
      begin_(database_.Prepare("BEGIN IMMEDIATE")),
      commit_(database_.Prepare("COMMIT")),
      recall_(database_.Prepare(
          "SELECT request_hash, answer FROM commands WHERE principal = ? AND request_id = ?")),
      remember_(database_.Prepare("INSERT INTO commands VALUES (?, ?, ?, ?, ?)")),
      read_state_(database_.Prepare(
          "SELECT version, position, interviews FROM states WHERE candidacy = ?")),
      write_state_(database_.Prepare("INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?)")),
      append_(database_.Prepare(
          "INSERT INTO journal VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      save_chain_(database_.Prepare("INSERT OR REPLACE INTO chain VALUES (1, ?)")),
      save_watermark_(database_.Prepare("INSERT OR REPLACE INTO relay VALUES (1, ?)")),
      saved_(SavedWatermark()),
      publisher_(brokers, saved_) {
  auto chain = database_.Prepare("SELECT hash FROM chain");
  if (chain.Run()) chain_ = chain.Bytes(0);
  chain.Reset();
  SendUnacknowledged();
  thread_ = std::thread([this] { Loop(); });
}

Writer::~Writer() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

std::int64_t Writer::SavedWatermark() {
  auto saved = database_.Prepare("SELECT position FROM relay");
  return saved.Run() ? saved.Integer(0) : 0;
}

// Commits that a crash kept from the broker.
void Writer::SendUnacknowledged() {
  auto rows = database_.Prepare(
      "SELECT position, aggregate, version, subject, tenant, recorded, trace, payload FROM journal "
      "WHERE position > ? ORDER BY position");
  std::vector<Fact> facts;
  for (bool more = rows.Run(saved_); more; more = rows.Run()) {
    facts.push_back({.position = rows.Integer(0),
                     .aggregate = std::string(rows.Bytes(1)),
                     .version = rows.Integer(2),
                     .subject = std::string(rows.Bytes(3)),
                     .tenant = std::string(rows.Bytes(4)),
                     .recorded = rows.Integer(5),
                     .trace = std::string(rows.Bytes(6)),
                     .payload = std::string(rows.Bytes(7))});
  }
  publisher_.Send(facts);
}

void Writer::Submit(Command command) {
  bool wanted = false;
  {
    const std::scoped_lock lock(mutex_);
    queue_.push_back(std::move(command));
    wanted = queue_.size() == 1 || queue_.size() == awaited_;
  }
  if (wanted) wake_.notify_one();
}

void Writer::Loop() {
  while (true) {
    auto round = NextRound();
    if (round.empty()) return;
    Run(round);
  }
}

// All that is queued; under load once as many are there as the last time, or the pace has passed.
// Empty: the end.
std::vector<Command> Writer::NextRound() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  wake_.wait_until(lock, next_round_, [this] { return stopping_ || queue_.size() >= awaited_; });
  awaited_ = queue_.size() < kPacedFrom ? 1 : queue_.size();
  next_round_ = Steady::now() + kPace;
  return std::exchange(queue_, {});
}

void Writer::Run(std::vector<Command>& round) {
  std::vector<grpc::Status> answers;
  std::vector<Fact> facts;
  answers.reserve(round.size());
  facts.reserve(round.size());
  begin_.Run();
  for (const auto& command : round) answers.push_back(Decide(command, facts));
  if (!facts.empty()) save_chain_.Run(Blob{chain_});
  SaveWatermark();
  commit_.Run();
  for (std::size_t i = 0; i < round.size(); ++i) round[i].reactor->Finish(answers[i]);
  publisher_.Send(facts);
}

grpc::Status Writer::Decide(const Command& command, std::vector<Fact>& facts) {
  const auto& request = *command.request;
  if (!request.candidacy().starts_with("candidacies/") || request.request_id().empty())
    return {grpc::StatusCode::INVALID_ARGUMENT, "candidacy and request_id are required"};
  const std::string hash = Sha256(request.SerializeAsString());
  if (recall_.Run(command.principal, request.request_id())) {
    const bool same =
        recall_.Bytes(0) == hash && command.answer->ParseFromString(std::string(recall_.Bytes(1)));
    recall_.Reset();
    return same ? grpc::Status::OK
                : grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "request_id was used before");
  }
  State& state = StateOf(request.candidacy());
  Record(command, state, facts);
  auto& answer = *command.answer;
  answer.set_name(request.candidacy());
  answer.set_organisation(kTenant);
  answer.set_person(facts.back().subject);
  answer.set_pathway(WithCollection("pathways", request.candidacy()));
  answer.set_state(recruitment::v1::Candidacy::INTERVIEWED);
  answer.set_interview_count(static_cast<int>(state.interviews));
  answer.set_etag(std::to_string(state.version));
  const std::string bytes = answer.SerializeAsString();
  remember_.Run(command.principal, request.request_id(), Blob{hash}, Blob{bytes},
                facts.back().recorded);
  return grpc::Status::OK;
}

Writer::State& Writer::StateOf(const std::string& candidacy) {
  const auto [known, added] = states_.try_emplace(candidacy);
  if (added && read_state_.Run(candidacy)) {
    known->second = {.version = read_state_.Integer(0),
                     .position = read_state_.Integer(1),
                     .interviews = read_state_.Integer(2)};
    read_state_.Reset();
  }
  return known->second;
}

void Writer::Record(const Command& command, State& state, std::vector<Fact>& facts) {
  const auto now = Now();
  const auto fact = FactOf(command, now);
  auto& row = facts.emplace_back(Fact{.aggregate = command.request->candidacy(),
                                      .version = state.version + 1,
                                      .subject = fact.person(),
                                      .tenant = kTenant,
                                      .recorded = now,
                                      .trace = command.trace,
                                      .payload = fact.SerializeAsString()});
  const std::string hidden = PrivatePart(*command.request);
  std::string hashed = chain_;
  hashed.append(row.aggregate).append(std::to_string(row.version)).append(kFactType);
  hashed.append(row.tenant).append(row.subject).append(command.principal);
  hashed.append(std::to_string(now)).append(row.trace).append(row.payload).append(hidden);
  const std::string hash = Sha256(hashed);
  append_.Run(row.aggregate, row.version, kFactType, row.tenant, row.subject, command.principal,
              now, row.trace, Blob{row.payload}, Blob{hidden}, state.position, Blob{chain_},
              Blob{hash});
  chain_ = hash;
  row.position = database_.LastRow();
  state = {.version = row.version, .position = row.position, .interviews = state.interviews + 1};
  write_state_.Run(row.aggregate, state.version, state.position, state.interviews);
}

void Writer::SaveWatermark() {
  const auto now = Steady::now();
  if (now < next_save_) return;
  next_save_ = now + kWatermarkEvery;
  saved_ = publisher_.Watermark();
  save_watermark_.Run(saved_);
}

}  // namespace parcours::floor
