#pragma once

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "services/cli/endpoints.h"
#include "services/platform/core/result.h"

namespace parcours::chaos {

// One request as it is sent, once or many times.
struct Command {
  std::string service;
  std::string method;
  std::string actor;  // a key of the tokens
  nlohmann::json request;
  std::string id;  // 32 hexadecimal digits: its request id and its trace
};

// Calls services whose addresses change because they are killed. Thread-safe.
class Caller {
 public:
  explicit Caller(std::map<std::string, std::string> tokens) : tokens_(std::move(tokens)) {}

  void Reach(const cli::Endpoints& endpoints);
  [[nodiscard]] Result<nlohmann::json> Call(const Command& command);

 private:
  [[nodiscard]] Result<std::shared_ptr<grpc::Channel>> ChannelTo(const std::string& service);

  struct Line {
    std::string address;
    std::shared_ptr<grpc::Channel> channel;
  };

  const std::map<std::string, std::string> tokens_;
  std::mutex mutex_;
  std::map<std::string, Line, std::less<>> lines_;
};

// Whether the same command may still get another answer: nothing is known of its fate, or nothing
// was done and it may be tried again.
[[nodiscard]] bool IsPassing(const Error& error);

}  // namespace parcours::chaos
