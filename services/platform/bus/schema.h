#pragma once

// Tables of the bus in a service's own database: what was sent, what was read, what waits and what
// was parked.

#include <span>
#include <string>
#include <string_view>

#include "services/platform/bus/bus.h"
#include "services/platform/store/migrations.h"

namespace parcours::bus {

[[nodiscard]] std::span<const store::Migration> Migrations();

// Headers as they came, any bytes, in one column.
[[nodiscard]] std::string PackHeaders(const Headers& headers);
// CHECK-fails on bytes that PackHeaders did not make.
[[nodiscard]] Headers UnpackHeaders(std::string_view packed);

}  // namespace parcours::bus
