#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace parcours::cli {

// Rows of text in columns as wide as their widest cell; the first row is the heading. Columns of
// numbers stand to the right.
void PrintTable(const std::vector<std::vector<std::string>>& rows, std::ostream& stream);

}  // namespace parcours::cli
