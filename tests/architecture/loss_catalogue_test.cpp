// tests/README.md says which test holds each way in which others lost data: those tests exist.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/architecture/source_tree.h"

namespace parcours::architecture {
namespace {

constexpr int kCases = 26;

std::string ReadReadme() {
  std::ifstream stream(ProjectRoot() / "tests/README.md");
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> Matches(const std::string& text, const std::regex& pattern) {
  std::vector<std::string> found;
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match)
    found.push_back((*match)[1]);
  return found;
}

// "Suite.Name" of every TEST, TEST_F and TEST_P.
std::set<std::string> AllTests() {
  static const std::regex kTest(R"(\bTEST(?:_F|_P)?\((\w+),\s*(\w+)\))");
  std::set<std::string> tests;
  for (const auto& source : OwnSources()) {
    const auto& text = source.text;
    for (std::sregex_iterator match(text.begin(), text.end(), kTest), end; match != end; ++match)
      tests.insert((*match)[1].str() + "." + (*match)[2].str());
  }
  return tests;
}

std::set<std::string> AllDefects() {
  std::set<std::string> defects;
  for (const auto& entry :
       std::filesystem::directory_iterator(ProjectRoot() / "tests/simulation/defects"))
    defects.insert(entry.path().stem());
  return defects;
}

TEST(LossCatalogue, HasARowForEachCase) {
  const auto numbers = Matches(ReadReadme(), std::regex(R"(\n\| (\d+) \|)"));
  ASSERT_EQ(numbers.size(), kCases);
  for (int i = 0; i < kCases; ++i)
    EXPECT_EQ(numbers[static_cast<std::size_t>(i)], std::to_string(i + 1));
}

TEST(LossCatalogue, EachRowNamesATestOrSaysLater) {
  for (const auto& row : Matches(ReadReadme(), std::regex(R"(\n(\| \d+ \|[^\n]*))")))
    EXPECT_TRUE(row.find("`") != std::string::npos || row.find("later") != std::string::npos)
        << row;
}

TEST(LossCatalogue, EachTestThatItNamesExists) {
  const auto tests = AllTests();
  const auto named = Matches(ReadReadme(), std::regex(R"(`([A-Z]\w+\.[A-Z]\w+)`)"));
  EXPECT_GT(named.size(), 30U);
  for (const auto& name : named) EXPECT_TRUE(tests.contains(name)) << name;
}

TEST(LossCatalogue, EachDefectIsNamedAndEachThatIsNamedExists) {
  std::set<std::string> named;
  for (const auto& name : Matches(ReadReadme(), std::regex(R"(`simulation\.defect\.([a-z_]+)`)")))
    named.insert(name);
  EXPECT_EQ(named, AllDefects());
}

}  // namespace
}  // namespace parcours::architecture
