#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "tests/architecture/source_tree.h"

namespace parcours::architecture {
namespace {

constexpr std::array<std::string_view, 5> kContexts{"partners", "recruitment", "followup",
                                                    "support", "insertion"};

// Files that hold for a path prefix; tests of a folder count with the folder.
bool Under(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

bool IsTest(std::string_view path) {
  return path.find("/tests/") != std::string_view::npos || path.starts_with("tests/");
}

std::string ContextOf(std::string_view path) {
  for (const auto context : kContexts) {
    if (Under(path, "services/" + std::string(context))) return std::string(context);
  }
  return {};
}

template <typename Wrong>
void ExpectNoInclude(Wrong wrong) {
  for (const auto& source : OwnSources()) {
    for (const auto& include : source.includes)
      EXPECT_FALSE(wrong(source.path, include)) << source.path << " includes " << include;
  }
}

TEST(IncludeGraph, TheTreeIsRead) { EXPECT_GT(OwnSources().size(), 100U); }

TEST(IncludeGraph, ThePlatformKnowsNoService) {
  ExpectNoInclude([](std::string_view path, std::string_view include) {
    const bool of_a_service =
        include.starts_with("services/") && !include.starts_with("services/platform/");
    return Under(path, "services/platform") && of_a_service;
  });
}

TEST(IncludeGraph, CoreStandsOnTheStandardLibraryAlone) {
  ExpectNoInclude([](std::string_view path, std::string_view include) {
    if (!Under(path, "services/platform/core")) return false;
    const bool standard = include.find('/') == std::string_view::npos && !include.ends_with(".h") &&
                          !include.ends_with(".hpp");
    return !standard && include != "tl/expected.hpp" &&
           !include.starts_with("services/platform/core/");
  });
}

TEST(IncludeGraph, ServicesMeetInTheirFactsAndStubsAlone) {
  ExpectNoInclude([](std::string_view path, std::string_view include) {
    const std::string own = ContextOf(path);
    if (own.empty()) return false;
    for (const auto other : kContexts) {
      if (other == own) continue;
      if (Under(include, "services/" + std::string(other))) return true;
      const std::string package = "parcours/" + std::string(other) + "/v1/";
      if (include.starts_with(package) && !include.ends_with("_events.pb.h") &&
          !include.ends_with(".grpc.pb.h"))
        return true;
    }
    return false;
  });
}

TEST(IncludeGraph, TheDirectoryReadsPartnersFactsAlone) {
  ExpectNoInclude([](std::string_view path, std::string_view include) {
    if (!Under(path, "services/directory")) return false;
    const bool of_a_service = include.starts_with("services/") &&
                              !include.starts_with("services/platform/") &&
                              !include.starts_with("services/directory/");
    return of_a_service || (include.starts_with("parcours/") && include.ends_with("_service.pb.h"));
  });
}

TEST(IncludeGraph, DomainsIncludeNoEdge) {
  ExpectNoInclude([](std::string_view path, std::string_view include) {
    if (path.find("/domain/") == std::string_view::npos) return false;
    for (const auto edge : {"grpc", "librdkafka", "soci", "sqlite3", "services/platform/store",
                            "services/platform/bus", "services/platform/rpc",
                            "services/platform/host", "services/platform/execution"}) {
      if (include.starts_with(edge)) return true;
    }
    return include.ends_with(".grpc.pb.h");
  });
}

TEST(IncludeGraph, TheGatewayKnowsThePlatformAndNoService) {
  ExpectNoInclude([](std::string_view path, std::string_view include) {
    if (!Under(path, "services/gateway")) return false;
    const bool elsewhere = include.starts_with("services/") &&
                           !include.starts_with("services/platform/") &&
                           !include.starts_with("services/gateway/");
    const bool by_name = include.starts_with("parcours/") &&
                         !include.starts_with("parcours/options/") && !IsTest(path) &&
                         !Under(path, "services/gateway/national");
    return elsewhere || by_name;
  });
}

TEST(IncludeGraph, EachLibraryHasOneDoor) {
  ExpectNoInclude([](std::string_view path, std::string_view include) {
    if (IsTest(path)) return false;
    if (include.starts_with("soci/") || include == "sqlite3.h")
      return !Under(path, "services/platform/store");
    if (include.starts_with("boost/")) return !Under(path, "services/gateway");
    if (include.starts_with("librdkafka/")) return !Under(path, "services/platform/bus/kafka");
    if (include.starts_with("sodium"))
      return !Under(path, "services/platform/security") &&
             !Under(path, "services/platform/journal") &&
             !Under(path, "services/platform/execution") && !Under(path, "services/platform/host");
    if (!include.starts_with("grpc")) return false;
    return !Under(path, "services/platform/rpc") && !Under(path, "services/platform/host") &&
           !Under(path, "services/cli") && !Under(path, "services/platform/testing") &&
           !path.ends_with("/rpc.cpp");
  });
}

TEST(Sources, ReadNoClockAndNoRandomnessOutsideTheHost) {
  // Split, or this file would find itself.
  const std::array<std::string, 6> banned{
      std::string("system_clock::") + "now", std::string("random_") + "device",
      std::string("std::") + "rand(",        std::string("gettimeof") + "day",
      std::string("clock_get") + "time",     std::string("mt1") + "9937"};
  for (const auto& source : OwnSources()) {
    if (Under(source.path, "services/platform/host") || Under(source.path, "tests/performance"))
      continue;
    for (const auto& word : banned)
      EXPECT_EQ(source.text.find(word), std::string::npos) << source.path << " uses " << word;
  }
}

// The program that injects real faults is no test: its breaks last as long as real ones. Its tests
// are held to the rule.
TEST(Sources, TestsNeverSleep) {
  const std::array<std::string, 3> banned{
      std::string("sleep_") + "for", std::string("sleep_") + "until", std::string("usle") + "ep("};
  for (const auto& source : OwnSources()) {
    const bool injects =
        source.path.starts_with("tests/chaos/") && !source.path.ends_with("_test.cpp");
    if (!IsTest(source.path) || injects) continue;
    for (const auto& word : banned)
      EXPECT_EQ(source.text.find(word), std::string::npos) << source.path << " uses " << word;
  }
}

TEST(Sources, HeadersAreIncludedOnce) {
  for (const auto& source : OwnSources()) {
    EXPECT_TRUE(!source.path.ends_with(".h") || source.text.starts_with("#pragma once"))
        << source.path;
  }
}

}  // namespace
}  // namespace parcours::architecture
