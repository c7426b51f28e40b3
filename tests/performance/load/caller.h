#pragma once

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "parcours/recruitment/v1/recruitment_service.grpc.pb.h"
#include "tests/performance/load/ledger.h"
#include "tests/performance/load/options.h"

namespace parcours::load {

// A candidacy, and the partition on which its facts travel.
struct Target {
  std::string candidacy;
  int partition = 0;
};

[[nodiscard]] std::vector<Target> ReadTargets(const Options& options);

// Commands that are due from `measured_from` on are measured; none is due from `until` on.
struct Schedule {
  Steady::time_point measured_from;
  Steady::time_point until;
};

struct Answers {
  std::vector<Steady::duration> delays;         // of the measured commands
  std::map<std::string, std::int64_t> refused;  // of all, by code
};

// Issues commands in a closed or an open loop. In the open loop a delay counts from when its
// command was due, however late it left: nothing is omitted while the service stalls.
class Caller {
 public:
  // Begins at once. `ledger` outlives it.
  Caller(const Options& options, std::vector<Target> targets, Schedule schedule, Ledger& ledger);
  ~Caller();
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  // Waits for the last answer. Once.
  [[nodiscard]] Answers Finish();

 private:
  struct Call {
    std::optional<grpc::ClientContext> context;
    recruitment::v1::RecordInterviewRequest request;
    recruitment::v1::Candidacy answer;
    grpc::Status status;
    std::unique_ptr<grpc::ClientAsyncResponseReader<recruitment::v1::Candidacy>> reader;
    std::uint64_t id = 0;
    int partition = 0;
    Steady::time_point due;
    bool measured = false;
  };

  void IssueAtRate();
  void Issue(Steady::time_point due);
  [[nodiscard]] Call& FreeCall();
  void TakeAnswers();
  [[nodiscard]] bool AllAnswered();
  void Answered(Call& call);

  const Options options_;
  const std::vector<Target> targets_;
  const Schedule schedule_;
  Ledger& ledger_;
  std::unique_ptr<recruitment::v1::RecruitmentService::Stub> stub_;
  grpc::CompletionQueue queue_;
  const std::string run_;  // begins the request ids of this run, after those of every earlier one
  Answers answers_;
  std::atomic<bool> ending_{false};  // nothing more is issued

  std::mutex mutex_;  // of what follows
  std::uint64_t issued_ = 0;
  std::vector<std::unique_ptr<Call>> calls_;
  std::vector<Call*> free_;

  std::thread answering_;
  std::thread issuing_;
};

}  // namespace parcours::load
