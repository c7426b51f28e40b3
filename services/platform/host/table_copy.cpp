#include "services/platform/host/table_copy.h"

namespace parcours::host {
namespace {

constexpr std::size_t kScriptBytes = 256 * 1'024;

// "'(' || quote(a) || ',' || quote(b) || ')'": a row as SQL text, whatever its types.
std::string RowExpression(store::Connection& db, const std::string& table) {
  std::string expression = "'('";
  const char* separator = " || ";
  for (const auto& [column] :
       db.Query<std::string>("SELECT name FROM pragma_table_info(:table)", table)) {
    expression.append(separator).append("quote(\"").append(column).append("\")");
    separator = " || ',' || ";
  }
  return expression + " || ')'";
}

}  // namespace

void CopyTable(store::Connection& from, store::Connection& to, const std::string& table) {
  const std::string insert = "INSERT INTO " + table + " VALUES ";
  std::string script;
  const auto flush = [&] {
    if (!script.empty()) to.ExecuteScript(script);
    script.clear();
  };
  from.ForEach<std::string>("SELECT " + RowExpression(from, table) + " FROM " + table,
                            [&](const std::string& row) {
                              script.append(script.empty() ? insert : ",").append(row);
                              if (script.size() > kScriptBytes) flush();
                            });
  flush();
}

}  // namespace parcours::host
