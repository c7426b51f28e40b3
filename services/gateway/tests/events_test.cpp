// Answers that go on: server-sent events over a service that never stops telling.

#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "parcours/followup/v1/followup_service.grpc.pb.h"
#include "services/gateway/rpc_events.h"
#include "services/gateway/tests/running_gateway.h"
#include "services/platform/rpc/server.h"

namespace parcours::gateway {
namespace {

namespace v1 = followup::v1;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// Has told as many changes as `head` says, each at its position, and tells those that come.
class TellingService final : public v1::FollowupService::CallbackService {
 public:
  grpc::ServerWriteReactor<v1::Change>* WatchAlerts(
      grpc::CallbackServerContext*, const v1::WatchAlertsRequest* request) override {
    return new Telling(*this, request->has_after() ? request->after() : 0);
  }

  void MoveTo(std::int64_t head) {
    {
      const std::scoped_lock lock(mutex_);
      head_ = head;
    }
    moved_.notify_all();
  }
  // Makes each change this much longer.
  void Pad(std::size_t bytes) { padding_.assign(bytes, 'x'); }
  [[nodiscard]] int listeners() const { return listeners_; }

 private:
  class Telling final : public grpc::ServerWriteReactor<v1::Change> {
   public:
    Telling(TellingService& service, std::int64_t after) : service_(service) {
      ++service_.listeners_;
      thread_ = std::jthread([this, after] { Tell(after); });
    }
    void OnWriteDone(bool ok) override { Settle(ok); }
    void OnCancel() override { Settle(false); }
    void OnDone() override {
      thread_.join();
      --service_.listeners_;
      delete this;
    }

   private:
    void Settle(bool ok) {
      {
        const std::scoped_lock lock(service_.mutex_);
        written_ = true;
        gone_ = gone_ || !ok;
      }
      service_.moved_.notify_all();
    }
    void Tell(std::int64_t after) {
      for (;;) {
        {
          std::unique_lock lock(service_.mutex_);
          service_.moved_.wait(lock, [&] { return written_ && (gone_ || after < service_.head_); });
          if (gone_) break;
          written_ = false;
        }
        change_.set_position(++after);
        change_.set_pathway("pathways/x" + service_.padding_);
        StartWrite(&change_);
      }
      Finish(grpc::Status::CANCELLED);
    }

    TellingService& service_;
    v1::Change change_;
    bool written_ = true;
    bool gone_ = false;
    std::jthread thread_;
  };

  std::mutex mutex_;
  std::condition_variable moved_;
  std::int64_t head_ = 0;
  std::string padding_;
  std::atomic<int> listeners_{0};
};

// Reads what comes, as it comes.
class Listening {
 public:
  Listening(const std::string& address, const std::string& headers) : socket_(context_) {
    const auto colon = address.rfind(':');
    socket_.connect({boost::asio::ip::make_address(address.substr(0, colon)),
                     static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1)))});
    const auto request = Written("GET /v1/alerts:watch", headers);
    boost::asio::write(socket_, boost::asio::buffer(request));
  }

  // Everything up to this text, which is waited for; what came where the connection ends before.
  std::string Until(const std::string& text) {
    while (read_.find(text) == std::string::npos) {
      std::array<char, 4096> some{};
      boost::system::error_code ended;
      const auto count = socket_.read_some(boost::asio::buffer(some), ended);
      read_.append(some.data(), count);
      if (ended) return std::exchange(read_, {});
    }
    const auto end = read_.find(text) + text.size();
    const auto heard = read_.substr(0, end);
    read_.erase(0, end);
    return heard;
  }

 private:
  boost::asio::io_context context_;
  boost::asio::ip::tcp::socket socket_;
  std::string read_;
};

std::string Id(std::int64_t position) { return "id: " + std::to_string(position) + "\ndata: "; }

class EventsTest : public ::testing::Test {
 protected:
  void Start() {
    telling_ = rpc::Server::Start(
                   {}, {{.name = "parcours.followup.v1.FollowupService", .service = &service_}})
                   .value();
    gateway_.Start({{"followup", telling_->address()}});
    ASSERT_TRUE(host::RunningPlatform::Becomes([this] {
      Caller monitor(gateway_.server->monitoring_address());
      monitor.Send(Written("GET /readyz", ""));
      return monitor.Hear().result() == http::status::ok;
    }));
  }
  ~EventsTest() override {
    gateway_.server.reset();
    if (telling_ != nullptr) telling_->Drain(std::chrono::seconds(5));
  }
  [[nodiscard]] const std::string& address() const { return gateway_.server->address(); }

  TellingService service_;
  std::unique_ptr<rpc::Server> telling_;
  RunningGateway gateway_;
};

