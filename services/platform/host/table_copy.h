#pragma once

#include <string>

#include "services/platform/store/connection.h"

namespace parcours::host {

// Copies every row of a table into the table of the same name and columns of another database.
void CopyTable(store::Connection& from, store::Connection& to, const std::string& table);

}  // namespace parcours::host
