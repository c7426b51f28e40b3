// Every RPC for every role of the sample: what docs/generated/access.md says is what happens, over
// gRPC and over HTTP.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/end_to_end/access_matrix.h"
#include "tests/end_to_end/http_caller.h"

namespace parcours::end_to_end {
namespace {

// Set: the page is written anew (scripts/generate does).
constexpr const char* kWrite = "PARCOURS_WRITE_ACCESS";
const std::filesystem::path kPage =
    std::filesystem::path(PARCOURS_SOURCE_DIR) / "docs/generated/access.md";

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::int64_t FactsRecorded(cli::LaunchedPlatform& platform) {
  std::int64_t facts = 0;
  for (const auto& [service, address] : platform.endpoints()) {
    facts += std::stoll(platform.Status(service).value().at("journalHead").get<std::string>());
  }
  return facts;
}

void ExpectEveryRpcIsAsked(const std::vector<AskedRpc>& asked) {
  const auto declared = DeclaredRpcs();
  std::vector<std::string> names;
  for (const auto& rpc : asked) names.push_back(rpc.service + "." + rpc.method);
  for (const auto& name : declared) {
    EXPECT_EQ(std::count(names.begin(), names.end(), name), 1)
        << name << " needs one row in tests/end_to_end/access_requests.json";
  }
  EXPECT_EQ(names.size(), declared.size());
}

void ExpectSame(const std::string& committed, const std::string& found) {
  const auto expected = LinesOf(committed);
  const auto lines = LinesOf(found);
  for (std::size_t i = 0; i < std::max(expected.size(), lines.size()); ++i) {
    EXPECT_EQ(i < expected.size() ? expected[i] : "", i < lines.size() ? lines[i] : "")
        << "line " << i + 1
        << " of docs/generated/access.md; after a wanted change: scripts/generate";
  }
}

TEST(Access, IsForEachRpcAndRoleWhatTheTableSays) {
  const auto story = ToldStory::Tell();
  ASSERT_NE(story, nullptr);
  const auto rpcs = AskedRpcs(*story);
  const auto askers = Askers(*story);
  ExpectEveryRpcIsAsked(rpcs);
  const std::int64_t facts_before = FactsRecorded(story->platform());

  const auto gateway = story->platform().StartGateway();
  ASSERT_TRUE(gateway) << gateway.error().english;
  HttpCaller http(*gateway);
  const Calling over_grpc = [&](const auto& service, const auto& method, const auto& request,
                                const auto& token) {
    return story->platform().Call(service, method, request, token);
  };
  const Calling over_http = [&](const auto& service, const auto& method, const auto& request,
                                const auto& token) {
    return http.Call(service, method, request, token);
  };

  std::vector<std::vector<std::string>> cells;
  for (const auto& rpc : rpcs) {
    auto& row = cells.emplace_back();
    for (const auto& asker : askers) {
      row.push_back(Ask(over_grpc, rpc, asker));
      if (HttpCaller::Serves(rpc)) {
        EXPECT_EQ(Ask(over_http, rpc, asker), row.back())
            << rpc.service << "." << rpc.method << " over HTTP for " << asker.heading;
      }
      EXPECT_EQ(row.back().find("UNIMPLEMENTED"), std::string::npos)
          << rpc.service << "." << rpc.method;
      EXPECT_FALSE(row.back().starts_with("OK") && asker.token.empty())
          << rpc.method << " needs no token";
    }
  }

  EXPECT_EQ(FactsRecorded(story->platform()), facts_before) << "asking changed something";
  const std::string page = AccessPage(rpcs, askers, cells);
  if (std::getenv(kWrite) != nullptr) {
    std::filesystem::create_directories(kPage.parent_path());
    std::ofstream(kPage) << page;
    return;
  }
  ExpectSame(ReadFile(kPage), page);
}

}  // namespace
}  // namespace parcours::end_to_end
