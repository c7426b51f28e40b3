#include "services/platform/observe/metrics_endpoint.h"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>

namespace parcours::observe {
namespace {

using ::testing::HasSubstr;

std::string Get(std::uint16_t port, const std::string& path) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    const std::string request =
        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    static_cast<void>(::send(socket, request.data(), request.size(), MSG_NOSIGNAL));
    std::array<char, 4096> buffer{};
    for (ssize_t got = 0; (got = ::recv(socket, buffer.data(), buffer.size(), 0)) > 0;) {
      answer.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }
  ::close(socket);
  return answer;
}

class MetricsPort : public ::testing::Test {
 protected:
  MetricsRegistry registry;
  ServiceMetrics metrics{registry, "followup"};
};

TEST_F(MetricsPort, ServesTheMeasuresOnTheLocalInterface) {
  metrics.SetQueueDepth(9);
  const auto endpoint = MetricsEndpoint::Open(registry, 0);
  ASSERT_TRUE(endpoint.has_value()) << endpoint.error().english;
  EXPECT_THAT(Get((*endpoint)->port(), "/metrics"),
              HasSubstr("store_writer_queue_depth{service_name=\"followup\"} 9"));
  EXPECT_THAT(Get((*endpoint)->port(), "/"), HasSubstr("404"));
}

TEST_F(MetricsPort, ThatIsTakenIsRefusedByName) {
  const auto first = MetricsEndpoint::Open(registry, 0);
  ASSERT_TRUE(first.has_value());
  const auto second = MetricsEndpoint::Open(registry, (*first)->port());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().reason, "METRICS_PORT_TAKEN");
  EXPECT_EQ(second.error().field, "127.0.0.1:" + std::to_string((*first)->port()));
}

}  // namespace
}  // namespace parcours::observe
