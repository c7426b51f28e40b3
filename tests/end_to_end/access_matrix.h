#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/end_to_end/told_story.h"

namespace parcours::end_to_end {

// Who asks: a column of the table.
struct Asker {
  std::string heading;
  std::string who;    // for the legend
  std::string token;  // empty: none is sent
};

// One call about the story's records: a row. It changes nothing, whoever sends it: a command names
// a version that cannot be, or a day to come, which is told only to whom the record may be seen by.
struct AskedRpc {
  std::string service;  // as in the protos: "operations" too
  std::string method;
  nlohmann::json request;
};

// The sample's eight agents, the operator, the story's beneficiary P, a lead of a third body, a
// service, and one without token.
[[nodiscard]] std::vector<Asker> Askers(const ToldStory& story);

// access_requests.json, in its order, about this story's records. Imports carry a record of the
// sample that was imported before.
[[nodiscard]] std::vector<AskedRpc> AskedRpcs(const ToldStory& story);

// "service.Method" of everything that the protos declare, in their order.
[[nodiscard]] std::vector<std::string> DeclaredRpcs();

// How an RPC is called: "followup", "GetPathway", the request, the token.
using Calling = std::function<Result<nlohmann::json>(const std::string&, const std::string&,
                                                     const nlohmann::json&, const std::string&)>;

// What was answered: OK, with the number of items of a list or the verdict of an import; else the
// canonical code and, where it is not the usual one of that code, the reason.
[[nodiscard]] std::string Ask(const Calling& call, const AskedRpc& rpc, const Asker& asker);

// docs/generated/access.md: cells[row][column].
[[nodiscard]] std::string AccessPage(const std::vector<AskedRpc>& rows,
                                     const std::vector<Asker>& columns,
                                     const std::vector<std::vector<std::string>>& cells);

}  // namespace parcours::end_to_end
