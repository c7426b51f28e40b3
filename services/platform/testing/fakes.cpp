#include "services/platform/testing/fakes.h"

#include <cstdio>
#include <cstdlib>

#include "services/platform/core/check.h"

namespace parcours::testing {

std::string FakeTokens::TokenOf(const security::Actor& actor) {
  std::string token = actor.principal + "|" + actor.organisation + "|" + actor.person;
  for (const auto role : actor.roles) token += "|" + options::v1::Role_Name(role);
  actors_.insert_or_assign(token, actor);
  return token;
}

Result<security::Actor> FakeTokens::Verify(std::string_view token) {
  const auto found = actors_.find(token);
  if (found != actors_.end()) return found->second;
  return Refuse({.code = Code::kUnauthenticated,
                 .reason = token.empty() ? "TOKEN_MISSING" : "TOKEN_MALFORMED",
                 .french = "Jeton d'accès absent ou inconnu.",
                 .english = "Access token missing or unknown."});
}

void CallNotes::Faulted(const execution::Method& method, const std::string& what) {
  last_fault_ = method.descriptor->full_name() + ": " + what;
  std::fprintf(stderr, "fault in %s\n", last_fault_.c_str());
}

// Inside the folder of a test that let this process be killed, so that it is removed with it.
TemporaryFolder::TemporaryFolder() {
  const std::filesystem::path memory = "/dev/shm";
  const char* given = std::getenv(kParentVariable);
  std::error_code unknown;
  std::filesystem::path parent = std::filesystem::temp_directory_path();
  if (std::filesystem::is_directory(memory, unknown)) parent = memory;
  if (given != nullptr) parent = given;
  std::string pattern = (parent / "parcours-test-XXXXXX").string();
  CHECK(::mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace parcours::testing
