#pragma once

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "services/platform/core/result.h"

namespace parcours::rpc {

struct ServerOptions {
  std::string address = "127.0.0.1:0";  // port 0: the system chooses
  int max_request_bytes =
      4 * 1024 * 1024;  // larger: RESOURCE_EXHAUSTED before anything is read into a message
  int max_answer_bytes = 16 * 1024 * 1024;
  int max_concurrent_calls = 1'000;           // per connection
  std::size_t max_memory = 64 * 1024 * 1024;  // of the transport's buffers
};

// A gRPC service under its full name, for health. Not owned: it outlives the server.
struct Served {
  std::string name;
  grpc::Service* service;
};

// One listening port with health per service name, reflection and limits. Plain text: service ports
// are private (DELIVERY section 4).
class Server {
 public:
  // FAILED_PRECONDITION, LISTEN_ADDRESS_TAKEN, field = the address. NOT_SERVING until
  // SetServing(true).
  [[nodiscard]] static Result<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                             std::vector<Served> services);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // With the actual port.
  [[nodiscard]] const std::string& address() const { return address_; }

  // What the health service answers for every service name and for "".
  void SetServing(bool serving);

  // Takes no new call, lets those that run finish for at most `longest`, then cancels them. Once.
  void Drain(std::chrono::milliseconds longest);

 private:
  Server(std::vector<Served> services, std::string address, std::unique_ptr<grpc::Server> server);

  const std::vector<Served> services_;
  const std::string address_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace parcours::rpc