TEST_F(EventsTest, ChangesAreEventsWhoseIdsAreTheirPositions) {
  service_.MoveTo(2);
  Start();
  Listening listening(address(), "Accept: text/event-stream\r\n");
  const auto head = listening.Until("\r\n\r\n");
  EXPECT_THAT(head, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(head, HasSubstr("Content-Type: text/event-stream\r\n"));
  EXPECT_THAT(head, HasSubstr("Cache-Control: no-store\r\n"));
  EXPECT_THAT(head, HasSubstr("X-Accel-Buffering: no\r\n"));
  EXPECT_THAT(listening.Until("\n\n"), StartsWith("retry: 2000\n" + Id(1) + "{\"position\":\"1\""));
  EXPECT_THAT(listening.Until("\n\n"), StartsWith(Id(2)));
  service_.MoveTo(3);
  EXPECT_THAT(listening.Until("\n\n"), StartsWith(Id(3)));
}

TEST_F(EventsTest, WhoeverLostTheConnectionGoesOnWithoutAHole) {
  service_.MoveTo(100);
  Start();
  std::int64_t heard = 0;
  while (heard < 100) {
    Listening listening(address(), "Last-Event-ID: " + std::to_string(heard) + "\r\n");
    listening.Until("\r\n\r\n");
    for (int i = 0; i < 30 && heard < 100; ++i) {
      EXPECT_THAT(listening.Until("\n\n"), HasSubstr(Id(heard + 1)));
      ++heard;
    }
  }
}

TEST_F(EventsTest, WhileNothingHappensACommentSaysThatTheConnectionLives) {
  gateway_.options.listen.limits.heartbeat = std::chrono::milliseconds(20);
  service_.MoveTo(1);
  Start();
  Listening listening(address(), "");
  listening.Until(Id(1));
  listening.Until("\n\n");
  EXPECT_EQ(listening.Until("\n\n"), ":\n\n");
  EXPECT_EQ(listening.Until("\n\n"), ":\n\n");
  service_.MoveTo(2);
  EXPECT_THAT(listening.Until(Id(2)), HasSubstr(Id(2)));
}

TEST_F(EventsTest, ASlowListenerIsCutAndResumesWhereItWas) {
  constexpr std::int64_t kMany = 100'000;
  service_.Pad(20'000);
  gateway_.options.listen.limits.answer_time = std::chrono::seconds(1);
  service_.MoveTo(kMany);
  Start();
  Listening slow(address(), "");
  EXPECT_TRUE(host::RunningPlatform::Becomes([&] { return service_.listeners() == 1; }));
  EXPECT_TRUE(host::RunningPlatform::Becomes([&] { return service_.listeners() == 0; }));
  std::int64_t heard = 0;
  while (slow.Until("\n\n").find(Id(heard + 1)) != std::string::npos) ++heard;
  ASSERT_GT(heard, 0);
  ASSERT_LT(heard, kMany);
  Listening again(address(), "Last-Event-ID: " + std::to_string(heard) + "\r\n");
  again.Until("\r\n\r\n");
  EXPECT_THAT(again.Until("\n\n"), HasSubstr(Id(heard + 1)));
}

TEST_F(EventsTest, AListenerThatLeavesIsForgotten) {
  service_.MoveTo(1);
  Start();
  {
    Listening listening(address(), "");
    listening.Until("\n\n");
    EXPECT_EQ(service_.listeners(), 1);
  }
  EXPECT_TRUE(host::RunningPlatform::Becomes([&] { return service_.listeners() == 0; }));
}

TEST_F(EventsTest, TheEndOfTheGatewayEndsThem) {
  service_.MoveTo(1);
  Start();
  Listening listening(address(), "");
  listening.Until(Id(1));
  gateway_.server->Drain();
  EXPECT_EQ(listening.Until("no such text").find("id: 2"), std::string::npos);
  EXPECT_TRUE(host::RunningPlatform::Becomes([&] { return service_.listeners() == 0; }));
}

TEST_F(EventsTest, WhatCannotBeginIsAProblem) {
  Start();
  EXPECT_THAT(Listening(address(), "Last-Event-ID: x\r\n").Until("}"),
              HasSubstr("HEADER_MALFORMED"));
  EXPECT_THAT(Listening(address(), "Accept: application/json\r\n").Until("}"),
              HasSubstr("NOT_ACCEPTABLE"));
  telling_->Drain(std::chrono::seconds(1));
  telling_.reset();
  EXPECT_THAT(Listening(address(), "").Until("}"), HasSubstr("SERVICE_UNREACHABLE"));
}

}  // namespace
}  // namespace parcours::gateway
