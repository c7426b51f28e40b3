#pragma once

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <queue>
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
  std::vector<Steady::duration> delays;    // of the measured commands, from when they were due
  std::vector<Steady::duration> attempts;  // of the same, from when the accepted attempt left
  std::vector<Steady::duration> hints;     // obeyed in the measured time
  std::int64_t accepted = 0;               // answers in the measured time, whenever they were due
  std::int64_t unfinished = 0;             // commands still told to wait at the end
  std::map<std::string, std::int64_t> refused;  // commands given up, by code
};

// Issues commands in a closed or an open loop. In the open loop a delay counts from when its
// command was due, however late it left: nothing is omitted while the service stalls. In the closed
// loop a caller whose command is refused with a hint waits and sends it again; in the open loop it
// is given up.
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
    Steady::time_point sent;
    bool measured = false;
  };
  struct Retry {
    Steady::time_point when;
    Call* call;
    bool operator>(const Retry& other) const { return when > other.when; }
  };

  void IssueAtRate();
  void Issue(Steady::time_point due);
  void Send(Call& call);
  [[nodiscard]] Call& FreeCall();
  void Free(Call& call);
  void TakeAnswers();
  void SendAgain();
  [[nodiscard]] bool AllAnswered();
  void Answered(Call& call);
  void Accepted(const Call& call, Steady::time_point now);
  [[nodiscard]] bool Refused(Call& call, Steady::time_point now);
  [[nodiscard]] bool IsMeasured(Steady::time_point when) const;

  const Options options_;
  const std::vector<Target> targets_;
  const Schedule schedule_;
  Ledger& ledger_;
  std::vector<std::unique_ptr<recruitment::v1::RecruitmentService::Stub>> stubs_;
  grpc::CompletionQueue queue_;
  const std::string run_;  // begins the request ids of this run, after those of every earlier one
  Answers answers_;
  std::priority_queue<Retry, std::vector<Retry>, std::greater<>>
      retries_;                      // of the answering thread
  std::atomic<bool> ending_{false};  // nothing more is issued

  std::mutex mutex_;  // of what follows
  std::uint64_t issued_ = 0;
  std::vector<std::unique_ptr<Call>> calls_;
  std::vector<Call*> free_;

  std::thread answering_;
  std::thread issuing_;
};

}  // namespace parcours::load
