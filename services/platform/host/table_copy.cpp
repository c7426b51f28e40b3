#include "services/platform/host/table_copy.h"

#include <algorithm>
#include <span>
#include <vector>

namespace parcours::host {
namespace {

using store::Argument;
using store::Value;

Argument ViewOf(const Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* text = std::get_if<std::string>(&value)) return std::string_view(*text);
  if (const auto* bytes = std::get_if<store::Bytes>(&value)) return store::BytesView{bytes->data};
  return std::monostate{};
}

}  // namespace

void CopyTable(store::Connection& from, store::Connection& to, const std::string& table) {
  const auto [columns] =
      from.QueryOne<std::size_t>("SELECT count(*) FROM pragma_table_info(:table)", table).value();
  std::string insert = "INSERT INTO " + table + " VALUES (?";
  for (std::size_t i = 1; i < columns; ++i) insert += ", ?";
  insert += ")";
  std::vector<Argument> row(columns);
  from.ForEachRow("SELECT * FROM " + table, columns, [&](std::span<Value> cells) {
    std::transform(cells.begin(), cells.end(), row.begin(), ViewOf);
    to.ExecuteWith(insert, row);
  });
}

}  // namespace parcours::host
