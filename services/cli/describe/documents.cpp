#include "services/cli/describe/documents.h"

#include <fstream>
#include <set>
#include <sstream>

namespace parcours::cli {
namespace {

constexpr const char* kContract = "proto/parcours/contract.txt";

std::string ReadFile(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::set<std::string> Lines(const std::string& text) {
  std::set<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.insert(line);
  return lines;
}

}  // namespace

std::map<std::filesystem::path, std::string> Documents(const Services& services,
                                                       const std::filesystem::path& root) {
  std::map<std::filesystem::path, std::string> documents{
      {"docs/generated/topics.md", TopicsPage(services)},
      {"docs/generated/facts.md", FactsPage(services)},
      {"docs/generated/rpcs.md", RpcsPage(services)},
      {"docs/generated/reactions.md", ReactionsPage(services)},
      {kContract, ContractDump()}};
  for (const auto& service : services) {
    const auto readme = std::filesystem::path("services") / service.name / "README.md";
    documents[readme] = ReplaceGenerated(ReadFile(root / readme), ServiceTable(service, services));
  }
  return documents;
}

std::vector<std::string> BrokenPromises(const std::filesystem::path& root) {
  const auto now = Lines(ContractDump());
  std::vector<std::string> broken;
  for (const auto& line : Lines(ReadFile(root / kContract))) {
    if (!now.contains(line)) broken.push_back(line);
  }
  return broken;
}

Result<std::vector<std::filesystem::path>> WriteDocuments(const Services& services,
                                                          const std::filesystem::path& root) {
  const auto broken = BrokenPromises(root);
  if (!broken.empty()) {
    return Refuse(Error{
        .code = Code::kFailedPrecondition,
        .reason = "CONTRACT_BROKEN",
        .field = broken.front(),
        .french = "Le contrat ne peut que grandir ; cette ligne a disparu : " + broken.front(),
        .english = "The contract may only grow; this line is gone: " + broken.front()});
  }
  std::vector<std::filesystem::path> written;
  for (const auto& [path, text] : Documents(services, root)) {
    if (ReadFile(root / path) == text) continue;
    std::filesystem::create_directories((root / path).parent_path());
    std::ofstream(root / path, std::ios::binary) << text;
    written.push_back(path);
  }
  return written;
}

}  // namespace parcours::cli
