#include "tests/performance/load/caller.h"

#include <librdkafka/rdkafka.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <future>

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
      stub_(recruitment::v1::RecruitmentService::NewStub(
          grpc::CreateChannel(options.address, grpc::InsecureChannelCredentials()))),
      run_(RunName()) {
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
  call.measured = due >= schedule_.measured_from && due < schedule_.until;
  call.request.set_candidacy(target.candidacy);
  call.request.set_request_id(run_ + Hex(call.id));
  call.context.emplace();
  call.context->AddMetadata("authorization", options_.token);
  call.context->AddMetadata(
      "traceparent", "00-" + Hex(call.id + 1) + Hex(call.id + 1) + "-" + Hex(call.id + 1) + "-00");
  call.context->set_deadline(std::chrono::system_clock::now() + kDeadline);
  ledger_.Sent(call.partition, call.id, due, call.measured);
  call.reader = stub_->AsyncRecordInterview(&*call.context, call.request, &queue_);
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

void Caller::TakeAnswers() {
  constexpr std::chrono::milliseconds kLook{20};
  void* tag = nullptr;
  bool ok = false;
  while (!ending_ || !AllAnswered()) {
    const auto latest = std::chrono::system_clock::now() + kLook;
    if (queue_.AsyncNext(&tag, &ok, latest) != grpc::CompletionQueue::GOT_EVENT) continue;
    Answered(*static_cast<Call*>(tag));
    const auto now = Steady::now();
    if (options_.in_flight > 0 && now < schedule_.until) Issue(now);
  }
  queue_.Shutdown();
}

bool Caller::AllAnswered() {
  const std::scoped_lock lock(mutex_);
  return free_.size() == calls_.size();
}

void Caller::Answered(Call& call) {
  if (call.status.ok()) {
    if (call.measured) answers_.delays.push_back(Steady::now() - call.due);
  } else {
    ledger_.Refused(call.partition, call.id);
    ++answers_
          .refused[std::to_string(call.status.error_code()) + " " + call.status.error_message()];
  }
  const std::scoped_lock lock(mutex_);
  free_.push_back(&call);
}

}  // namespace parcours::load
