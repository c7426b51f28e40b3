#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "parcours/recruitment/v1/recruitment_service.pb.h"
#include "tests/performance/floor/database.h"
#include "tests/performance/floor/publisher.h"

namespace parcours::floor {

// One call on its way; gRPC owns request and answer until the reactor is finished.
struct Command {
  const recruitment::v1::RecordInterviewRequest* request = nullptr;
  recruitment::v1::Candidacy* answer = nullptr;
  grpc::ServerUnaryReactor* reactor = nullptr;
  std::string principal;
  std::string trace;
};

// One thread, one transaction per round: idempotency row, state row, chained journal row. After the
// commit the callers are answered and the facts published.
class Writer {
 public:
  Writer(const std::filesystem::path& file, const std::string& brokers);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void Submit(Command command);

 private:
  using Steady = std::chrono::steady_clock;
  struct State {
    std::int64_t version = 0;
    std::int64_t position = 0;
    std::int64_t interviews = 0;
  };

  [[nodiscard]] std::int64_t SavedWatermark();
  void SendUnacknowledged();
  void Loop();
  [[nodiscard]] std::vector<Command> NextRound();
  void Run(std::vector<Command>& round);
  [[nodiscard]] grpc::Status Decide(const Command& command, std::vector<Fact>& facts);
  [[nodiscard]] State& StateOf(const std::string& candidacy);
  void Record(const Command& command, State& state, std::vector<Fact>& facts);
  void SaveWatermark();

  Database database_;
  Statement begin_;
  Statement commit_;
  Statement recall_;
  Statement remember_;
  Statement read_state_;
  Statement write_state_;
  Statement append_;
  Statement save_chain_;
  Statement save_watermark_;
  std::unordered_map<std::string, State> states_;
  std::string chain_;
  std::int64_t saved_ = 0;
  Steady::time_point next_save_{};
  Publisher publisher_;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Command> queue_;
  std::size_t awaited_ = 1;
  Steady::time_point next_round_{};
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace parcours::floor
