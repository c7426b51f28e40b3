#include "services/platform/rpc/server.h"

#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <future>

#include "services/platform/tests/rpc/served_sample.h"

namespace parcours::rpc {
namespace {

// One raw unary call, for services whose messages we do not compile: bytes in, bytes out.
Result<std::string> CallRaw(const std::shared_ptr<grpc::Channel>& channel,
                            const std::string& method, const std::string& request) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  Fill(context, {.token = {}, .trace = {}});
  grpc::CompletionQueue queue;
  const grpc::Slice slice(request);
  const grpc::ByteBuffer sent(&slice, 1);
  auto call = stub.PrepareUnaryCall(&context, method, sent, &queue);
  grpc::ByteBuffer received;
  grpc::Status status;
  call->StartCall();
  call->Finish(&received, &status, &queue);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  if (!status.ok()) return Refuse(FromStatus(status));
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (received.Dump(&slices).ok()) {
    for (const auto& part : slices)
      bytes.append(reinterpret_cast<const char*>(part.begin()), part.size());
  }
  return bytes;
}

// grpc.health.v1: HealthCheckRequest{service = 1}, HealthCheckResponse{status = 1}
Result<std::string> Health(const std::shared_ptr<grpc::Channel>& channel,
                           const std::string& service) {
  const std::string request =
      service.empty() ? "" : std::string("\x0a") + static_cast<char>(service.size()) + service;
  return CallRaw(channel, "/grpc.health.v1.Health/Check", request);
}

const std::string kServing("\x08\x01");
const std::string kNotServing("\x08\x02");

TEST(Server, TellsHealthPerServiceName) {
  ServedSample sample;
  EXPECT_EQ(Health(sample.channel, "parcours.partners.v1.PartnersService").value_or("?"), kServing);
  EXPECT_EQ(Health(sample.channel, "").value_or("?"), kServing);
  EXPECT_EQ(Health(sample.channel, "unknown").error().code, Code::kNotFound);
  sample.server->SetServing(false);
  EXPECT_EQ(Health(sample.channel, "parcours.partners.v1.PartnersService").value_or("?"),
            kNotServing);
}

TEST(Server, ReflectsItsServices) {
  ServedSample sample;
  grpc::GenericStub stub(sample.channel);
  grpc::ClientContext context;
  Fill(context, {.token = {}, .trace = {}});
  grpc::CompletionQueue queue;
  auto call = stub.PrepareCall(
      &context, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
  void* tag = nullptr;
  bool ok = false;
  call->StartCall(&queue);
  ASSERT_TRUE(queue.Next(&tag, &ok) && ok);
  const grpc::Slice slice(
      std::string("\x3a\x01*"));  // ServerReflectionRequest{list_services = 7: "*"}
  call->Write(grpc::ByteBuffer(&slice, 1), &queue);
  ASSERT_TRUE(queue.Next(&tag, &ok) && ok);
  grpc::ByteBuffer received;
  call->Read(&received, &queue);
  ASSERT_TRUE(queue.Next(&tag, &ok) && ok);
  grpc::Slice whole;
  ASSERT_TRUE(received.DumpToSingleSlice(&whole).ok());
  const std::string text(reinterpret_cast<const char*>(whole.begin()), whole.size());
  EXPECT_NE(text.find("parcours.partners.v1.PartnersService"), std::string::npos);
  context.TryCancel();
  grpc::Status status;
  call->Finish(&status, &queue);
  queue.Next(&tag, &ok);
}

TEST(Server, RefusesAnAddressThatIsTaken) {
  ServedSample sample;
  const auto second = Server::Start({.address = sample.server->address()}, {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().reason, "LISTEN_ADDRESS_TAKEN");
  EXPECT_EQ(second.error().field, sample.server->address());
}

// An unfinished field, and a name that is not UTF-8.
TEST(Server, SaysThatARequestCannotBeReadAndWhichOne) {
  ServedSample sample;
  for (const std::string request : {"\x0a\x7fxyz", "\x0a\x02\xff\xfe"}) {
    const auto answer =
        CallRaw(sample.channel, "/parcours.partners.v1.PartnersService/GetOrganisation", request);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, Code::kInvalidArgument);
    EXPECT_EQ(answer.error().reason, "REQUEST_UNREADABLE");
    EXPECT_NE(answer.error().french.find("GetOrganisation est illisible"), std::string::npos);
  }
}

TEST(Server, SaysThatItDoesNotKnowAMethod) {
  ServedSample sample;
  const auto answer = CallRaw(sample.channel, "/parcours.partners.v1.PartnersService/Nothing", "");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().reason, "METHOD_UNKNOWN");
}

TEST(Server, DrainsWhileACallRunsAndAnswersIt) {
  auto sample = std::make_unique<ServedSample>();
  sample::v1::ImportPartnersRequest request;
  for (int i = 0; i < 2'000; ++i) {
    auto& organisation = *request.add_records()->mutable_organisation();
    organisation.set_name("organisations/01950000-0000-7000-8000-00000000" +
                          std::to_string(1'000 + i));
    organisation.set_display_name("CFA");
  }
  auto outcome = std::async(std::launch::async, [&] {
    return Invoke(*sample->stub, &sample::v1::PartnersService::Stub::ImportPartners, request,
                  sample->Options());
  });
  // Wait until the call has reached the service: its first facts are there.
  const auto reading = sample->core->OpenForReading();
  while (!(*reading)->QueryOne<std::int64_t>("SELECT 1 FROM p_names LIMIT 1") &&
         outcome.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) {
  }
  sample->server->Drain(std::chrono::seconds(20));
  const auto answered = outcome.get();
  ASSERT_TRUE(answered) << answered.error().english;
  EXPECT_EQ(answered->verdicts_size(), 2'000);
}

}  // namespace
}  // namespace parcours::rpc
