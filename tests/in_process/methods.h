#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <map>
#include <string>

#include "services/platform/execution/executor.h"

namespace parcours::in_process {

// A method of a service as its rpc.cpp would hand it to the executor: one of the two is there.
// Request and answer outlive what is made of them.
struct Method {
  using Message = google::protobuf::Message;

  std::string service;
  std::function<execution::Executor::Body(const Message& request, Message& answer)> body = {};
  std::function<execution::Executor::Batch(const Message& request, Message& answer)> batch = {};
};

// By the request's full name: those that stories and simulations call.
[[nodiscard]] const std::map<std::string, Method>& Methods();

}  // namespace parcours::in_process
