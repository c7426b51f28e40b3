#include "services/gateway/pages.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "services/gateway/tests/running_gateway.h"

namespace parcours::gateway {
namespace {

constexpr const char* kIndexText = "<!doctype html><title>Parcours</title>";
constexpr const char* kScriptText = "export const one = 1;";

class PagesTest : public ::testing::Test {
 protected:
  PagesTest() {
    std::filesystem::create_directories(folder_ / "assets");
    Write("index.html", kIndexText);
    Write("assets/main-1a2b.js", kScriptText);
    Write("icon.svg", "<svg/>");
    std::ofstream(outside_) << "secret";
    std::filesystem::create_symlink(outside_, folder_ / "link.txt");
    pages_ = Pages::Read(folder_).value();
  }
  ~PagesTest() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::remove(outside_);
  }

  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  std::optional<Response> Get(const std::string& target, const std::string& if_none_match = {},
                              http::verb method = http::verb::get) const {
    Request request(method, target, 11);
    if (!if_none_match.empty()) request.set(http::field::if_none_match, if_none_match);
    return pages_->Answer(request);
  }

  static std::string Own(const std::string& name) {
    return ::testing::TempDir() + "parcours_" +
           ::testing::UnitTest::GetInstance()->current_test_info()->name() + name;
  }
  const std::filesystem::path folder_ = Own("_pages");
  const std::filesystem::path outside_ = Own("_outside.txt");
  std::optional<Pages> pages_;
};

TEST_F(PagesTest, FilesHaveTheirTypesAndTheHashedOnesAreKeptForEver) {
  const auto script = Get("/app/assets/main-1a2b.js");
  ASSERT_TRUE(script);
  EXPECT_EQ(script->result(), http::status::ok);
  EXPECT_EQ(script->body(), kScriptText);
  EXPECT_EQ((*script)[http::field::content_type], "text/javascript; charset=utf-8");
  EXPECT_EQ((*script)[http::field::cache_control], "public, max-age=31536000, immutable");
  const auto icon = Get("/app/icon.svg");
  EXPECT_EQ((*icon)[http::field::content_type], "image/svg+xml");
  EXPECT_EQ((*icon)[http::field::cache_control], "no-cache");
}

TEST_F(PagesTest, WhatACallerHasAlreadyIsNotSentAgain) {
  const auto first = Get("/app/");
  const std::string etag((*first)[http::field::etag]);
  const auto again = Get("/app/", etag);
  EXPECT_EQ(again->result(), http::status::not_modified);
  EXPECT_EQ(again->body(), "");
  EXPECT_EQ((*again)[http::field::etag], etag);
  EXPECT_EQ(Get("/app/", "W/" + etag)->result(), http::status::not_modified);
  EXPECT_EQ(Get("/app/", "\"other\"")->result(), http::status::ok);
}

TEST_F(PagesTest, AddressesOfTheScriptAreThePageAndMissingAssetsAreNot) {
  for (const auto* target : {"/app", "/app/", "/app/index.html", "/app/pathways/x?day=2025-06-02"})
    EXPECT_EQ(Get(target)->body(), kIndexText) << target;
  EXPECT_EQ(Get("/app/assets/other.js")->result(), http::status::not_found);
  const auto root = Get("/");
  EXPECT_EQ(root->result(), http::status::permanent_redirect);
  EXPECT_EQ((*root)[http::field::location], "/app/");
  EXPECT_FALSE(Get("/v1/pathways"));
  EXPECT_FALSE(Get("/application"));
}

TEST_F(PagesTest, NoAddressLeavesTheFolder) {
  for (const auto* target :
       {"/app/../outside.txt", "/app/%2e%2e/outside.txt", "/app/assets/..%2f..%2foutside.txt",
        "/app/a%00b", "/app//etc/passwd", "/app/\\outside.txt"}) {
    EXPECT_EQ(Get(target)->result(), http::status::bad_request) << target;
  }
  EXPECT_EQ(Get("/app/link.txt")->body(), kIndexText);
  EXPECT_EQ(ReasonIn(*Get("/app/x?access_token=y")), "TOKEN_IN_QUERY");
}

TEST_F(PagesTest, EveryAnswerForbidsInlineScriptsAndFrames) {
  for (const auto* target : {"/", "/app/", "/app/assets/main-1a2b.js", "/app/assets/other.js"}) {
    const auto response = Get(target);
    const std::string policy((*response)["Content-Security-Policy"]);
    EXPECT_NE(policy.find("default-src 'none'; script-src 'self';"), std::string::npos) << target;
    EXPECT_NE(policy.find("frame-ancestors 'none'"), std::string::npos) << target;
    EXPECT_EQ(policy.find("unsafe"), std::string::npos) << target;
    EXPECT_EQ((*response)["X-Content-Type-Options"], "nosniff");
    EXPECT_EQ((*response)["Referrer-Policy"], "same-origin");
  }
}

TEST_F(PagesTest, PagesAreOnlyRead) {
  const auto posted = Get("/app/", {}, http::verb::post);
  EXPECT_EQ(posted->result(), http::status::method_not_allowed);
}

TEST_F(PagesTest, AFolderWithoutAnIndexIsRefused) {
  for (const auto& folder : {folder_ / "assets", folder_ / "nothing"}) {
    const auto read = Pages::Read(folder);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().reason, "PAGES_UNREADABLE");
  }
}

}  // namespace
}  // namespace parcours::gateway
