#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/performance/floor/fact.h"
#include "tests/performance/floor/kafka.h"

namespace parcours::floor {

// Idempotent producer, acks=all. A contiguous watermark follows the delivery reports.
class Publisher {
 public:
  Publisher(const std::string& brokers, std::int64_t watermark);
  // Waits for what is on its way.
  ~Publisher();
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  // Facts in order of position, from one thread.
  void Send(const std::vector<Fact>& facts);

  // Every fact up to this position was acknowledged.
  [[nodiscard]] std::int64_t Watermark() const;

 private:
  struct Flight {
    std::int64_t position;
    bool reported;
  };

  void SendOne(const Fact& fact);
  void Reported(std::int64_t position);

  mutable std::mutex mutex_;
  std::deque<Flight> flights_;
  std::int64_t last_;
  bool stopping_ = false;
  Client client_;
  rd_kafka_topic_t* topic_;
  std::thread reports_;
};

}  // namespace parcours::floor
