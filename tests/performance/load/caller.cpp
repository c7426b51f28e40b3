#include "tests/performance/load/caller.h"

#include <librdkafka/rdkafka.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <future>

#include "tests/performance/load/hint.h"

namespace parcours::load {
namespace {

constexpr std::chrono::seconds kDeadline{20};

// Request ids rise with time, as UUIDv7 does.
std::string RunName() {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::system_clock::now().time_since_epoch());
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%014llx-", static_cast<long long>(micros.count()));
  return text.data();
}

std::string Hex(std::uint64_t number) {
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(number));
  return text.data();
}

// As the producers of both sides choose it.
int PartitionOf(const std::string& key, int partitions) {
  return rd_kafka_msg_partitioner_murmur2(nullptr, key.data(), key.size(), partitions, nullptr,
                                          nullptr);
}

// With a connection of its own.
std::unique_ptr<recruitment::v1::RecruitmentService::Stub> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return recruitment::v1::RecruitmentService::NewStub(
      grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
}

}  // namespace

std::vector<Target> ReadTargets(const Options& options) {
  std::ifstream file(options.targets);
  std::vector<Target> targets;
  for (std::string candidacy, key; file >> candidacy >> key;) {
    targets.push_back({.candidacy = candidacy, .partition = PartitionOf(key, options.partitions)});
  }
  if (targets.empty()) {
    std::fprintf(stderr, "load: no targets in %s\n", options.targets.c_str());
    std::exit(1);
  }
  return targets;
}

Caller::Caller(const Options& options, std::vector<Target> targets, Schedule schedule,
               Ledger& ledger)
    : options_(options),
      targets_(std::move(targets)),
      schedule_(schedule),
      ledger_(ledger),
      run_(RunName()) {
  for (int i = 0; i < options_.channels; ++i) stubs_.push_back(Connect(options_.address));
  answering_ = std::thread([this] { TakeAnswers(); });
  for (int i = 0; i < options_.in_flight; ++i) Issue(Steady::now());
  if (options_.rate > 0) issuing_ = std::thread([this] { IssueAtRate(); });
}

Caller::~Caller() {
  if (answering_.joinable()) static_cast<void>(Finish());
}

Answers Caller::Finish() {
  if (issuing_.joinable()) issuing_.join();
  std::promise<void> never;
  never.get_future().wait_until(schedule_.until);
  ending_ = true;
  answering_.join();
  return std::move(answers_);
}

void Caller::IssueAtRate() {
  const auto between = std::chrono::duration_cast<Steady::duration>(
      std::chrono::duration<double>(1.0 / options_.rate));
  std::promise<void> never;
  const auto clock = never.get_future();
  for (auto due = Steady::now(); due < schedule_.until; due += between) {
    clock.wait_until(due);
    Issue(due);
  }
}

void Caller::Issue(Steady::time_point due) {
  Call& call = FreeCall();
  const Target& target = targets_[call.id % targets_.size()];
  call.partition = target.partition;
  call.due = due;
  call.measured = IsMeasured(due);
  call.request.set_candidacy(target.candidacy);
  call.request.set_request_id(run_ + Hex(call.id));
  Send(call);
}

void Caller::Send(Call& call) {
  call.sent = Steady::now();
  call.context.emplace();
  call.context->AddMetadata("authorization", options_.token);
  call.context->AddMetadata(
      "traceparent", "00-" + Hex(call.id + 1) + Hex(call.id + 1) + "-" + Hex(call.id + 1) + "-00");
  call.context->set_deadline(std::chrono::system_clock::now() + kDeadline);
  ledger_.Sent(call.partition, call.id, call.due, call.measured);
  call.reader =
      stubs_[call.id % stubs_.size()]->AsyncRecordInterview(&*call.context, call.request, &queue_);
  call.reader->Finish(&call.answer, &call.status, &call);
}

Caller::Call& Caller::FreeCall() {
  const std::scoped_lock lock(mutex_);
  if (free_.empty()) {
    auto& added = *calls_.emplace_back(std::make_unique<Call>());
    added.request.set_kind(type::v1::FOLLOW_UP);
    added.request.set_minutes(40);
    added.request.set_objective_verdict(type::v1::REACHED);
    added.request.set_objective("Faire le point sur la recherche d'un employeur");
    added.request.set_note(
        "Deux candidatures envoyées cette semaine, un entretien prévu ; le transport reste à "
        "régler.");
    free_.push_back(&added);
  }
  Call& call = *free_.back();
  free_.pop_back();
  call.id = issued_++;
  return call;
}

void Caller::Free(Call& call) {
  const std::scoped_lock lock(mutex_);
  free_.push_back(&call);
}

void Caller::TakeAnswers() {
  constexpr Steady::duration kLook = std::chrono::milliseconds{20};
  void* tag = nullptr;
  bool ok = false;
  while (!ending_ || !AllAnswered()) {
    SendAgain();
    const auto look =
        retries_.empty() ? kLook : std::min(kLook, retries_.top().when - Steady::now());
    const auto latest = std::chrono::system_clock::now() + look;
    if (queue_.AsyncNext(&tag, &ok, latest) != grpc::CompletionQueue::GOT_EVENT) continue;
    Answered(*static_cast<Call*>(tag));
  }
  queue_.Shutdown();
}

// Those whose time has come; at the end the others are given up.
void Caller::SendAgain() {
  while (!retries_.empty() && (ending_ || retries_.top().when <= Steady::now())) {
    Call& call = *retries_.top().call;
    retries_.pop();
    if (ending_) {
      ++answers_.unfinished;
      Free(call);
    } else {
      Send(call);
    }
  }
}

bool Caller::AllAnswered() {
  const std::scoped_lock lock(mutex_);
  return free_.size() == calls_.size();
}

void Caller::Answered(Call& call) {
  const auto now = Steady::now();
  if (call.status.ok()) {
    Accepted(call, now);
  } else if (Refused(call, now)) {
    return;
  }
  Free(call);
  if (options_.in_flight > 0 && now < schedule_.until) Issue(now);
}

void Caller::Accepted(const Call& call, Steady::time_point now) {
  if (IsMeasured(now)) ++answers_.accepted;
  if (!call.measured) return;
  answers_.delays.push_back(now - call.due);
  answers_.attempts.push_back(now - call.sent);
}

// True where it will come again.
bool Caller::Refused(Call& call, Steady::time_point now) {
  ledger_.Refused(call.partition, call.id);
  const auto hint = HintOf(call.status);
  if (hint && options_.in_flight > 0) {
    if (IsMeasured(now)) answers_.hints.push_back(*hint);
    retries_.push({.when = now + *hint, .call = &call});
    return true;
  }
  ++answers_.refused[std::to_string(call.status.error_code()) + " " + call.status.error_message() +
                     (hint ? " (hint)" : "")];
  return false;
}

bool Caller::IsMeasured(Steady::time_point when) const {
  return when >= schedule_.measured_from && when < schedule_.until;
}

}  // namespace parcours::load
