#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

// Rows of one text column as plain text.
namespace parcours::recruitment {

[[nodiscard]] inline std::optional<std::string> FirstOf(
    std::optional<std::tuple<std::string>> row) {
  if (!row) return std::nullopt;
  return std::get<0>(*std::move(row));
}

[[nodiscard]] inline std::vector<std::string> AllOf(std::vector<std::tuple<std::string>> rows) {
  std::vector<std::string> texts;
  texts.reserve(rows.size());
  for (auto& [text] : rows) texts.push_back(std::move(text));
  return texts;
}

}  // namespace parcours::recruitment
