#include "services/cli/table.h"

#include <algorithm>
#include <ostream>

#include "services/cli/console.h"

namespace parcours::cli {
namespace {

bool IsNumber(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

struct Column {
  std::size_t width = 0;
  bool numbers = true;
};

std::vector<Column> Measure(const std::vector<std::vector<std::string>>& rows) {
  std::vector<Column> columns;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    columns.resize(std::max(columns.size(), rows[row].size()));
    for (std::size_t i = 0; i < rows[row].size(); ++i) {
      columns[i].width = std::max(columns[i].width, Width(rows[row][i]));
      if (row > 0 && !IsNumber(rows[row][i])) columns[i].numbers = false;
    }
  }
  return columns;
}

}  // namespace

void PrintTable(const std::vector<std::vector<std::string>>& rows, std::ostream& stream) {
  const auto columns = Measure(rows);
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string gap(columns[i].width - Width(row[i]), ' ');
      if (i > 0) line.append("  ");
      line.append(columns[i].numbers ? gap + row[i] : row[i] + gap);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    stream << line << "\n";
  }
}

}  // namespace parcours::cli
